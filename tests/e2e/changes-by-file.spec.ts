/** A venue without any network: the work of one computer comes to another on a stick, and meets itself when a network is back. */
import { expect, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import fs from 'node:fs'
import path from 'node:path'
import * as Y from 'yjs'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import { addPerson } from '../../shared/document/commands/people-commands.ts'
import { updateItem } from '../../shared/document/commands/programme-commands.ts'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { readItems } from '../../shared/document/read-workshop.ts'
import { newId, type ItemId, type WorkshopId } from '../../shared/model/ids.ts'
import { expectAccessible } from '../helpers/accessibility.ts'
import { dropFile } from '../helpers/drop-file.ts'
import { choose, type Person } from '../helpers/person.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { commandsUnder } from '../helpers/processes.ts'
import { test } from '../helpers/test.ts'

/** Each file is read in a process of its own, which takes its time to start on a busy machine. */
const patiently = { timeout: 60_000 }

/** The workshop that is open at `person`, as they would carry it on a stick: out of a meeting pack. */
async function fileFrom(person: Person, folder: string): Promise<Uint8Array> {
  await person.openPage('Minutes')
  const pack = path.join(folder, 'pack.zip')
  await person.exportMinutes('Meeting pack', pack)
  const members = Object.entries(unzipSync(fs.readFileSync(pack)))
  return members.find(([name]) => name.endsWith('.minuta'))?.[1] ?? new Uint8Array()
}

/** From wherever they are to the list of workshops, where the file falls. */
async function open({ page }: Person, file: Uint8Array): Promise<void> {
  await page.getByRole('button', { name: 'All workshops' }).first().click()
  await page.locator('.library').waitFor()
  await dropFile(page.locator('.library'), 'stick.minuta', file)
}

async function small(person: Person, name: string): Promise<void> {
  await person.resize({ width: 720, height: 480 })
  await expectNoOverflow(person)
  await takePicture(person.page, `${name}-720x480`)
  await person.resize({ width: 1280, height: 800 })
}

const boardsOf = (page: Page) => page.getByRole('navigation', { name: 'Boards', exact: true })

test('UI200, UI201, UI202 changes come by a file to somebody who may write, can be taken out again and brought back, and meet themselves over a relay without being there twice', async ({ folder, relay, arrive }) => {
  const ana = await arrive('Ana Lúcia Ferreira')
  const ben = await arrive('Ben Haddad')
  const carla = await arrive('Carla Soler')
  await ana.createWorkshop({ title: 'Harbour' })
  await ana.addBoard('Debate')
  const debate = await ana.openBoard('Debate')
  await debate.addParagraph('Before the break.')
  await ben.join(await ana.share(relay.url))
  await ana.openRoomPage()
  await carla.join(await ana.invite('Participant'))
  for (const { page } of [ben, carla]) await expect(page.getByText('Before the break.')).toBeVisible({ timeout: 20_000 })
  await expect(carla.lights).toContainText('Saved here')

  // No network any more.
  await relay.kill()
  await (await ben.openBoard('Debate')).addParagraph('Said where Ben was.')
  await ben.addBoard('Field notes')
  await (await ben.openBoard('Field notes')).addParagraph('Seen at the quay.')
  await (await ana.openBoard('Debate')).addParagraph('Said where Ana was.')
  const file = await fileFrom(ben, folder.path)

  await open(carla, file)
  await carla.page.getByRole('button', { name: 'Look at the changes' }).click(patiently)
  const read = carla.page.getByRole('dialog', { name: /Changes in .*stick\.minuta/u })
  await expect(read).toContainText('Send this file to a facilitator or rapporteur', patiently)
  await expect(read).toContainText(/New \(1\): .*Field notes/u)
  await expect(read.getByRole('button', { name: 'Take over the changes' })).toHaveCount(0)
  await expectAccessible(carla.page, 'changes of a file, for somebody who may not write')
  await pictures(carla, 'changes-not-yours')
  await read.getByRole('button', { name: 'Close' }).last().click()

  await open(ana, file)
  const look = ana.page.getByRole('button', { name: 'Look at the changes' })
  await expect(look).toBeVisible(patiently)
  await pictures(ana, 'changes-notice')
  await look.click()
  const dialog = ana.page.getByRole('dialog', { name: /Changes in .*stick\.minuta/u })
  await expect(dialog).toContainText(/New \(1\): .*Field notes/u, patiently)
  await expect(dialog).toContainText(/Changed \(1\): .*Debate/u)
  await expect(dialog).toContainText('A file proves nothing about who wrote it.')
  await expectAccessible(ana.page, 'changes of a file')
  await pictures(ana, 'changes')
  await small(ana, 'changes')
  await dialog.getByRole('button', { name: 'Leave as it is' }).click()
  await expect(dialog).toBeHidden()
  await expect(boardsOf(ana.page)).not.toContainText('Field notes')

  await open(ana, file)
  await ana.page.getByRole('button', { name: 'Look at the changes' }).click(patiently)
  await dialog.getByRole('button', { name: 'Take over the changes' }).click(patiently)
  await expect(boardsOf(ana.page)).toContainText('Field notes', patiently)
  const notice = ana.page.getByText(/The changes of .*stick\.minuta.* are in .*Harbour.* now\./u)
  await expect(notice).toBeVisible()
  await pictures(ana, 'changes-taken')
  expect(fs.readdirSync(path.join(ana.dataDirectory, 'before changes'))).toEqual([expect.stringMatching(/^Harbour .*\.minuta$/u)])
  await ana.page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect(boardsOf(ana.page)).not.toContainText('Field notes')
  const texts = await ana.openBoard('Debate')
  await expect(texts.text).not.toContainText('Said where Ben was.')
  await expect(texts.text).toContainText('Said where Ana was.')
  await ana.page.getByRole('button', { name: 'Bring back' }).click()
  await expect(boardsOf(ana.page)).toContainText('Field notes')
  await (await ana.openBoard('Field notes')).addParagraph('Answered by Ana.')

  // The network is back, and with it everything once more.
  await relay.restart()
  for (const person of [ana, ben]) {
    const notes = await person.openBoard('Field notes')
    await expect(notes.text).toContainText('Answered by Ana.', { timeout: 60_000 })
    await expect(notes.text.getByText('Seen at the quay.')).toHaveCount(1)
    const board = await person.openBoard('Debate')
    for (const words of ['Before the break.', 'Said where Ben was.', 'Said where Ana was.']) await expect.poll(async () => (await board.text.innerText()).split(words).length - 1, { timeout: 60_000, message: words }).toBe(1)
    await expect(boardsOf(person.page).getByRole('button', { name: 'Field notes', exact: true })).toHaveCount(1)
    await expect(person.lights).toContainText('On the relay', { timeout: 60_000 })
  }

  await open(ana, file)
  await expect(ana.page.getByText(/Harbour.* was on this computer already, with everything that the file holds\./u)).toBeVisible(patiently)
  await expect(ana.page.getByRole('button', { name: 'Look at the changes' })).toHaveCount(0)
  expect([...ana.problems, ...ben.problems, ...carla.problems]).toEqual([])
})

test('UI203 IM84 changes of a file are told and refused in the language and direction of the interface', async ({ arrive }) => {
  const person = await arrive('سلمى بنعلي', 'جهة الشرق')
  const { page } = person
  await page.getByRole('button', { name: 'Settings' }).click()
  await choose(page.getByRole('dialog'), 'Language', 'العربية')
  await page.getByRole('button', { name: 'تم' }).click()
  const workshop = newId<WorkshopId>()
  const made = (): Y.Doc => {
    const record = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'ورشة الميناء' }, boards: [{ title: 'Old notes' }, { title: 'Débat' }], programme: [{ kind: 'debate', title: 'جلسة مغلقة', confidential: true }], people: [{ name: 'Maëlle Roussel' }] }, () => workshop)
    if (!record.ok) throw new Error('the record does not fit')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, record.update)
    return doc
  }
  const doc = made()
  const drop = async (notes: Y.Doc, name: string): Promise<void> => {
    const bytes = writeHandOverFile({ ...captureHandOver(notes, new Y.Doc()), blobs: new Map() })
    await page.locator('.library').waitFor()
    await dropFile(page.locator('.library'), name, bytes)
    await expect(page.getByRole('banner', { name: 'ورشة الميناء' })).toBeVisible(patiently)
  }
  const back = async (): Promise<void> => page.getByRole('button', { name: 'كل الورشات' }).first().click()
  await drop(doc, 'one.minuta')
  for (let index = 1; index <= 7; index += 1) addPerson(doc, 'test', { name: `Person ${index}` })
  addBoard(doc, 'test', { title: 'Visite du port', item: null })
  addBoard(doc, 'test', { title: 'لوحة المعرض', item: null })
  setDetails(doc, 'test', { place: 'Naples' })
  updateItem(doc, 'test', readItems(doc)[0]?.id ?? ('' as ItemId), { confidential: false })
  await back()
  await drop(doc, 'two.minuta')
  await page.getByRole('button', { name: 'الاطلاع على التغييرات' }).click(patiently)
  const dialog = page.getByRole('dialog', { name: /two\.minuta/u })
  await expect(dialog).toContainText('لوحة المعرض', patiently)
  await expect(dialog).toContainText(/3.* غيرها/u)
  await expect(dialog.getByRole('alert')).toContainText('جلسة مغلقة')
  await expectAccessible(page, 'changes of a file in Arabic')
  await pictures(person, 'arabic-changes')
  await small(person, 'arabic-changes')
  await dialog.getByRole('button', { name: 'تركها كما هي' }).click()

  // Under the same id, but made apart.
  await back()
  await drop(made(), 'apart.minuta')
  await page.getByRole('button', { name: 'الاطلاع على التغييرات' }).click(patiently)
  await expect(page.getByRole('dialog', { name: /apart\.minuta/u })).toContainText('أُنشئتا منفصلتين', patiently)
  await pictures(person, 'arabic-changes-apart')

  // A page that is loaded anew asks nothing more of the file: its importer ends, and does not wait until it is asked again.
  const importers = (): number => commandsUnder(person.running.app.process().pid ?? 0).filter((command) => command.includes('importer')).length
  expect(importers()).toBe(1)
  await person.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await expect.poll(importers).toBe(0)
  expect(person.problems).toEqual([])
})
