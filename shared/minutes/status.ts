/** How far a document has come, in words. */
import { formatDateField } from './dates.ts'
import type { Labels } from './labels.ts'
import type { MinutesStatus } from './minutes.ts'

/** What follows the boards and nobody froze. */
export const draftStatus: MinutesStatus = { kind: 'draft', version: null, date: '' }

/** "Approved · version 2 · 5 October 2026". */
export function statusLine({ kind, version, date }: MinutesStatus, labels: Labels, language: string): string {
  return [labels.status[kind], version === null ? '' : labels.version(version), formatDateField(date, language)].filter((part) => part !== '').join(' · ')
}
