import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test } from '../helpers/test.ts'

test('SY27 an error in main that nobody catches stops neither writing nor storing, and stands in the log', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni')
  await person.createWorkshop({ title: 'Unexpected' })
  await person.addBoard('Notes')
  const board = await person.openBoard('Notes')
  await person.running.app.evaluate(() => {
    setImmediate(() => {
      throw new Error('nobody expects this')
    })
    void Promise.reject(new Error('nor this'))
  })
  await board.addParagraph('Written afterwards.')
  await expect(person.lights).toContainText('Saved here')
  const log = fs.readFileSync(path.join(person.dataDirectory, 'logs', 'minuta.log'), 'utf8')
  expect(log).toMatch(/uncaught: Error: nobody expects this\n\s+at /u)
  expect(log).toMatch(/unhandled rejection: Error: nor this\n\s+at /u)
  await person.crash()
  await person.comeBack()
  await person.page.getByRole('button', { name: 'Unexpected' }).first().click()
  await expect((await person.openBoard('Notes')).text).toContainText('Written afterwards.')
})
