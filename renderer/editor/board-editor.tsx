/** A board: toolbar and page, everybody's carets, and read-only when this build must not write on it. */
import { EditorContent, type Editor } from '@tiptap/react'
import { getSchema } from '@tiptap/core'
import { memo, useEffect, useId, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { XmlFragment } from 'yjs'
import { readPeople } from '../../shared/document/read-workshop.ts'
import { maxContentDepth } from '../../shared/document/boards/board-content.ts'
import type { BoardId, OutcomeId } from '../../shared/model/ids.ts'
import { limits } from '../../shared/protocol/messages.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { useText, type Text } from '../base/words/i18n.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useOutcomeLabels, useShownBoard } from '../base/workshop-data.ts'
import { useSource } from '../document/source-context.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { messages as outcomeMessages } from '../outcomes/messages.ts'
import { RichContent } from '../outcomes/rich-content.tsx'
import type { BoardBindingOptions } from './board-binding.ts'
import { EditorName } from './editor-name.tsx'
import { BoardProvider } from './board-context.tsx'
import { boardExtensions } from './board-extensions.ts'
import { boardNodes } from './board-nodes.ts'
import { boardBlocks, peopleBlocks } from './blocks.ts'
import './board.css'
import { messages, type MessageKey } from './messages.ts'
import { BoardEntries } from './moving/board-entries.tsx'
import { OutcomeWithView } from './outcomes/outcome-view.tsx'
import { Paste } from './paste/paste.ts'
import { PictureWithView } from './pictures/picture-view.tsx'
import { imageTypes, Pictures, type PictureProblem } from './pictures/pictures.ts'
import { SlashList } from './slash/slash-list.tsx'
import { SlashMenu, SlashMenuStore } from './slash/slash-menu.ts'
import { TableTools } from './tables/table-tools.tsx'
import { BoardToolbar } from './toolbar.tsx'
import { useBinding } from './use-binding.ts'

export type BoardEditorProps = {
  readonly session: WorkshopSession
  readonly boardId: BoardId
  /** The board's content; part of `session.doc`. */
  readonly fragment: XmlFragment
  /** The board's title; the accessible name of its text. */
  readonly label: string
  /** Told the id of the outcome that the caret entered; null when it left one. */
  readonly onSelectOutcome?: (outcome: OutcomeId | null) => void
  /** Told the editor when the board can be written on, null when it no longer can. */
  readonly onEditor?: ((editor: Editor | null) => void) | undefined
  /** A sentence that says why nothing may be written here; the board is then shown without an editor. */
  readonly readOnlyReason?: string
  /** True where that is no trouble but the role of the reader. */
  readonly isReadOnlyByRole?: boolean
}

/** The schema that the editor will have; known before any editor exists. */
const editorSchema = getSchema(boardNodes)

/** Drawn again only when its own props change: what is around a board changes with every keystroke (lights, presence). */
export const BoardEditor = memo(function BoardEditor({ session, boardId, fragment, label, onSelectOutcome, onEditor, readOnlyReason, isReadOnlyByRole = false }: BoardEditorProps): ReactNode {
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const source = useSource()
  const fileInputId = useId()
  const peopleListId = useId()

  const pictures = useMemo(
    () => new Pictures({ doc: session.doc, source, onProblem: (problem) => tellPictureProblem(text, problem) }),
    [session, source, text],
  )
  const blocks = useMemo(() => boardBlocks(text, words, () => document.getElementById(fileInputId)?.click()), [text, words, fileInputId])
  const slash = useMemo(() => new SlashMenuStore(), [])

  const options = useMemo((): BoardBindingOptions | null => {
    if (readOnlyReason !== undefined) return null
    return {
      fragment,
      schema: editorSchema,
      onDrift: (detail) => console.error(`board ${boardId} was drawn again: ${detail}`),
      editorOptions: () => ({
        enablePasteRules: ['link'],
        extensions: [
          ...boardExtensions({
            fragment,
            awareness: session.awareness,
            placeholder: text('placeholder'),
            taskLabel: (task) => text('taskDone', { task: task === '' ? text('taskUnnamed') : task }),
            confidentialLabel: words('confidential'),
            views: [OutcomeWithView, PictureWithView],
            onTooDeep: () => tellDepth(text, 'tooDeep'),
          }),
          SlashMenu.configure({ store: slash, blocks: () => blocks, people: () => peopleBlocks(readPeople(session.doc)) }),
          Paste.configure({ pictures, onLines: () => tellDepth(text, 'pastedAsLines') }),
        ],
        editorProps: {
          attributes: { 'role': 'textbox', 'aria-multiline': 'true', 'aria-description': text('leaveTextHelp'), 'aria-haspopup': 'listbox', 'class': 'board-text', 'spellcheck': 'true', 'autocorrect': 'off', 'autocapitalize': 'off' },
        },
      }),
    }
  }, [readOnlyReason, fragment, session, boardId, text, words, slash, blocks, pictures])
  const state = useBinding(options)

  useEffect(() => {
    session.awareness.setLocalStateField('board', boardId)
    return () => session.awareness.setLocalStateField('board', null)
  }, [session, boardId])

  const openEditor = state?.kind === 'bound' ? state.editor : null
  useEffect(() => {
    onEditor?.(openEditor)
    return () => onEditor?.(null)
  }, [onEditor, openEditor])

  if (readOnlyReason !== undefined) return <ReadOnlyBoard session={session} boardId={boardId} title={text('readOnlyTitle')} reason={readOnlyReason} isCalm={isReadOnlyByRole} />
  if (state === null) return <div className="board" />
  if (state.kind === 'foreign') return <ReadOnlyBoard session={session} boardId={boardId} title={text('foreignTitle')} reason={text('foreignText')} />
  const { editor } = state
  return (
    <BoardProvider session={session} pictures={pictures} peopleListId={peopleListId}>
      <div className="board">
        <BoardToolbar editor={editor} blocks={blocks} otherBoards={<BoardEntries editor={editor} doc={session.doc} current={boardId} />} />
        <div className="board-desk">
          <div className="board-page">
            <EditorContent editor={editor} />
            <TableTools editor={editor} />
          </div>
        </div>
        <PendingPictures pictures={pictures} />
        <SlashList store={slash} editor={editor} />
        <EditorName editor={editor} name={text('boardText', { board: label })} />
        <OutcomeSelection editor={editor} onSelect={onSelectOutcome} />
        <input
          id={fileInputId}
          type="file"
          accept={imageTypes.join(',')}
          multiple
          hidden
          aria-label={text('image')}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            // At once: by the time that they are kept, somebody writes elsewhere.
            editor.commands.focus()
            void pictures.add(editor, files)
          }}
        />
      </div>
    </BoardProvider>
  )
})

/** Tells which outcome the caret is in. */
function OutcomeSelection({ editor, onSelect }: { readonly editor: Editor; readonly onSelect: ((outcome: OutcomeId | null) => void) | undefined }): ReactNode {
  useEffect(() => {
    if (!onSelect) return undefined
    let last: string | null = null
    const tell = (): void => {
      const { parent } = editor.state.selection.$from
      const now = parent.type.name === 'outcome' ? String(parent.attrs['id']) : null
      if (now === last) return
      last = now
      onSelect(now as OutcomeId | null)
    }
    editor.on('selectionUpdate', tell)
    return () => {
      editor.off('selectionUpdate', tell)
    }
  }, [editor, onSelect])
  return null
}

function PendingPictures({ pictures }: { readonly pictures: Pictures }): ReactNode {
  const text = useText(messages)
  const pending = useSyncExternalStore(pictures.onPending, pictures.getPending)
  return (
    <output className="board-pending">{pending.length > 0 && text('imageAdding', { name: pending.join(', ') })}</output>
  )
}

type ReadOnlyBoardProps = { readonly session: WorkshopSession; readonly boardId: BoardId; readonly title: string; readonly reason: string; readonly isCalm?: boolean }

/** The content as it stands and as it changes, without an editor that could write. */
function ReadOnlyBoard({ session, boardId, title, reason, isCalm = false }: ReadOnlyBoardProps): ReactNode {
  const nodes = useShownBoard(session.doc, boardId)
  const labelOf = useOutcomeLabels(session.doc)
  return (
    <div className="board">
      <output className={`board-notice${isCalm ? ' board-notice-calm' : ''}`}>
        <strong>{title}</strong>
        <span>{reason}</span>
      </output>
      <div className="board-desk">
        <div className="board-page">
          <RichContent nodes={nodes} labelOf={labelOf} />
        </div>
      </div>
    </div>
  )
}

/** Tells what became of something that would nest deeper than a board holds. */
export function tellDepth(text: Text<MessageKey>, what: 'tooDeep' | 'pastedAsLines'): void {
  showToast({ message: text(what, { levels: maxContentDepth }) })
}

const bytesPerMb = 1024 * 1024

/** Tells what happened to an image, what is safe, and what to do. */
export function tellPictureProblem(text: Text<MessageKey>, problem: PictureProblem): void {
  const { name } = problem
  switch (problem.kind) {
    case 'not-an-image':
      return showToast({ tone: 'problem', message: text('imageNotAnImage', { name }) })
    case 'heic':
      return showToast({ tone: 'problem', message: text('imageHeic', { name }) })
    case 'tiff':
      return showToast({ tone: 'problem', message: text('imageTiff', { name }) })
    case 'too-large':
      return showToast({ tone: 'problem', message: text('imageTooLarge', { name, limit: limits.maxBlobBytes / bytesPerMb }) })
    case 'not-stored':
      return showToast({ tone: 'problem', message: text('imageFailed', { name }), action: { label: text('retry'), onAction: problem.retry } })
    case 'no-store':
      return showToast({ tone: 'problem', message: text('imageUnavailable') })
    default:
      return assertNever(problem, 'picture problem')
  }
}
