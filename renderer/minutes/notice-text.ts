/** What could not be printed as it was, in a sentence: the same on the page and with the export. */
import type { Notice } from '../../shared/minutes/minutes.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { messages } from './messages.ts'

/** One sentence in the language of the interface. */
export function noticeText(text: Text<keyof (typeof messages)['en']>, { kind, title, name }: Notice): string {
  switch (kind) {
    case 'unknown-content':
      return text('noticeUnknown', { name, part: title })
    case 'unsafe-link':
      return text('noticeLink', { name, part: title })
    case 'stale-translation':
      return text('noticeStaleTranslation', { name, part: title })
    case 'lost-link':
      return text('noticeLostLink', { name, part: title })
    default:
      return assertNever(kind, 'notice')
  }
}
