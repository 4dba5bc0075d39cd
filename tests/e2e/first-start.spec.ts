/** What somebody meets who starts Minuta for the first time, without any network. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import * as Y from 'yjs'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { blobIdOf, writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { expectAccessible } from '../helpers/accessibility.ts'
import { dropFile, dropPath } from '../helpers/drop-file.ts'
import { chooseOpenPath } from '../helpers/electron-app.ts'
import { chooseMenuEntry } from '../helpers/menu-entry.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('a first start asks for a name, teaches in the empty library, and opens the sample without a network', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel', 'Occitanie Region')
  await expect(person.page.getByRole('heading', { name: 'Your first workshop' })).toBeVisible()
  await pictures(person, 'library-empty')
  await person.page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  await expect(person.lights).toContainText('On this computer only')
  await pictures(person, 'sample-board')
  await person.openPage('Minutes')
  await expect(person.page.getByRole('main').getByText('be smart by trying to answer the needs of our citizens.').first()).toBeVisible()
  await pictures(person, 'sample-minutes')
  await person.openPage('People')
  await pictures(person, 'sample-people')
  await person.openPage('Details')
  await pictures(person, 'sample-details')
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  await pictures(person, 'library')

  // UI81: out of sight, not gone.
  const sample = 'Social and Solidarity Economy'
  await person.page.getByRole('button', { name: new RegExp(`^Put away “.*${sample}`, 'u') }).click()
  await expect(person.page.getByText('All workshops are put away.')).toBeVisible()
  await person.page.getByRole('button', { name: 'Undo' }).click()
  await expect(person.page.getByText('All workshops are put away.')).toBeHidden()
  await person.page.getByRole('button', { name: /^Put away “/u }).click()
  const shelf = person.page.getByRole('button', { name: 'Put away (1)' })
  await shelf.click()
  await expect(person.page.getByRole('list', { name: 'Put away (1)' }).getByRole('button', { name: new RegExp(sample, 'u') }).first()).toBeVisible()
  await pictures(person, 'library-put-away')
  await expectAccessible(person.page, 'library with a workshop put away')
  await shelf.click()
  await person.page.getByRole('searchbox').fill('esclope')
  await expect(person.page.getByRole('region', { name: 'Inside the workshops' })).toContainText('put away')
  await pictures(person, 'search-put-away')
  await person.page.getByRole('searchbox').fill('solidarity')
  await expect(person.page.getByRole('list', { name: 'Put away (1)' })).toBeVisible()
  await person.page.getByRole('searchbox').fill('')

  // UI77: a workshop out of a file, chosen by the menu and dropped; one that is there is left as it is.
  const title = 'Out of a file'
  const record = { format: 'minuta-workshop-record', version: 1, workshop: { id: 'workshop-out-of-a-file', title } }
  const file = path.join(person.dataDirectory, 'record.json')
  fs.writeFileSync(file, JSON.stringify(record))
  await chooseOpenPath(person.running.app, file)
  await chooseMenuEntry(person, 'Open…')
  await expect(person.page.getByText(/Out of a file.* is on this computer now/u)).toBeVisible()
  await expect(person.page.getByRole('banner', { name: title })).toBeVisible()
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  const library = person.page.locator('.library')
  await dropFile(library, 'record.json', fs.readFileSync(file))
  await expect(person.page.getByText(/Out of a file.* was on this computer already/u)).toBeVisible()
  await pictures(person, 'opened-as-it-is')
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  const photo = Uint8Array.of(0x89, 0x50, 0x4e, 0x47)
  const { doc, bytes } = handOver('Handed over', photo)
  await dropFile(library, 'day.minuta', bytes())
  await expect(person.page.getByText(/Handed over.* is on this computer now/u)).toBeVisible()
  expect(fs.existsSync(path.join(person.dataDirectory, 'blobs', blobIdOf(photo)))).toBe(true)
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  addBoard(doc, 'test', { title: 'Written there since', item: null })
  await dropFile(library, 'day.minuta', bytes())
  await expect(person.page.getByText('The file holds changes that this computer does not have.')).toBeVisible()
  await expect(person.page.getByText('Written there since')).toBeHidden()
  await pictures(person, 'file-has-more')
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  // IM80: of a file that lies on this computer, the window passes on where it lies, which the page is not told, and fetches image by image.
  const sign = Uint8Array.of(0x89, 0x50, 0x4e, 0x48)
  const handed = path.join(person.dataDirectory, 'handed.minuta')
  fs.writeFileSync(handed, handOver('From a disk', sign).bytes())
  await dropPath(library, handed)
  await expect(person.page.getByText(/From a disk.* is on this computer now/u)).toBeVisible()
  expect(fs.existsSync(path.join(person.dataDirectory, 'blobs', blobIdOf(sign)))).toBe(true)
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  await dropFile(library, 'minutes.docx', Buffer.from('PK\u0003\u0004 not much'))
  const refused = person.page.getByRole('dialog', { name: 'Open a workshop' })
  await expect(refused).toContainText('minutes.docx')
  await expect(refused).toContainText('Your workshops are as they were.')
  await pictures(person, 'open-refused')
  await expectAccessible(person.page, 'a file that was not opened')
  await refused.getByRole('button', { name: 'Close' }).last().click()
  await person.resize({ width: 720, height: 480 })
  await expectNoOverflow(person)
  await takePicture(person.page, 'library-720x480')
  expect(person.problems).toEqual([])
})

/** A workshop of somebody else, with one image; `bytes` gives the file of what it is by then. */
function handOver(title: string, image: Uint8Array): { readonly doc: Y.Doc; readonly bytes: () => Uint8Array } {
  const workshop = newId<WorkshopId>()
  const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title } }, () => workshop)
  if (!made.ok) throw new Error('the record does not fit')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  const bytes = (): Uint8Array => writeHandOverFile({ workshop, schemaVersion: 1, title, update: Y.encodeStateAsUpdate(doc), responses: null, blobs: new Map([[blobIdOf(image), image]]) })
  return { doc, bytes }
}
