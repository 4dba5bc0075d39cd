/**
 * Where the programs of Minuta begin that tests start as processes of their own. `npm test` has just built them: it takes what is delivered, which starts
 * in half the time of the sources (MINUTA_BUILT). Whoever runs one test by hand takes the sources, and has built nothing.
 */
import path from 'node:path'

const root = path.join(import.meta.dirname, '..', '..')

const program = (source: string, output: string): string => path.join(root, process.env['MINUTA_BUILT'] === '1' ? `dist/${output}/index.js` : source)

export const programs = {
  engine: program('main/engine/main.ts', 'engine'),
  relay: program('server/main.ts', 'relay'),
  /** The relay inside the app. */
  room: program('server/embedded.ts', 'room'),
  exporter: program('main/exporter/exporter.ts', 'exporter'),
  importer: program('main/importer/importer.ts', 'importer'),
  discovery: program('main/discovery/main.ts', 'discovery'),
} as const
