/**
 * Somebody else deletes the board that one is on, or its item of the programme, or takes back having added it: another board is on screen from one letter to the next. Words say why,
 * and whoever may write can bring the board back, on which everything is kept.
 */
import { useEffect } from 'react'
import type { Doc, Transaction } from 'yjs'
import { restoreBoard } from '../../shared/document/commands/board-commands.ts'
import { restoreItem } from '../../shared/document/commands/programme-commands.ts'
import { entryOf } from '../../shared/document/entries.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { BoardHeading } from '../../shared/model/workshop.ts'
import { showToast } from '../base/controls/toast.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'

/** Follows what becomes of the board that is on screen; null while there is none. */
export function useBoardGone(board: BoardHeading | null): void {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const { id = null, item = null, title = '' } = board ?? {}
  useEffect(() => {
    if (id === null) return undefined
    let wasThere = true
    const look = ({ local }: Transaction): void => {
      const isThere = !isDeleted(doc, 'boards', id) && (item === null || !isDeleted(doc, 'programme', item))
      const isGone = wasThere && !isThere
      wasThere = isThere
      // One's own act has a notice of its own.
      if (!isGone || local) return
      const bringBack = (): void => {
        if (isDeleted(doc, 'boards', id)) restoreBoard(doc, origin, id)
        if (item !== null && isDeleted(doc, 'programme', item)) restoreItem(doc, origin, item)
      }
      showToast({
        tone: 'problem',
        message: text('boardGone', { title: title === '' ? text('board') : title }),
        ...(canEdit ? { action: { label: text('bringBack'), onAction: bringBack } } : {}),
      })
    }
    doc.on('afterTransaction', look)
    return () => doc.off('afterTransaction', look)
  }, [doc, origin, canEdit, text, id, item, title])
}

function isDeleted(doc: Doc, root: 'boards' | 'programme', id: string): boolean {
  return entryOf(rootsOf(doc)[root], id)?.get('deleted') === true
}
