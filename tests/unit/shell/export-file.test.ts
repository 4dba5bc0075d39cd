/** An export that is stopped while the system asks for a place. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { BrowserWindow } from 'electron/main'
import { draftBeside, Exports } from '../../../main/shell/processes/export-file.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const asked = vi.hoisted(() => Promise.withResolvers<{ canceled: boolean; filePath: string }>())
vi.mock('electron/main', () => ({
  app: { getPath: () => '/documents', getAppPath: () => '/app' },
  dialog: { showSaveDialog: () => asked.promise },
  utilityProcess: { fork: () => { throw new Error('a process was started') } },
}))

const folder = temporaryFolder()
afterAll(() => folder.remove())

test('MP11 an export that is stopped while a place is asked for starts no process and writes nothing', async () => {
  const exports = new Exports(folder.path, folder.path)
  const window = { id: 1, isDestroyed: () => false } as unknown as BrowserWindow
  const request = { title: 'Day', workshop: '{}', format: 'pdf', language: 'en', profile: 'full', attribution: 'person', organisation: '' } as const
  const result = exports.run(window, 7, request, 'en')
  exports.cancel(window, 7)
  asked.resolve({ canceled: false, filePath: path.join(folder.path, 'Day.pdf') })
  expect(await result).toEqual({ kind: 'cancelled' })
  expect(readdirSync(folder.path)).toEqual([])
})

test.each(['x', 'ή', '会', '🎉'])('BA22 what is written beside a name of any letters fits as that name does: %s', (letter) => {
  const longest = letter.repeat(Math.floor(250 / Buffer.byteLength(letter)))
  expect(Buffer.byteLength(path.basename(draftBeside(path.join(folder.path, `${longest}.pdf`))))).toBeLessThanOrEqual(255)
})
