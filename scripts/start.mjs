// `npm start`: runs the desktop app from a working copy, on a machine where nothing is set up yet. Arguments are passed on.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { ensureBuilt, ensureInstalled, ensureSystemPackages, root, runScript, SetupError } from './setup.mjs'
import { ensureElectron } from './electron-runtime.mjs'

await runScript(async () => {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new SetupError(
      'Minuta is a desktop app, and there is no screen here (DISPLAY is not set). Start it from a graphical session, ' +
      'or on a virtual screen: apt-get install -y xvfb xauth, then xvfb-run -a npm start',
    )
  }
  ensureSystemPackages('run')
  ensureInstalled()
  ensureBuilt()
  const { executable } = await ensureElectron()
  const child = spawn(executable, [...electronFlags(), root, ...process.argv.slice(2)], { stdio: 'inherit', env: withoutNodeMode() })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 0) : 1))
  })
})

/** Chromium refuses to sandbox root; and a machine without a graphics card must not try to use one. */
function electronFlags() {
  const flags = []
  if (process.getuid?.() === 0) flags.push('--no-sandbox')
  const isVirtualScreen = process.platform === 'linux' && (!fs.existsSync('/dev/dri') || (process.env.XAUTHORITY ?? '').includes('xvfb-run'))
  if (isVirtualScreen) flags.push('--disable-gpu')
  return flags
}

function withoutNodeMode() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return env
}
