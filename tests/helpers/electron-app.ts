/**
 * Starts the real app in a real Electron window, with a profile folder of its own. Two of these with one relay are two people.
 * The product has no test hooks: a test drives it by role and name, and stubs at most the operating system's own dialogs.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

const root = path.resolve(import.meta.dirname, '..', '..')

export type RunningApp = {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataDirectory: string
  /** Everything the page complained about: uncaught errors, console errors, violations of the content security policy. */
  readonly problems: string[]
  /** Quits as a user would: the engine stores everything first. */
  close(): Promise<void>
}

export type LaunchOptions = {
  /** The profile folder; a new temporary one when left out. Start again with the same folder to test a restart. */
  readonly dataDirectory?: string
  readonly args?: readonly string[]
  readonly size?: { readonly width: number; readonly height: number }
}

/** No control of ours may keep a person waiting this long. */
const actionTimeoutMs = 15_000

let executable: string | null = null

/** Path of the Electron that scripts/setup has found; throws when there is none yet (run `npm start` or `npm test` once). */
export function electronPath(): string {
  executable ??= execFileSync(process.execPath, [path.join(root, 'scripts', 'electron-runtime.mjs')], { encoding: 'utf8' }).trim()
  return executable
}

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const dataDirectory = options.dataDirectory ?? fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-profile-'))
  const app = await _electron.launch({
    executablePath: electronPath(),
    // What the window shows is the app's choice, not the test's.
    colorScheme: null,
    args: startArguments(options.args),
    env: startEnvironment(dataDirectory),
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(actionTimeoutMs)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  const { size } = options
  if (size !== undefined) {
    const window = await app.browserWindow(page)
    await window.evaluate((browserWindow: { setContentSize(width: number, height: number): void }, { width, height }) => browserWindow.setContentSize(width, height), size)
  }
  return { app, page, dataDirectory, problems, close: () => app.close() }
}

/**
 * Starts Minuta once more on the same profile, as a user who clicks its icon, or a link or file that the system hands over in `args`. Resolves when that
 * second start has ended: it leaves everything to the first one. `workingDirectory`: where whoever starts it stands.
 */
export async function startAgain({ app, dataDirectory }: RunningApp, args: readonly string[] = [], workingDirectory: string = root): Promise<void> {
  const second = spawn(app.process().spawnfile, startArguments(args), { cwd: workingDirectory, env: startEnvironment(dataDirectory), stdio: 'ignore' })
  await once(second, 'exit')
}

/** The GPU flag: on a virtual screen about one start in twenty never shows a window without it. */
function startArguments(args: readonly string[] = []): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', root, ...args]
}

function startEnvironment(dataDirectory: string): Record<string, string> {
  return { ...definedEnvironment(), MINUTA_DATA_DIR: dataDirectory, DBUS_SESSION_BUS_ADDRESS: '/dev/null', LANGUAGE: 'en', LANG: 'en_GB.UTF-8' }
}

/** Lets the clock of `app` stand still, so that none of its patience runs out while a slow machine takes its time; gives what lets it go on. */
export async function holdClock(app: ElectronApplication): Promise<() => Promise<void>> {
  const clock = await app.evaluateHandle(() => {
    const { now } = Date
    const held = now()
    Date.now = () => held
    return { goOn: () => Object.assign(Date, { now }) }
  })
  return async () => {
    await clock.evaluate(({ goOn }) => {
      goOn()
    })
  }
}

/**
 * Answers the save dialogs of `app` with `file`, as a user who picks that place. Returns when the stub is in place; it stays
 * for every later dialog.
 */
export async function chooseSavePath(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
}

/** Answers the open dialogs of `app` with `file`, as a user who picks that file; for every later dialog as well. */
export async function chooseOpenPath(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE'))
}
