/** Why a file was not imported, in words: what happened, what is safe, what to do. */
import { useCallback } from 'react'
import { useIntl, type IntlShape } from 'react-intl'
import { recordRefusalWords } from '../../../shared/document/record/problem-words.ts'
import type { ImportRefusal } from '../../../shared/import/imported.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { fileSize } from '../files/file-size.ts'
import { catalogue, supportedLanguage, textOf } from './i18n.tsx'

export const importMessages = catalogue('import-refusals', {
  reading: 'Reading {name}…',
  stop: 'Stop',
  cancel: 'Cancel',
  close: 'Close',
  dropHere: 'Drop the file here',
  nothingChanged: 'Nothing was changed in the workshop.',
  encrypted: 'This file is protected by a password. Remove the password in the program that made it, and save it again.',
  damaged: 'This file is damaged or cut short. Open it in the program that made it, and save it again.',
  tooLarge: 'This file holds more than can be imported at once ({detail}).',
  tooMuch: 'This file holds more than can be imported at once.',
  unknownType: 'What is in this file cannot be read here, whatever its name says. {wanted}',
  oldExcel: 'This is a workbook of Excel before 2007 (.xls). Open it in a spreadsheet program, save it as .xlsx, .ods or CSV, and import that.',
  oldWord: 'This is a document of Word before 2007. Save it as .docx, and import that.',
  emptyFile: 'There is nothing in this file.',
  newerVersion: 'This file was made by a newer Minuta. Install the current version to open it.',
  badRecord: 'This workshop record holds something that Minuta cannot read: {detail}. Correct it in the program that made it, then open it again.',
  notReadable: 'This file could not be opened. Perhaps it was moved, or you may not read it.',
  timedOut: 'Reading this file took too long and was stopped.',
  crashed: 'Reading this file failed. The workshop is safe.',
  fileOf: 'File {number} of {total}',
  leaveOutRest: 'Leave out the rest',
  summary: '{taken, plural, =0 {None of {total} files was taken in} one {One of {total} files was taken in} other {# of {total} files were taken in}}',
  wentIn: 'Taken in.',
  leftOut: 'Left out.',
  takeBack: 'Take it all back',
})

/** The sentence for a refusal; `wanted` says which files can be read in this place. */
export function useRefusalSentence(): (refusal: ImportRefusal, wanted: string) => string {
  const intl = useIntl()
  return useCallback((refusal, wanted) => refusalSentence(intl, refusal, wanted), [intl])
}

function refusalSentence(intl: IntlShape, { kind, detail, bytes, record }: ImportRefusal, wanted: string): string {
  const text = textOf(intl, importMessages)
  switch (kind) {
    case 'encrypted':
      return text('encrypted')
    case 'damaged':
      return text('damaged')
    case 'too-large':
      return bytes === undefined ? text('tooMuch') : text('tooLarge', { detail: fileSize(intl, bytes) })
    case 'unknown-type':
      return text('unknownType', { wanted })
    case 'old-excel':
      return text('oldExcel')
    case 'old-word':
      return text('oldWord')
    case 'empty':
      return text('emptyFile')
    case 'from-newer-version':
      return text('newerVersion')
    case 'bad-record':
      return text('badRecord', { detail: record === undefined ? detail : recordRefusalWords(record, supportedLanguage(intl.locale)) })
    case 'not-readable':
      return text('notReadable')
    case 'timed-out':
      return text('timedOut')
    case 'crashed':
      return text('crashed')
    default:
      return assertNever(kind, 'refusal')
  }
}
