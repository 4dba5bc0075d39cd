/**
 * The Minutes page of a record of about 300 pages in a real window: how long it takes to open, how soon what another computer writes on
 * a board stands in the minutes, and how long the page did not answer while somebody typed into it meanwhile, and while a PDF was exported.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { addItem } from '../../shared/document/commands/programme-commands.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { outcomeKinds } from '../../shared/model/workshop.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import { Person } from '../helpers/person.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'
import { quantile, rounded } from './timing.ts'

const itemCount = 50
/** Per item: 20 outcomes and 4 images, between 40 paragraphs of about 70 words. */
const groupCount = 20
const changeCount = 12
const keyPauseMs = 60

/**
 * Milliseconds. `longestTask`: of the page by the clock, 0 when none took 50; `longestTaskCpu`: what such a task computed, which is all that a
 * busy machine can be asked about.
 */
export async function minutes(): Promise<Readonly<Record<string, number>>> {
  const folder = temporaryFolder()
  const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
  const person = await Person.arrive('Rapporteur')
  const { page } = person
  try {
    await person.createWorkshop({ title: 'Large' })
    const link = await person.share(relay.url)
    const writer = stockClient(relay.url, new URL(link).searchParams.get('workshop') ?? '')
    try {
      await when('the workshop is there', () => writer.doc.getMap('meta').has('id'))
      for (let item = 0; item < itemCount; item += 1) fill(writer.doc, item)
      await page.getByRole('navigation', { name: 'Boards', exact: true }).getByRole('button', { name: `Item ${itemCount - 1}`, exact: true }).waitFor({ timeout: 120_000 })
      const started = performance.now()
      let openMs = 0
      const opening = await tasksDuring(page, async () => {
        await person.openPage('Minutes')
        await page.locator('.minutes-part').first().waitFor({ state: 'attached', timeout: 120_000 })
        openMs = performance.now() - started
        await page.locator('[data-part="register:recommendation"]').waitFor({ state: 'attached', timeout: 120_000 })
      })
      const wholeMs = performance.now() - started

      await page.getByRole('button', { name: 'Linking text for Item 3', exact: true }).press('Enter')
      await page.getByRole('textbox', { name: 'Linking text of Item 3' }).click()
      const delays: number[] = []
      const typing = await tasksDuring(page, async () => {
        for (let change = 0; change < changeCount; change += 1) {
          const words = `Change number ${change} of many.`
          const shown = whenShown(page, change + 5, words)
          const begun = performance.now()
          writeLine(writer.doc, change + 5, words)
          await page.keyboard.type('while somebody types on ', { delay: keyPauseMs })
          delays.push((await shown) - begun)
        }
      })
      const target = path.join(folder.path, 'minutes.pdf')
      await chooseSavePath(person.running.app, target)
      const exporting = await tasksDuring(page, async () => {
        // Not by role: looking for names lays out all of the page, which takes a second and is nobody's but the bench's.
        await page.locator('.export-buttons > button').last().press('Enter')
        await page.locator('.minutes-linking-editor [contenteditable]').focus()
        const latest = performance.now() + 300_000
        while (!existsSync(target)) {
          if (performance.now() > latest) throw new Error('the PDF is not there after five minutes')
          await page.keyboard.type('words ', { delay: keyPauseMs })
        }
      })
      return rounded({
        pages: itemCount * groupCount * 0.3, openMs, wholeMs, ...named('open', opening), changeP50Ms: quantile(delays, 0.5), changeMaxMs: Math.max(...delays),
        ...named('typing', typing), ...named('exporting', exporting),
      })
    } finally {
      writer.destroy()
    }
  } finally {
    await person.leave()
    await relay.stop()
    folder.remove()
  }
}

function named(prefix: string, { clock, cpu }: Tasks): Readonly<Record<string, number>> {
  return { [`${prefix}LongestTaskMs`]: clock, [`${prefix}LongestTaskCpuMs`]: cpu }
}

function fill(doc: Y.Doc, item: number): void {
  const { board } = addItem(doc, null, { kind: 'debate', title: `Item ${item}` })
  const fragment = boardFragment(doc, board)
  if (!fragment) throw new Error('no board')
  const content = Array.from({ length: groupCount }, (_, group) => [
    paragraph(words(70, item + group)),
    { type: 'outcome', attrs: { id: `o-${item}-${group}`, kind: outcomeKinds[group % 5], owner: 'Ana', due: '2026-12-01' }, content: [{ type: 'text', text: words(15, group) }] },
    paragraph(words(70, group)),
    ...(group % 5 === 0 ? [{ type: 'image', attrs: { blob: (item * groupCount + group).toString(16).padStart(64, '0'), alt: 'A sheet' } }] : []),
  ]).flat()
  doc.transact(() => prosemirrorJSONToYXmlFragment(boardSchema, { type: 'doc', content }, fragment))
}

function paragraph(text: string): object {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}

const vocabulary = 'wind over the harbour and sea while regions agree on training and cold stores'.split(' ')

function words(count: number, seed: number): string {
  return Array.from({ length: count }, (_, index) => vocabulary[(index * 7 + seed) % vocabulary.length]).join(' ')
}

function writeLine(doc: Y.Doc, item: number, line: string): void {
  const board = readBoardList(doc)[item]
  const fragment = board && boardFragment(doc, board.id)
  if (!fragment) throw new Error(`no board ${item}`)
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(line)])
  fragment.push([block])
}

/** When these words stood in the section of this item, by the clock of this process. */
async function whenShown(page: Page, item: number, line: string): Promise<number> {
  await page.waitForFunction(({ index, text }) => document.querySelectorAll('[data-part^="item:"]')[index]?.textContent.includes(text) === true, { index: item, text: line }, { polling: 25, timeout: 60_000 })
  return performance.now()
}

type Tasks = { readonly clock: number; readonly cpu: number }

type TraceEvent = { readonly name: string; readonly ph: string; readonly pid: number; readonly tid: number; readonly dur?: number; readonly tdur?: number; readonly args?: { readonly name?: string } }

/** The longest tasks of the page's main thread while `body` runs. */
async function tasksDuring(page: Page, body: () => Promise<void>): Promise<Tasks> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as readonly TraceEvent[])))
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] } })
  await body()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const threads = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}:${tid}`))
  const tasks = events.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid}:${tid}`))
  const longest = (times: readonly number[]): number => Math.max(0, ...times) / 1000
  return { clock: longest(tasks.map(({ dur = 0 }) => dur)), cpu: longest(tasks.map(({ tdur = 0 }) => tdur)) }
}
