/** Why a foreign file was not taken, as the end of a sentence that begins with its name. */
import type { ImportRefusal } from '../../shared/import/imported.ts'
import type { ImportKind } from '../../shared/ipc/importer-messages.ts'
import { assertNever } from '../../shared/util/assert-never.ts'

/** Kinds of import whose refusal is told here; a version that is to be verified has words of its own. */
type TakenKind = Exclude<ImportKind, 'version'>

const holds = { document: 'a board could show', list: 'a list of people could be read from', programme: 'is an event', workshop: 'is a workshop' } as const satisfies Readonly<Record<TakenKind, string>>
const known = {
  document: 'DOCX, ODT, Markdown, HTML and plain text can',
  list: 'CSV, TSV, Excel (.xlsx) and OpenDocument (.ods) can',
  programme: 'calendars (.ics) can',
  workshop: 'hand-over files (.minuta) and workshop records (.json) can',
} as const satisfies Readonly<Record<TakenKind, string>>

export function refusalSentence({ kind, detail }: ImportRefusal, as: TakenKind): string {
  switch (kind) {
    case 'encrypted':
      return 'is protected by a password; save it without one and import it again'
    case 'damaged':
      return `is damaged or not what its name says (${detail})`
    case 'too-large':
      return `is larger, or grows larger when it is unpacked, than can be imported (${detail})`
    case 'unknown-type':
      return `is of a kind that cannot be imported (${detail}); ${known[as]}`
    case 'old-word':
      return 'is in the format of Word before 2007; save it as DOCX and import it again'
    case 'old-excel':
      return 'is in the format of Excel before 2007; save it as .xlsx, .ods or CSV and import it again'
    case 'empty':
      return `holds nothing that ${holds[as]}`
    case 'from-newer-version':
      return `was made by a newer Minuta (${detail}); install that version to read it`
    case 'bad-record':
      return `is no workshop record that can be read (${detail})`
    case 'not-readable':
      return `cannot be read (${detail})`
    case 'timed-out':
    case 'crashed':
      return `could not be read to its end (${detail})`
    default:
      return assertNever(kind, 'refusal')
  }
}
