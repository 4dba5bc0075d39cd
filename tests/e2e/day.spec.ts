/**
 * The whole main job on real parts: two people in two Electron windows and one relay process capture the sample day, from an
 * empty library to minutes in four formats, read back by independent programs.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { call, closing, crash, debate, details, facilitator, ideas, items, offlineStretch, people, rapporteur, report, welcome } from '../fixtures/sample-day.ts'
import { missingFacts, readFacts } from '../helpers/facts.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import type { Person } from '../helpers/person.ts'
import { readExport } from '../helpers/read-exports.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { expectNoOverflow, pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('two people capture a day, lose the network and the power, and hand over minutes that say everything', async ({ folder, relay, arrive }) => {
  const fac = await arrive(facilitator.name, facilitator.organisation)
  const rap = await arrive(rapporteur.name, rapporteur.organisation)
  await prepare(fac)
  const link = await fac.share(relay.url)
  await expect(fac.lights).toContainText('On the relay')
  await rap.join(link)
  await expect(fac.lights).toContainText('On 1 other device')
  await captureWelcome(fac, rap)
  await captureReport(rap)
  await captureDebate(fac, rap)
  await captureCall(rap)
  await captureIdeas(fac, rap, relay)
  await captureVisit(rap)
  await captureClosing(fac, rap)
  await expectConvergence(fac, rap)
  const files = await handOver(rap, folder.path)
  for (const [format, file] of files) {
    const text = readExport(file)
    expect(missingFacts(readFacts(factsFile, format), text), `${format}:\n${text}`).toEqual([])
  }
  expect([...fac.problems, ...rap.problems]).toEqual([])
})

const factsFile = path.join(import.meta.dirname, '..', 'fixtures', 'sample-day-facts.json')

async function prepare(fac: Person): Promise<void> {
  await pictures(fac, 'library-empty')
  await fac.createWorkshop(details)
  for (const item of items) await fac.addItem(item.kind, item.title)
  for (const person of people) await fac.addPerson(person)
}

async function captureWelcome(fac: Person, rap: Person): Promise<void> {
  const mine = await rap.openBoard('Welcome at the Pole Realis')
  const theirs = await fac.openBoard('Welcome at the Pole Realis')
  await theirs.addParagraph(welcome.draft)
  await mine.replace(welcome.draft, welcome.corrected)
  await mine.addParagraph(welcome.regions)
  await mine.addParagraph(welcome.sentence)
  await expect(theirs.text).toContainText(welcome.sentence)
  const hands = { facilitator: theirs, rapporteur: mine }
  for (const fixes of [welcome.regionFixes, welcome.sentenceFixes]) {
    await Promise.all(fixes.map(({ by, old, text }) => hands[by].replace(old, text)))
  }
  await theirs.select('Regions:')
  await fac.page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Bold' }).click()
  await expect(mine.text.locator('strong')).toHaveText('Regions:')
  await expect(mine.text).toContainText('regional minister of Campania, said why everybody had come.')
}

async function captureReport(rap: Person): Promise<void> {
  const board = await rap.openBoard('IMC report')
  await board.addHeading(report.heading, 2)
  await board.addParagraph(report.text)
  await addOutcome(board, 'Document', report.document.title, { 'Authors of T-1': report.document.authors })
}

async function captureDebate(fac: Person, rap: Person): Promise<void> {
  const board = await fac.openBoard('Debate')
  await board.caretToEnd()
  await board.paste(debate.pastedHtml, 'ignored when there is HTML')
  await expect(board.text.getByRole('listitem')).toHaveCount(2)
  const mine = await rap.openBoard('Debate')
  await expect(mine.text).toContainText('key SSE actors')
  await addOutcome(mine, 'Question', debate.question)
}

async function captureCall(rap: Person): Promise<void> {
  const board = await rap.openBoard('Call for projects')
  await board.addParagraph(call.text)
  await addOutcome(board, 'Announcement', call.announcement.title, { 'Funder or programme of N-1': call.announcement.funder })
}

async function captureIdeas(fac: Person, rap: Person, relay: RelayProcess): Promise<void> {
  const board = await rap.openBoard('Project ideas')
  await board.caretToEnd()
  await board.insertTable(1 + ideas.rows.length, ideas.header.length)
  const theirs = await fac.openBoard('Project ideas')
  await expect(theirs.text.getByRole('table')).toBeVisible()
  await fillTable(board)
  await pictures(fac, 'board-with-carets')

  await addOutcome(board, 'Proposal', ideas.proposal.title, { 'Proposer of P-1': ideas.proposal.proposer })
  await expect(theirs.text).toContainText(ideas.proposal.title)
  await rap.setWorkOffline(true)
  await expect(rap.lights).toContainText('Working offline')
  await board.addParagraph(offlineStretch)
  await addOutcome(board, 'Proposal', ideas.offlineProposal.title, { 'Proposer of P-2': ideas.offlineProposal.proposer })
  await addOutcome(theirs, 'Proposal', ideas.concurrentProposal.title, { 'Proposer of P-2': ideas.concurrentProposal.proposer })
  await rap.setWorkOffline(false)
  await expect(theirs.text).toContainText(offlineStretch)
  await expect(rap.lights).toContainText('On the relay')
  await relay.kill()
  await expect(fac.lights).toContainText('Relay unreachable')
  await relay.restart()
  await expect(fac.lights).toContainText('On the relay', { timeout: 30_000 })
  for (const label of ['P-1', 'P-2', 'P-3']) {
    await expect(theirs.text.getByRole('region', { name: `Proposal ${label}` })).toHaveCount(1)
  }
}

/** Types the header and the three rows, with Tab from cell to cell. */
async function fillTable(board: BoardDriver): Promise<void> {
  await board.typeCells(0, [ideas.header, ...ideas.rows].flat())
  await expect(board.text.getByRole('cell', { name: 'Euro-Med School/Laboratory of Citizenship' })).toBeVisible()
}

async function captureVisit(rap: Person): Promise<void> {
  const board = await rap.openBoard('Guided visit')
  await board.addParagraph(crash.before)
  await expect(rap.lights).toContainText('Saved here')
  await rap.crash()
  await rap.comeBack()
  await rap.page.getByRole('button', { name: details.title }).first().click()
  const again = await rap.openBoard('Guided visit')
  await expect(again.text).toContainText(crash.before)
  await again.insertAfter(crash.before, crash.after)
}

async function captureClosing(fac: Person, rap: Person): Promise<void> {
  const board = await rap.openBoard('Closing words')
  await addOutcome(board, 'Quote', closing.quote, { 'Speaker of C-1': closing.speaker })
  await board.addParagraph(closing.arabic)
  const theirs = await fac.openBoard('Closing words')
  await expect(theirs.text).toContainText(closing.arabic)
  await addOutcome(theirs, 'Decision', closing.decision)
  await addOutcome(theirs, 'Action', closing.action.text, { 'Owner of A-1': closing.action.owner })
  await pictures(fac, 'board-with-outcomes')
  await expect(board.text).toContainText(closing.action.text)
}

/** Starts an outcome by its key on a new line, types its words and fills its fields. */
async function addOutcome(board: BoardDriver, kind: string, words: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await board.caretToEnd()
  await board.page.keyboard.press(`Control+Alt+${outcomeKeys[kind] ?? ''}`)
  await board.page.keyboard.type(words)
  const outcome = board.text.getByRole('region', { name: new RegExp(`^${kind} `, 'u') }).filter({ hasText: words })
  await expect(outcome).toBeVisible()
  for (const [label, value] of Object.entries(fields)) await outcome.getByLabel(label).fill(value)
}

const outcomeKeys: Readonly<Record<string, string>> = {
  Decision: 'd', Action: 'a', Proposal: 'p', Question: 'q', Quote: 'c', Announcement: 'n', Document: 't',
}

async function expectConvergence(fac: Person, rap: Person): Promise<void> {
  for (const { title } of items) {
    const [theirs, mine] = [await fac.openBoard(title), await rap.openBoard(title)]
    await expect(async () => {
      expect(await mine.words()).toBe(await theirs.words())
    }).toPass()
  }
}

async function handOver(rap: Person, folder: string): Promise<[string, string][]> {
  await rap.openPage('Minutes')
  await expect(rap.page.getByRole('main').getByText(closing.decision).first()).toBeVisible()
  await pictures(rap, 'minutes')
  const formats: [string, string, string][] = [['pdf', 'PDF', 'minutes.pdf'], ['docx', 'Word', 'minutes.docx'], ['md', 'Markdown', 'minutes.md'], ['html', 'HTML', 'minutes.html'], ['json', 'JSON', 'minutes.json']]
  const files: [string, string][] = []
  for (const [format, label, name] of formats) {
    const file = path.join(folder, name)
    await rap.exportMinutes(label, file)
    expect(fs.statSync(file).size).toBeGreaterThan(1000)
    if (format !== 'json') files.push([format, file])
  }
  await expectNoOverflow(rap)
  return files
}
