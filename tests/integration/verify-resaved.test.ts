/** A Word or OpenDocument file of a frozen version that LibreOffice opened and saved again still says the same. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provesItself } from '../../shared/verify/judge.ts'
import { findDocument } from '../../shared/versions/frozen-version.ts'
import { minutesWords } from '../../shared/versions/minutes-words.ts'
import { parseProof } from '../../shared/versions/seal.ts'
import { fullWorkshop, presentBlob, presentImage } from '../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../helpers/frozen.ts'
import { outputOf } from '../helpers/read-exports.ts'

let folder = ''
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-resaved-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test.each(['docx', 'odt'] as const)('VF10 a %s that LibreOffice saved again is the same version', async (format) => {
  const content = await freeze(fullWorkshop(), ['en'])
  const file = path.join(folder, `minutes.${format}`)
  fs.writeFileSync(file, await exportVersion(content, format, {}, new Map([[presentBlob as string, presentImage]])))
  outputOf('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', format, '--outdir', path.join(folder, 'again'), file])
  const found = await readVersion(fs.readFileSync(path.join(folder, 'again', `minutes.${format}`)))
  const document = findDocument(content, { profile: 'full', language: 'en' })
  const proof = parseProof(found?.proof ?? '')
  if (found === null || document === null || proof === null) throw new Error(`not readable: ${found === null} ${proof === null}`)
  const frozen = minutesWords(document.minutes)
  expect(found.words.slice(0, frozen.words.length)).toEqual(frozen.words)
  expect(found.citations).toEqual(frozen.citations)
  expect(provesItself(found, proof)).toBe(true)
})
