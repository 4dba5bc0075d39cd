import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeFailureOf } from '../../../main/exporter/write-failure.ts'
import { writeWhole } from '../../../shared/node/write-whole.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

function ofFileSystem(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: told by the system`), { code, syscall })
}

test('EX12 what keeps a file from being written is told apart by what people do about it', () => {
  const reasons = [['ENOSPC', 'write'], ['EDQUOT', 'write'], ['EROFS', 'open'], ['EACCES', 'open'], ['EPERM', 'open'], ['EPERM', 'rename'], ['EBUSY', 'rename'], ['ENOENT', 'open'], ['EIO', 'write']]
    .map(([code = '', syscall = '']) => writeFailureOf(ofFileSystem(code, syscall))?.reason)
  expect(reasons).toEqual(['disk-full', 'disk-full', 'not-allowed', 'not-allowed', 'not-allowed', 'in-use', 'in-use', 'no-folder', 'cannot-write'])
})

test('EX12 real errors of the file system are recognised, and those of a program are not', async () => {
  const folder = temporaryFolder()
  const failing = async (target: string): Promise<unknown> => writeWhole(target, `${target}.part`, new Uint8Array(1)).catch((error: unknown) => error)
  fs.mkdirSync(path.join(folder.path, 'taken'))
  expect(writeFailureOf(await failing(path.join(folder.path, 'nowhere', 'a.pdf')))).toEqual({ reason: 'no-folder', code: 'ENOENT' })
  expect(writeFailureOf(await failing(path.join(folder.path, 'taken')))?.reason).toBe('cannot-write')
  expect(writeFailureOf(new TypeError('x is not y'))).toBeNull()
  folder.remove()
})
