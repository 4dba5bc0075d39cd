// Bundles every process of the app with Vite: main, engine, exporter, importer, discovery, the relay and the one inside the app as Node modules,
// the preload script as the single CommonJS file that a sandboxed preload must be, and the page. Native modules stay outside, in
// node_modules. With the names of outputs (`relay`, `room` …) it makes those processes anew and leaves everything else.
import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { Features } from 'lightningcss'
import fs from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { root, runScript } from './setup.mjs'

const electronModules = ['electron', 'electron/main', 'electron/common', 'electron/renderer']
const nodeModules = builtinModules.flatMap((name) => [name, `node:${name}`])
// Telephones get old: what the guests' page is built for.
const browsers = ['chrome87', 'safari14', 'firefox90']
// The oldest runtimes: the development substitute of Electron (Chromium 130, Node 20.18) and Node 22 for what runs beside it.
const chromium = 'chrome130'
const electronNode = 'node20.18'
const plainNode = 'node22'

const processes = [
  { entry: 'main/shell/main.ts', output: 'main', format: 'es', target: electronNode, external: [] },
  { entry: 'main/preload/preload.ts', output: 'preload', format: 'cjs', target: chromium, external: [] },
  { entry: 'main/engine/main.ts', output: 'engine', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  { entry: 'main/exporter/exporter.ts', output: 'exporter', format: 'es', target: plainNode, external: ['@myriaddreamin/typst-ts-node-compiler'] },
  { entry: 'main/importer/importer.ts', output: 'importer', format: 'es', target: plainNode, external: [] },
  { entry: 'main/discovery/main.ts', output: 'discovery', format: 'es', target: plainNode, external: [] },
  { entry: 'server/embedded.ts', output: 'room', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  { entry: 'server/main.ts', output: 'relay', format: 'es', target: plainNode, external: ['better-sqlite3', 'bufferutil', 'utf-8-validate'] },
  // The thread that makes snapshots; a relay looks for it beside itself.
  ...['room', 'relay'].map((output) => ({ entry: 'server/compaction/compaction-worker.ts', output, name: 'compaction-worker', format: 'es', target: plainNode, external: [] })),
]

const webManifest = {
  name: 'Minuta',
  short_name: 'Minuta',
  description: 'Read a workshop while it is written, and take its minutes along',
  start_url: './w/',
  scope: './',
  display: 'standalone',
  background_color: '#f1efe9',
  theme_color: '#f1efe9',
  icons: [
    { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: './icon-256.png', sizes: '256x256', type: 'image/png' },
    { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
  ],
}

await runScript(async () => {
  const start = performance.now()
  const outputs = process.argv.slice(2)
  if (outputs.length > 0) {
    for (const options of processes) if (outputs.includes(options.output)) await buildProcess(options)
    return 0
  }
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true })
  for (const options of processes) await buildProcess(options)
  copyPdfFonts()
  fs.copyFileSync(path.join(root, 'build', 'icons', '32x32.png'), path.join(root, 'dist', 'main', 'tray.png'))
  await buildPage()
  await buildGuestPage()
  console.log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
  return 0
})

function buildProcess({ entry, output, name = 'index', format, target, external }) {
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
      emptyOutDir: false,
      target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: path.join(root, entry),
        external: [...electronModules, ...nodeModules, ...external],
        output: { format, entryFileNames: `${name}.${extension}`, codeSplitting: false },
        onwarn: refuseWarnings,
      },
    },
  })
}

/** The exporter finds its fonts beside itself, so that a package needs no development dependency. */
function copyPdfFonts() {
  const fonts = path.join(root, 'dist', 'exporter', 'fonts')
  fs.mkdirSync(fonts, { recursive: true })
  for (const [file] of fs.readFileSync(path.join(root, 'shared', 'render', 'pdf', 'pdf.ts'), 'utf8').matchAll(/@expo-google-fonts\/[^']+\.ttf/g)) {
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

/**
 * The page that the relay serves to browsers, under `/w/<workshop>`: so its files are one folder up, wherever the relay is. Then its
 * service worker, which knows all of them by name.
 */
async function buildGuestPage() {
  const outDir = path.join(root, 'dist', 'guest')
  await build({
    root: path.join(root, 'renderer'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    define: { MINUTA_VERSION: JSON.stringify(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version) },
    // For browsers it asks a page what a name stands for; the worker that reads documents has none.
    resolve: { alias: { 'decode-named-character-reference': path.join(root, 'node_modules', 'decode-named-character-reference', 'index.js') } },
    // Its substitutes for these go by language; here any language can run either way.
    css: { lightningcss: { exclude: Features.LogicalProperties | Features.DirSelector } },
    experimental: { renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `../${file}` : { relative: true }) },
    build: {
      outDir,
      emptyOutDir: true,
      target: browsers,
      cssTarget: browsers,
      // One style sheet: a part of the page that is asked for again after a lost connection would come without its own.
      cssCodeSplit: false,
      sourcemap: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: path.join(root, 'renderer', 'guest.html'),
        output: { chunkFileNames: ({ facadeModuleId }) => `assets/${languageOf(facadeModuleId) ?? '[name]'}-[hash].js` },
        onwarn: refuseWarnings,
      },
    },
  })
  fs.renameSync(path.join(outDir, 'guest.html'), path.join(outDir, 'index.html'))
  fs.copyFileSync(path.join(root, 'build', 'icon.svg'), path.join(outDir, 'icon.svg'))
  for (const size of [256, 512]) fs.copyFileSync(path.join(root, 'build', 'icons', `${size}x${size}.png`), path.join(outDir, `icon-${size}.png`))
  fs.writeFileSync(path.join(outDir, 'manifest.webmanifest'), `${JSON.stringify(webManifest, null, 2)}\n`)
  await buildServiceWorker(outDir)
  const first = firstLoadOf(outDir)
  console.log(`Guests load ${Math.round(first / 1024)} kB (gzip) first, without fonts.`)
}

/** "language-fr" for what `renderer/languages/load-guest-page.ts` loads; undefined for everything else. */
function languageOf(module) {
  const [, tag] = /\/renderer\/languages\/([a-z]+)\/guest-page\.ts$/.exec(module ?? '') ?? []
  return tag && `language-${tag}`
}

function buildServiceWorker(outDir) {
  const paths = fs.readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
  const hash = createHash('sha256')
  for (const name of paths) hash.update(name).update(fs.readFileSync(path.join(outDir, name)))
  // The letters of most are there from the start; those of other scripts once a workshop has shown them, a language once it was spoken, and
  // what reads a document once somebody has checked one.
  const isLater = (name) => (name.endsWith('.woff2') && !name.includes('-latin-wght-normal-')) || /^assets\/(?:language|version-worker|read-version-here)-/.test(name)
  const kept = paths.filter((name) => name !== 'index.html')
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { MINUTA_FILES: JSON.stringify({ version: hash.digest('hex').slice(0, 16), first: kept.filter((name) => !isLater(name)), later: kept.filter(isLater) }) },
    build: {
      outDir,
      emptyOutDir: false,
      target: browsers,
      sourcemap: false,
      rolldownOptions: {
        input: path.join(root, 'renderer', 'service-worker', 'service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
        onwarn: refuseWarnings,
      },
    },
  })
}

/** Bytes, compressed, of everything that index.html names: what a telephone loads before it shows a board. */
function firstLoadOf(outDir) {
  const html = fs.readFileSync(path.join(outDir, 'index.html'), 'utf8')
  const names = [...html.matchAll(/(?:src|href)="\.\.\/(?<name>assets\/[^"]+)"/g)].map((match) => match.groups.name)
  return [...new Set(names)].reduce((sum, name) => sum + gzipSync(fs.readFileSync(path.join(outDir, name))).length, gzipSync(html).length)
}

/** A warning of the bundler is a module that was not found or a bundle that does not do what the source says. */
function refuseWarnings(warning) {
  throw new Error(`${warning.code ?? 'warning'}: ${warning.message}`)
}
