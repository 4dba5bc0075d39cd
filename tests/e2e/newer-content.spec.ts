/** A board that somebody has open gets content of a newer Minuta, live. */
import { expect } from '@playwright/test'
import * as Y from 'yjs'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import { parseJoinLink } from '../../shared/protocol/join-link.ts'
import { pictures } from '../helpers/pictures.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { test } from '../helpers/test.ts'
import { when } from '../helpers/when.ts'

test('SY16 a block that this Minuta does not know makes the open board read-only, in words, and loses nothing', async ({ relay, arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await person.createWorkshop({ title: 'Read on' })
  await person.addBoard('Ideas')
  const board = await person.openBoard('Ideas')
  await board.addParagraph('Written by hand.')
  const link = parseJoinLink(await person.share(relay.url))
  if (link === null) throw new Error('not a link')
  await expect(person.lights).toContainText('On the relay')
  const newer = stockClient(relay.url, link.workshop)
  await when('the newer app has it', () => newer.provider.synced)
  const fragment = boardFragment(newer.doc, readBoardList(newer.doc)[0]?.id ?? ('' as never))
  if (fragment === null) throw new Error('no board')
  await when('with its text', () => fragment.toJSON().includes('Written by hand.'))
  let received = 0
  newer.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === newer.provider) received += update.byteLength
  })
  fragment.insert(fragment.length, [kanban('First card')])
  await expect(page.getByText('This board was written with a newer Minuta')).toBeVisible()
  await expect(board.text).toHaveCount(0)
  const main = page.getByRole('main')
  await expect(main.getByText('Written by hand.')).toBeVisible()
  await expect(main.getByText('First card')).toBeVisible()
  await pictures(person, 'board-newer')
  fragment.insert(fragment.length, [kanban('Second card')])
  await expect(main.getByText('Second card')).toBeVisible()
  await main.getByText('Written by hand.').click()
  await page.keyboard.type('lost?')
  await person.openPage('Minutes')
  await expect(main.getByText('Second card').first()).toBeVisible()
  await person.openPage('Boards')
  await expect(main.getByText('Second card')).toBeVisible()
  expect(fragment.toJSON().match(/<kanban lanes="3">(?:First|Second) card<\/kanban>/gu)).toHaveLength(2)
  expect(fragment.toJSON()).not.toContain('lost?')
  expect(received).toBe(0)

  rootsOf(newer.doc).meta.set('schemaVersion', supportedSchemaVersion + 1)
  await expect(page.getByText('This workshop was made with a newer Minuta. You can read it here')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add board' })).toHaveCount(0)
  await pictures(person, 'workshop-newer')
  expect(received).toBe(0)
  newer.destroy()
  expect(person.problems).toEqual([])
})

function kanban(words: string): Y.XmlElement {
  const block = new Y.XmlElement('kanban')
  block.setAttribute('lanes', '3')
  block.insert(0, [new Y.XmlText(words)])
  return block
}
