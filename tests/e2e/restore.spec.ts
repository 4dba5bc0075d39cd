/** A damaged disk: the app says what happened, and the last good copy is two clicks away. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { pictures } from '../helpers/pictures.ts'
import { enginePid, killNow } from '../helpers/processes.ts'
import { test } from '../helpers/test.ts'

/** Writes over the beginning of the database; what is left of it. */
function damage(dataDirectory: string): Buffer {
  const database = path.join(dataDirectory, 'workshops.sqlite')
  const file = fs.openSync(database, 'r+')
  fs.writeSync(file, Buffer.alloc(12_000, 0x5a), 0, 12_000, 100)
  fs.closeSync(file)
  return fs.readFileSync(database)
}

test('BA9 a damaged database is explained, kept aside, and replaced by the last good copy with everything in it', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  await person.page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  const board = await person.openBoard('Debate')
  await board.text.click()
  await person.page.keyboard.press('Control+End')
  await person.page.keyboard.type(' Written on the evening before.')
  await expect(person.lights).toContainText('Saved here')
  await person.leave()

  expect(fs.existsSync(path.join(person.dataDirectory, 'backups', 'workshops-1.sqlite'))).toBe(true)
  const damaged = damage(person.dataDirectory)

  await person.comeBack()
  await expect(person.page.getByRole('alert')).toContainText('cannot be opened')
  const restore = person.page.getByRole('button', { name: 'Open the last good copy' })
  await expect(restore).toBeVisible()
  await pictures(person, 'restore')
  await restore.press('Enter')
  await person.page.getByRole('button', { name: /Social and Solidarity Economy/ }).first().click()
  const restored = await person.openBoard('Debate')
  await expect(restored.text).toContainText('Written on the evening before.')
  const aside = fs.readdirSync(person.dataDirectory).filter((name) => /^workshops\.damaged-.*\.sqlite$/.test(name))
  expect(aside).toHaveLength(1)
  expect(fs.readFileSync(path.join(person.dataDirectory, aside[0] ?? '')).equals(damaged)).toBe(true)
  expect(person.problems).toEqual([])
})

test('EN100/EN101 a board that is open when the storage turns out to be damaged says so, goes on, and is saved as soon as the copy is opened', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  await person.page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  await person.leave()
  await person.comeBack()
  const openWorkshop = (): Promise<void> => person.page.getByRole('button', { name: /Social and Solidarity Economy/ }).first().click()
  await openWorkshop()
  const board = await person.openBoard('Debate')
  await expect(person.lights).toContainText('Saved here')

  damage(person.dataDirectory)
  killNow(enginePid(person.running.app.process().pid ?? 0))
  await expect(person.lights).toContainText('Not saved: storage is damaged')
  await expect(person.lights).not.toContainText('On this computer only')
  await pictures(person, 'board-not-saved')
  await board.text.click()
  await person.page.keyboard.press('Control+End')
  await person.page.keyboard.type(' Written meanwhile.')
  await person.page.getByRole('button', { name: 'All workshops' }).click()
  await person.page.getByRole('button', { name: 'Open the last good copy' }).click()
  await openWorkshop()
  await expect((await person.openBoard('Debate')).text).toContainText('Written meanwhile.')
  await expect(person.lights).toContainText('Saved here')

  await person.leave()
  await person.comeBack()
  await openWorkshop()
  await expect((await person.openBoard('Debate')).text).toContainText('Written meanwhile.')
  expect(person.problems).toEqual([])
})
