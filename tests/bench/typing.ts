/**
 * What a key costs in a real window on a long board, alone and with twenty others who write on it through a relay; beside it the
 * same keys in a bare Tiptap editor with the same words, in a second window of the same Electron.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { build } from 'vite'
import * as Y from 'yjs'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { Person } from '../helpers/person.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { stockClient, type StockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'
import { quantile, rounded } from './timing.ts'

const paragraphCount = 150
const paragraphLength = 400
const writerCount = 20
/** Between two keys of each writer: forty changes a second for the window. */
const writerPauseMs = 500
const keyCount = 120
const keyPauseMs = 80
const title = 'Long'

/** Milliseconds; `script` is what the page's own code took (all of it, less what it takes without keys), `paint` is from key to picture. */
export async function typing(): Promise<Readonly<Record<string, number>>> {
  const folder = temporaryFolder()
  const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
  const person = await Person.arrive('Typist')
  const writers: StockClient[] = []
  let isWriting = false
  const timers: NodeJS.Timeout[] = []
  try {
    await person.createWorkshop({ title: 'Typing' })
    await person.addBoard(title)
    const link = await person.share(relay.url)
    const workshop = new URL(link).searchParams.get('workshop') ?? ''
    for (let index = 0; index < writerCount; index += 1) writers.push(stockClient(relay.url, workshop))
    await when('everybody has the board', () => writers.every(({ doc }) => readBoardList(doc).length > 0))
    writeLongBoard(writers)
    const driver = new BoardDriver(person.page, title)
    await when('everybody has the words', () => writers.every(({ doc }) => boardOf(doc).length >= paragraphCount))
    await driver.text.locator(`p >> nth=${paragraphCount - 1}`).waitFor()
    await caretInto(driver.text.page(), '.board-text')

    const bare = await openBare(person, folder.path)
    const bareFigures = await measure(bare)
    await bare.close()
    const alone = await measure(person.page)
    for (const [index, { doc }] of writers.entries()) {
      timers.push(setInterval(() => {
        if (isWriting) textAt(doc, index * 7).insert(0, 'x')
      }, writerPauseMs))
    }
    isWriting = true
    const together = await measure(person.page)
    return rounded({ ...named('bare', bareFigures), ...named('alone', alone), ...named('with20Writers', together) })
  } finally {
    for (const timer of timers) clearInterval(timer)
    for (const writer of writers) writer.destroy()
    await person.leave()
    await relay.stop()
    folder.remove()
  }
}

function words(index: number): string {
  return `${index} `.padEnd(paragraphLength, 'wind over the harbour and sea ')
}

function boardOf(doc: Y.Doc): Y.XmlFragment {
  const [board] = readBoardList(doc)
  const fragment = board === undefined ? null : boardFragment(doc, board.id)
  if (fragment === null) throw new Error('no board')
  return fragment
}

function textAt(doc: Y.Doc, index: number): Y.XmlText {
  const paragraph: unknown = boardOf(doc).get(index)
  const text: unknown = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`no text in paragraph ${index}`)
  return text
}

function writeLongBoard([first]: readonly StockClient[]): void {
  if (first === undefined) throw new Error('nobody to write')
  first.doc.transact(() => {
    boardOf(first.doc).insert(0, Array.from({ length: paragraphCount }, (_, index) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words(index))])
      return paragraph
    }))
  })
}

async function openBare(person: Person, folder: string): Promise<Page> {
  const output = path.join(folder, 'bare')
  await build({
    configFile: false,
    logLevel: 'warn',
    build: { outDir: output, emptyOutDir: true, target: 'chrome130', rolldownOptions: { input: path.join(import.meta.dirname, 'bare-editor.ts'), output: { format: 'iife', entryFileNames: 'bare.js' } } },
  })
  fs.writeFileSync(path.join(output, 'bare.html'), '<!DOCTYPE html><meta charset="utf-8"><style>.ProseMirror{white-space:pre-wrap;max-width:40rem}</style><body><script src="bare.js"></script>')
  const opened = person.running.app.waitForEvent('window')
  // A session of its own: that of the app loads nothing but the app.
  await person.running.app.evaluate(({ BrowserWindow }, file) => new BrowserWindow({ width: 1280, height: 800, webPreferences: { partition: 'bench' } }).loadFile(file), path.join(output, 'bare.html'))
  const page = await opened
  await page.waitForFunction(() => 'openBareEditor' in globalThis)
  await page.evaluate((paragraphs) => {
    (Reflect.get(globalThis, 'openBareEditor') as (texts: readonly string[]) => void)(paragraphs)
  }, Array.from({ length: paragraphCount }, (_, index) => words(index)))
  await caretInto(page, '.ProseMirror')
  return page
}

/** Caret at the end of the middle paragraph. */
async function caretInto(page: Page, editor: string): Promise<void> {
  await page.locator(editor).focus()
  await page.evaluate(({ selector, index }) => {
    const paragraph = document.querySelectorAll(`${selector} > p, ${selector} > * > p`)[index]
    if (!paragraph) throw new Error('no paragraph in the middle')
    paragraph.scrollIntoView({ block: 'center' })
    getSelection()?.selectAllChildren(paragraph)
    getSelection()?.collapseToEnd()
  }, { selector: editor, index: Math.floor(paragraphCount / 2) })
}

type Measured = { readonly scriptPerKey: number; readonly taskPerKey: number; readonly paints: readonly number[] }

async function measure(page: Page): Promise<Measured> {
  await page.bringToFront()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await typeKeys(page, 20)
  const idle = await cost(session, () => page.waitForTimeout(keyCount * keyPauseMs))
  await page.evaluate(() => {
    const paints: number[] = []
    const onKey = (): void => {
      const start = performance.now()
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => paints.push(performance.now() - start))
      port1.start()
      requestAnimationFrame(() => port2.postMessage(null))
    }
    addEventListener('keydown', onKey, { capture: true })
    Object.assign(globalThis, { benchPaints: paints, benchEnd: () => removeEventListener('keydown', onKey, { capture: true }) })
  })
  const started = performance.now()
  const busy = await cost(session, () => typeKeys(page, keyCount))
  const share = (performance.now() - started) / (keyCount * keyPauseMs)
  const paints = await page.evaluate(() => {
    (Reflect.get(globalThis, 'benchEnd') as () => void)()
    return Reflect.get(globalThis, 'benchPaints') as number[]
  })
  await session.detach()
  // What the window does anyway (others' words, carets) took as long as the keys did.
  return { scriptPerKey: (busy.script - idle.script * share) / keyCount, taskPerKey: (busy.task - idle.task * share) / keyCount, paints }
}

async function typeKeys(page: Page, count: number): Promise<void> {
  await page.keyboard.type('the quick brown fox jumps over a lazy dog '.repeat(5).slice(0, count), { delay: keyPauseMs })
}

/** Milliseconds that scripts, and all tasks, of the page took during `body`. */
async function cost(session: CDPSession, body: () => Promise<void>): Promise<{ script: number; task: number }> {
  const read = async (): Promise<Map<string, number>> => new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value * 1000]))
  const before = await read()
  await body()
  const after = await read()
  const taken = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  return { script: taken('ScriptDuration'), task: taken('TaskDuration') }
}

function named(prefix: string, { scriptPerKey, taskPerKey, paints }: Measured): Record<string, number> {
  return { [`${prefix}ScriptMs`]: scriptPerKey, [`${prefix}TaskMs`]: taskPerKey, [`${prefix}PaintP50Ms`]: quantile(paints, 0.5), [`${prefix}PaintP95Ms`]: quantile(paints, 0.95) }
}
