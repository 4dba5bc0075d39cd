/** A damaged disk: the app says what happened, and the last good copy is two clicks away. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

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

  const database = path.join(person.dataDirectory, 'workshops.sqlite')
  expect(fs.existsSync(path.join(person.dataDirectory, 'backups', 'workshops-1.sqlite'))).toBe(true)
  const file = fs.openSync(database, 'r+')
  fs.writeSync(file, Buffer.alloc(12_000, 0x5a), 0, 12_000, 100)
  fs.closeSync(file)
  const damaged = fs.readFileSync(database)

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
