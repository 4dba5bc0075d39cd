import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { log, openLog } from '../../../main/shell/log.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

test('SY37 a log that has grown large and cannot be put aside, and a folder that cannot be made, keep nothing from starting', () => {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const file = path.join(folder.path, 'minuta.log')
  fs.writeFileSync(file, 'x'.repeat(2 * 1024 * 1024))
  fs.mkdirSync(path.join(folder.path, 'minuta.1.log'))
  openLog(folder.path)
  log.info('goes on')
  expect(fs.readFileSync(file, 'utf8')).toMatch(/ info goes on\n$/u)
  openLog(path.join(file, 'logs'))
})
