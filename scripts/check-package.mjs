// Looks at an unpacked app from outside: its fuses are set, it starts, its page comes from inside the package, its engine runs, its room opens.
// Driven over the DevTools protocol, because a package does not let itself be inspected as a Node program.
//   node scripts/check-package.mjs EXECUTABLE
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { runScript, SetupError } from './setup.mjs'

const startTimeoutMs = 30_000
/** A fuse is one character in the executable: '0' or '1'. */
const fuseOff = 0x30
const fuseOn = 0x31

const wantedFuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
}

/** Throws SetupError with what is wrong. On Linux it needs a screen, virtual or not. */
export async function checkPackage(executable) {
  const wire = await getCurrentFuseWire(executable)
  for (const [name, isOn] of Object.entries(wantedFuses)) {
    if (wire[FuseV1Options[name]] !== (isOn ? fuseOn : fuseOff)) throw new SetupError(`fuse ${name} is not ${isOn ? 'on' : 'off'} in ${executable}`)
  }
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-package-'))
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(executable, [...flags, '--disable-gpu', '--remote-debugging-port=0'], {
    env: { ...process.env, MINUTA_DATA_DIR: profile, DBUS_SESSION_BUS_ADDRESS: '/dev/null' },
    stdio: ['ignore', 'inherit', 'ignore'],
  })
  const exited = once(child, 'exit')
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(profile)}`)
    const [context] = browser.contexts()
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: startTimeoutMs }))
    await page.locator('main').waitFor({ timeout: startTimeoutMs })
    if (page.url() !== 'app://minuta/index.html') throw new SetupError(`the page is ${page.url()}`)
    await waitFor(() => fs.existsSync(path.join(profile, 'workshops.sqlite')), 'the engine has not made its database')
    const room = await page.evaluate(() => window.minuta.invoke('open-room', 'package-check', '', false))
    if (room.kind !== 'open') throw new SetupError(`the room does not open: ${JSON.stringify(room)}`)
    await page.evaluate(() => window.minuta.invoke('close-room'))
    await browser.close()
    console.log(`${executable}: fuses as wanted, window and engine start, the room opens.`)
  } finally {
    child.kill('SIGTERM')
    await exited
    fs.rmSync(profile, { recursive: true, force: true })
  }
}

async function debuggingPort(profile) {
  const file = path.join(profile, 'DevToolsActivePort')
  await waitFor(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('\n'), 'the app has not started')
  return fs.readFileSync(file, 'utf8').split('\n')[0]
}

async function waitFor(isTrue, what) {
  const deadline = Date.now() + startTimeoutMs
  while (!isTrue()) {
    if (Date.now() > deadline) throw new SetupError(what)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

if (process.argv[1] === import.meta.filename) {
  await runScript(async () => {
    await checkPackage(path.resolve(process.argv[2] ?? ''))
    return 0
  })
}
