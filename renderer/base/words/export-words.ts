/** Why an export came to nothing, in words: what happened, what to do, what is safe; and of one that was made, that nothing is in it. */
import type { ExportFailure, ExportFormat } from '../../../shared/ipc/desktop-api.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { catalogue, type Text } from './i18n.tsx'

export const exportMessages = catalogue('export', {
  diskFull: 'There is no room left where the file was to go. Free some space or choose another place, then export again. The workshop is safe.',
  notAllowed: 'Files cannot be written in this folder. Choose another folder, then export again. The workshop is safe.',
  inUse: 'A file of this name is open in another program. Close it there or choose another name, then export again. The workshop is safe.',
  noFolder: 'The folder is not there, or no longer. Choose another folder, then export again. The workshop is safe.',
  cannotWrite: 'The file could not be written. Check the folder and the free space, then export again. The workshop is safe. ({detail})',
  crashed: 'The export stopped unexpectedly. The workshop is safe. Export again; if it happens again, try another format. ({detail})',
  badContent: 'Something on a board could not be exported. The workshop is safe. ({detail})',
  emptyTables: 'The file is empty: these minutes have no registers to make tables of.',
  emptyCalendar: 'The calendar is empty: no open action of these minutes has a full date, and neither has the next meeting.',
})

/** What to say of a file in which nothing is, though it was made as asked; null for any other. */
export function emptySentence(text: Text<keyof (typeof exportMessages)['en']>, format: ExportFormat, isEmpty: boolean): string | null {
  return isEmpty ? text(format === 'ics' ? 'emptyCalendar' : 'emptyTables') : null
}

/** The sentence for a failure. Of `detail` only the first line is for people. */
export function exportFailureSentence(text: Text<keyof (typeof exportMessages)['en']>, reason: ExportFailure, detail: string): string {
  const values = { detail: detail.split('\n', 1)[0] ?? '' }
  switch (reason) {
    case 'disk-full':
      return text('diskFull')
    case 'not-allowed':
      return text('notAllowed')
    case 'in-use':
      return text('inUse')
    case 'no-folder':
      return text('noFolder')
    case 'cannot-write':
      return text('cannotWrite', values)
    case 'exporter-crashed':
      return text('crashed', values)
    case 'bad-content':
      return text('badContent', values)
    default:
      return assertNever(reason, 'export failure')
  }
}
