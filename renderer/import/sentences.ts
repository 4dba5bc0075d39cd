/** Words for what happened to a file: one sentence for every kind. */
import type { ImportNotice, RefusalKind } from '../../shared/import/imported.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { ImportMessage } from './messages.ts'

export function refusalSentence(text: Text<ImportMessage>, kind: RefusalKind): string {
  switch (kind) {
    case 'encrypted':
      return text('refused_encrypted')
    case 'damaged':
      return text('refused_damaged')
    case 'too-large':
      return text('refused_too_large')
    case 'unknown-type':
    case 'old-excel':
    // What only a whole workshop can be: on a board it is a file of another kind.
    case 'from-newer-version':
    case 'bad-record':
      return text('refused_unknown_type')
    case 'old-word':
      return text('refused_old_word')
    case 'empty':
      return text('refused_empty')
    case 'not-readable':
      return text('refused_not_readable')
    case 'timed-out':
      return text('refused_timed_out')
    case 'crashed':
      return text('refused_crashed')
    default:
      return assertNever(kind, 'refusal')
  }
}

export type NoticeLine = { readonly sentence: string; readonly names: readonly string[] }

/** One line for each kind, with the names that the document gives. */
export function noticeLines(text: Text<ImportMessage>, notices: readonly ImportNotice[]): readonly NoticeLine[] {
  return [...new Set(notices.map(({ kind }) => kind))].map((kind) => {
    const alike = notices.filter((notice) => notice.kind === kind)
    return {
      sentence: noticeSentence(text, kind, alike.reduce((sum, { count }) => sum + count, 0)),
      names: alike.map(({ name }) => name).filter((name) => name !== ''),
    }
  })
}

function noticeSentence(text: Text<ImportMessage>, kind: ImportNotice['kind'], count: number): string {
  switch (kind) {
    case 'remote-image':
      return text('notice_remote_image', { count })
    case 'image-left-out':
      return text('notice_image_left_out', { count })
    case 'image-whole':
      return text('notice_image_whole', { count })
    case 'unsafe-link':
      return text('notice_unsafe_link', { count })
    case 'internal-link':
      return text('notice_internal_link', { count })
    case 'comment-left-out':
      return text('notice_comment_left_out', { count })
    case 'deletion-left-out':
      return text('notice_deletion_left_out', { count })
    case 'object-left-out':
      return text('notice_object_left_out', { count })
    case 'flattened':
      return text('notice_flattened', { count })
    default:
      return assertNever(kind, 'notice')
  }
}
