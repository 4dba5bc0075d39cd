/** What is about to be imported: its title, how it begins, what will be different; or why not. */
import { FilePlus2, TextCursorInput } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { ImportedDocument, ImportRefusal } from '../../shared/import/imported.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { TextField } from '../base/controls/fields.tsx'
import { FilesProgress } from '../base/files/files-progress.tsx'
import { FilesSummary, type FileResult } from '../base/files/files-summary.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import { KeyboardRegion } from '../base/controls/keyboard-region.tsx'
import { Problem } from '../base/controls/problem.tsx'
import './import.css'
import { messages, type ImportMessage } from './messages.ts'
import { noticeLines, refusalSentence } from './sentences.ts'

/** Which of several documents is read. */
export type PlaceOfFile = { readonly index: number; readonly total: number }

export type ImportView =
  | { readonly kind: 'running'; readonly place: PlaceOfFile | null; readonly words: string; readonly done: number; readonly total: number }
  /** Of several documents, each of which became a board or did not. */
  | { readonly kind: 'several'; readonly results: readonly FileResult[]; readonly boards: readonly BoardId[] }
  | { readonly kind: 'preview'; readonly document: ImportedDocument }
  | { readonly kind: 'refused'; readonly refusal: ImportRefusal }

export type ImportDialogProps = {
  readonly view: ImportView
  /** Name of the file. */
  readonly name: string
  /** Shows nodes as they will look on a board. */
  readonly showNodes: (nodes: readonly RichNode[]) => ReactNode
  readonly onNewBoard: (document: ImportedDocument, title: string) => void
  /** Null where no board is being written. */
  readonly onInsert: ((document: ImportedDocument) => void) | null
  /** Takes back what became of several documents. */
  readonly onTakeBack: (boards: readonly BoardId[]) => void
  /** Ends what is running, or leaves without a change. */
  readonly onClose: () => void
}

const shownBlocks = 12

export function ImportDialog(props: ImportDialogProps): ReactNode {
  const { view, name, onTakeBack, onClose } = props
  const text = useText(messages)
  // Isolated: a name in another direction keeps its ending at its end, and turns nothing around it.
  const title = text('title', { name: isolated(name) })
  if (view.kind === 'several') return <FilesSummary results={view.results} onUndo={() => onTakeBack(view.boards)} onClose={onClose} />
  if (view.kind === 'preview') return <Preview {...props} document={view.document} title={title} />
  return (
    <Dialog title={title} isOpen isDismissable={view.kind !== 'running'} width="narrow" onClose={onClose}>
      <DialogBody>
        {view.kind === 'running' ? (
          <FilesProgress {...view} />
        ) : (
          <Problem title={text('refusedTitle')}>
            <p>{refusalSentence(text, view.refusal.kind)}</p>
            <p>{text('refusedSafe')}</p>
          </Problem>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{text(view.kind === 'running' ? 'stop' : 'close')}</Button>
      </DialogFooter>
    </Dialog>
  )
}

function Preview({ document, title, showNodes, onNewBoard, onInsert, onClose }: ImportDialogProps & { readonly document: ImportedDocument; readonly title: string }): ReactNode {
  const text = useText(messages)
  const [boardTitle, setBoardTitle] = useState(document.title)
  const notices = useMemo(() => noticeLines(text, document.notices), [text, document])
  const start = useMemo(() => document.blocks.slice(0, shownBlocks).map((node) => withoutPictures(node, document, text)), [document, text])
  const more = document.blocks.length - shownBlocks
  return (
    <Dialog title={title} isOpen width="wide" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (boardTitle.trim() !== '') onNewBoard(document, boardTitle.trim())
        }}
      >
        <DialogBody>
          <TextField label={text('boardTitle')} value={boardTitle} onChange={setBoardTitle} {...(boardTitle.trim() === '' ? { error: text('needTitle') } : {})} />
          <p className="quiet small">{summary(text, document)}</p>
          {notices.length > 0 && (
            <section aria-label={text('notices')} className="import-notices">
              <h3>{text('notices')}</h3>
              <ul>
                {notices.map(({ sentence, names }) => (
                  <li key={sentence}>
                    {sentence}
                    {names.length > 0 && <span className="import-names any-script">{names.slice(0, 5).join(' · ')}</span>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <KeyboardRegion label={text('preview')} className="import-preview">
            {showNodes(start)}
            {more > 0 && <p className="quiet small">{text('more', { count: more })}</p>}
          </KeyboardRegion>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{text('cancel')}</Button>
          {onInsert && (
            <Button icon={TextCursorInput} onPress={() => onInsert(document)}>
              {text('atCursor')}
            </Button>
          )}
          <Button type="submit" tone="accent" icon={FilePlus2} isDisabled={boardTitle.trim() === ''}>
            {text('asBoard')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function summary(text: Text<ImportMessage>, { blocks, images }: ImportedDocument): string {
  const tables = blocks.filter(({ type }) => type === 'table').length
  return [
    text('countBlocks', { count: blocks.length }),
    ...(tables > 0 ? [text('countTables', { count: tables })] : []),
    ...(images.length > 0 ? [text('countImages', { count: images.length })] : []),
  ].join(' · ')
}

/** Pictures are not in the store yet: their names stand for them. */
function withoutPictures(node: RichNode, document: ImportedDocument, text: Text<ImportMessage>): RichNode {
  if (node.type === 'image') {
    const known = document.images.find(({ id }) => id === node.attrs?.['blob'])
    const alt = node.attrs?.['alt']
    return { type: 'paragraph', content: [{ type: 'text', text: text('picture', { name: typeof alt === 'string' && alt !== '' ? alt : (known?.name ?? '') }), marks: [{ type: 'italic' }] }] }
  }
  return node.content ? { ...node, content: node.content.map((child) => withoutPictures(child, document, text)) } : node
}
