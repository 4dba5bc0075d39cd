/** The other boards of the workshop in a menu: what is selected goes to the one that is chosen. */
import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { Doc } from 'yjs'
import type { BoardId } from '../../../shared/model/ids.ts'
import { MenuItem } from '../../base/controls/menu.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { useBoardList } from '../../base/workshop-data.ts'
import { messages } from '../messages.ts'
import { moveAndTell } from './move-and-tell.ts'

export type BoardEntriesProps = { readonly editor: Editor; readonly doc: Doc; readonly current: BoardId }

export function BoardEntries({ editor, doc, current }: BoardEntriesProps): ReactNode {
  const text = useText(messages)
  const others = useBoardList(doc).filter(({ id }) => id !== current)
  if (others.length === 0) return <MenuItem label={text('noOtherBoard')} isDisabled onAction={() => undefined} />
  return others.map((board) => <MenuItem key={board.id} label={board.title === '' ? text('untitledBoard') : board.title} onAction={() => moveAndTell(editor, doc, board, text)} />)
}
