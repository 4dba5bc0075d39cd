// Bundles every process of the app with Vite: main and engine and exporter, the relay and the one inside the app, as Node modules, the preload script as the
// single CommonJS file that a sandboxed preload must be, and the page. Native modules stay outside, in node_modules.
import react from '@vitejs/plugin-react'
import fs from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'vite'
import { root, runScript } from './setup.mjs'

const electronModules = ['electron', 'electron/main', 'electron/common', 'electron/renderer']
const nodeModules = builtinModules.flatMap((name) => [name, `node:${name}`])
// The oldest runtimes: the development substitute of Electron (Chromium 130, Node 20.18) and Node 22 for what runs beside it.
const chromium = 'chrome130'
const electronNode = 'node20.18'
const plainNode = 'node22'

const processes = [
  { entry: 'main/shell/main.ts', output: 'main', format: 'es', target: electronNode, external: [] },
  { entry: 'main/preload/preload.ts', output: 'preload', format: 'cjs', target: chromium, external: [] },
  { entry: 'main/engine/main.ts', output: 'engine', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  { entry: 'main/exporter/exporter.ts', output: 'exporter', format: 'es', target: plainNode, external: ['@myriaddreamin/typst-ts-node-compiler'] },
  { entry: 'server/embedded.ts', output: 'room', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  { entry: 'server/main.ts', output: 'relay', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
]

await runScript(async () => {
  const start = performance.now()
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true })
  for (const options of processes) await buildProcess(options)
  copyPdfFonts()
  await buildPage()
  console.log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
  return 0
})

function buildProcess({ entry, output, format, target, external }) {
  const extension = format === 'cjs' ? 'cjs' : 'js'
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: `dist/${output}`,
      target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: path.join(root, entry),
        external: [...electronModules, ...nodeModules, ...external],
        output: { format, entryFileNames: `index.${extension}`, codeSplitting: false },
        onwarn: refuseWarnings,
      },
    },
  })
}

/** The exporter finds its fonts beside itself, so that a package needs no development dependency. */
function copyPdfFonts() {
  const fonts = path.join(root, 'dist', 'exporter', 'fonts')
  fs.mkdirSync(fonts, { recursive: true })
  for (const [file] of fs.readFileSync(path.join(root, 'shared', 'render', 'pdf.ts'), 'utf8').matchAll(/@expo-google-fonts\/[^']+\.ttf/g)) {
    fs.copyFileSync(path.join(root, 'node_modules', file), path.join(fonts, path.basename(file)))
  }
}

function buildPage() {
  return build({
    root: path.join(root, 'renderer'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: path.join(root, 'dist', 'renderer'),
      emptyOutDir: false,
      target: chromium,
      sourcemap: true,
      modulePreload: { polyfill: false },
      // Everything is a file of its own: the content security policy knows no inlined data but images.
      assetsInlineLimit: 0,
      // Loaded from the disk, once; the size of a download does not matter here.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { onwarn: refuseWarnings },
    },
  })
}

/** A warning of the bundler is a module that was not found or a bundle that does not do what the source says. */
function refuseWarnings(warning) {
  throw new Error(`${warning.code ?? 'warning'}: ${warning.message}`)
}
