/** The small editor for linking text and summaries in the minutes: paragraphs, marks, lists, links. Same schema, same guard, fewer tools. */
import { EditorContent } from '@tiptap/react'
import { getSchema } from '@tiptap/core'
import { memo, useId, useMemo, type ReactNode } from 'react'
import type { XmlFragment } from 'yjs'
import { useText } from '../../base/words/i18n.tsx'
import { useSource } from '../../document/source-context.tsx'
import type { WorkshopSession } from '../../document/source.ts'
import { readContent } from '../../../shared/document/boards/board-content.ts'
import { messages as outcomeMessages } from '../../outcomes/messages.ts'
import { RichContent } from '../../outcomes/rich-content.tsx'
import type { BoardBindingOptions } from '../board-binding.ts'
import { BoardProvider } from '../board-context.tsx'
import { EditorName } from '../editor-name.tsx'
import { tellDepth, tellPictureProblem } from '../board-editor.tsx'
import { boardExtensions } from '../board-extensions.ts'
import { boardNodes } from '../board-nodes.ts'
import { boardBlocks } from '../blocks.ts'
import '../board.css'
import { messages } from '../messages.ts'
import { OutcomeWithView } from '../outcomes/outcome-view.tsx'
import { Paste } from '../paste/paste.ts'
import { PictureWithView } from '../pictures/picture-view.tsx'
import { Pictures } from '../pictures/pictures.ts'
import { BoardToolbar } from '../toolbar.tsx'
import { useBinding } from '../use-binding.ts'

export type LinkingEditorProps = {
  readonly session: WorkshopSession
  /** The linking text; part of `session.doc`. */
  readonly fragment: XmlFragment
  /** What it leads over to; part of the accessible name. */
  readonly label: string
  /** What it is in the minutes: words that lead over to a part, or that stand in the place of it. */
  readonly kind?: 'linking' | 'summary'
}

const editorSchema = getSchema(boardNodes)

export const LinkingEditor = memo(function LinkingEditor({ session, fragment, label, kind = 'linking' }: LinkingEditorProps): ReactNode {
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const source = useSource()
  const peopleListId = useId()
  const pictures = useMemo(
    () => new Pictures({ doc: session.doc, source, onProblem: (problem) => tellPictureProblem(text, problem) }),
    [session, source, text],
  )
  const blocks = useMemo(() => boardBlocks(text, words, () => {}), [text, words])
  const options = useMemo(
    (): BoardBindingOptions => ({
      fragment,
      schema: editorSchema,
      onDrift: (detail) => console.error(`linking text was drawn again: ${detail}`),
      editorOptions: () => ({
        enablePasteRules: ['link'],
        extensions: [
          ...boardExtensions({
            fragment,
            awareness: session.awareness,
            placeholder: text(kind === 'summary' ? 'summaryPlaceholder' : 'linkingPlaceholder'),
            taskLabel: (task) => text('taskDone', { task: task === '' ? text('taskUnnamed') : task }),
            confidentialLabel: words('confidential'),
            views: [OutcomeWithView, PictureWithView],
            onTooDeep: () => tellDepth(text, 'tooDeep'),
            hasOutcomes: false,
          }),
          Paste.configure({ pictures, onLines: () => tellDepth(text, 'pastedAsLines') }),
        ],
        editorProps: {
          attributes: { 'role': 'textbox', 'aria-multiline': 'true', 'aria-description': text('leaveTextHelp'), 'class': 'board-text linking-text', 'spellcheck': 'true', 'autocorrect': 'off', 'autocapitalize': 'off' },
        },
      }),
    }),
    [fragment, session, text, words, pictures, kind],
  )
  const state = useBinding(options)
  if (state === null) return <div className="linking" />
  if (state.kind === 'foreign') {
    return (
      <div className="linking">
        <output className="board-notice">
          {text('foreignText')}
        </output>
        <RichContent nodes={readContent(fragment)} />
      </div>
    )
  }
  return (
    <BoardProvider session={session} pictures={pictures} peopleListId={peopleListId}>
      <div className="linking">
        <BoardToolbar editor={state.editor} blocks={blocks} isSmall />
        <EditorContent editor={state.editor} />
        <EditorName editor={state.editor} name={text(kind === 'summary' ? 'summaryText' : 'linkingText', { part: label })} />
      </div>
    </BoardProvider>
  )
})
