// Looks at an unpacked app from outside: its fuses are set, it starts, its page comes from inside the package, its engine runs, its room opens, and
// workshop files that the system hands over arrive; and at a package for Debian: that it makes the system hand them over.
// Driven over the DevTools protocol, because a package does not let itself be inspected as a Node program.
//   node scripts/check-package.mjs EXECUTABLE|PACKAGE.deb
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFileSync, spawn } from 'node:child_process'
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

/** Nothing is in them, which is what reading them must say. */
const fileNames = ['first day.minuta', 'ورشة.minuta']

/** Throws SetupError with what is wrong. On Linux it needs a screen, virtual or not. */
export async function checkPackage(executable) {
  const wire = await getCurrentFuseWire(executable)
  for (const [name, isOn] of Object.entries(wantedFuses)) {
    if (wire[FuseV1Options[name]] !== (isOn ? fuseOn : fuseOff)) throw new SetupError(`fuse ${name} is not ${isOn ? 'on' : 'off'} in ${executable}`)
  }
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-package-'))
  for (const name of fileNames) fs.writeFileSync(path.join(profile, name), '')
  const [first, second] = fileNames
  const flags = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu']
  const surroundings = { cwd: profile, env: { ...process.env, MINUTA_DATA_DIR: profile, DBUS_SESSION_BUS_ADDRESS: '/dev/null' } }
  const child = spawn(executable, [...flags, '--remote-debugging-port=0', path.join(profile, first)], { ...surroundings, stdio: ['ignore', 'inherit', 'ignore'] })
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
    await once(spawn(executable, [...flags, second], { ...surroundings, stdio: 'ignore' }), 'exit')
    const read = await page.evaluate(readOpenedFiles)
    if (JSON.stringify(read) !== JSON.stringify(fileNames.map((name) => `${name}: empty`))) throw new SetupError(`files that were opened: ${JSON.stringify(read)}`)
    await browser.close()
    console.log(`${executable}: fuses as wanted, window and engine start, the room opens, files arrive.`)
  } finally {
    child.kill('SIGTERM')
    await exited
    fs.rmSync(profile, { recursive: true, force: true })
  }
}

/** Runs in the page, which itself asks for a name first and takes no file before it has one. */
async function readOpenedFiles() {
  const files = await window.minuta.invoke('take-files')
  return Promise.all(files.map(async (file, index) => {
    const { name, refusal } = await window.minuta.invoke('import-workshop', index, file)
    return `${name}: ${refusal?.kind}`
  }))
}

/** Throws SetupError unless whoever installs the package `file` (.deb) opens workshop files with it. */
export function checkDebianPackage(file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-package-'))
  try {
    execFileSync('dpkg-deb', ['--extract', file, folder])
    const read = (...parts) => fs.readFileSync(path.join(folder, 'usr', 'share', ...parts), 'utf8')
    const entry = read('applications', 'minuta.desktop')
    if (!/^MimeType=.*application\/vnd\.minuta\.workshop;/m.test(entry) || !/^Exec=.* %U$/m.test(entry)) throw new SetupError(`workshop files do not open Minuta: ${entry}`)
    const kinds = read('mime', 'packages', 'minuta.xml')
    if (!kinds.includes('type="application/vnd.minuta.workshop"') || !kinds.includes('pattern="*.minuta"')) throw new SetupError(`the ending of workshop files is not known: ${kinds}`)
    if (!fs.existsSync(path.join(folder, 'usr', 'share', 'icons', 'hicolor', '48x48', 'mimetypes', 'application-vnd.minuta.workshop.png'))) throw new SetupError('workshop files have no icon')
    console.log(`${file}: opens workshop files.`)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
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
    const file = path.resolve(process.argv[2] ?? '')
    if (file.endsWith('.deb')) checkDebianPackage(file)
    else await checkPackage(file)
    return 0
  })
}
