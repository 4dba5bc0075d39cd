/**
 * Shortening a part without touching its boards: passages that are not printed, or a summary in the place of all of them. Outcomes are
 * always printed.
 */
import { useMemo, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { contentDigest } from '../../shared/document/boards/content-digest.ts'
import { readShownBoard } from '../../shared/document/kept-reads.ts'
import { outcomeNodes } from '../../shared/document/read-outcomes.ts'
import { readMinutesLayout } from '../../shared/document/read-workshop.ts'
import { rootsOf, summaryFragment } from '../../shared/document/roots.ts'
import { setBlockHidden, setSummaryUsed } from '../../shared/document/commands/shorten-commands.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { HiddenBlock, RichNode } from '../../shared/model/workshop.ts'
import { beginningOf } from '../../shared/util/beginning-of.ts'
import { Button } from '../base/controls/button.tsx'
import { ChoiceField } from '../base/controls/choice.tsx'
import { CheckboxField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useShared } from '../base/use-shared.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { LinkingEditor } from '../editor/links/linking-editor.tsx'
import { RichContent } from '../outcomes/rich-content.tsx'
import { messages } from './messages.ts'
import type { MinutesSources } from './compiling.ts'

export type PartBoards = MinutesSources['boards'][string]

export type ShortenPartProps = {
  readonly session: WorkshopSession
  readonly part: string
  readonly title: string
  readonly boards: PartBoards
  readonly onDone: () => void
}

/** The panel in the place of the part. */
export function ShortenPart({ session, part, title, boards, onDone }: ShortenPartProps): ReactNode {
  const text = useText(messages)
  const { doc, origin } = useWorkshopEdits()
  const { contents, isSummary, hidden } = useShortening(doc, part, boards)
  const choose = (mode: 'passages' | 'summary'): void => setSummaryUsed(doc, origin, part, mode === 'summary' ? digestOf(doc, boards) : null)
  return (
    <fieldset className="shorten" aria-label={text('shortenTitle', { title })}>
      <ChoiceField
        label={text('shortenHow')}
        isLabelHidden
        value={isSummary ? 'summary' : 'passages'}
        options={[{ value: 'passages', label: text('shortenPassages') }, { value: 'summary', label: text('shortenSummary') }]}
        onChange={choose}
      />
      {isSummary ? (
        <>
          <p className="quiet small">{text('shortenSummaryHelp')}</p>
          <LinkingEditor session={session} fragment={summaryFragment(doc, part)} label={title} kind="summary" />
        </>
      ) : (
        <>
          <p className="quiet small">{text('shortenPassagesHelp')}</p>
          {contents.map(({ board, nodes }) => (
            <Passages key={board.id} title={contents.length > 1 ? board.title : ''} nodes={nodes} hidden={hidden.filter((passage) => passage.board === board.id)} onHide={(block, isHidden) => void setBlockHidden(doc, origin, board.id, block, isHidden)} />
          ))}
        </>
      )}
      <Button onPress={onDone}>{text('doneLinking')}</Button>
    </fieldset>
  )
}

type PassagesProps = {
  readonly title: string
  readonly nodes: readonly RichNode[]
  readonly hidden: readonly HiddenBlock[]
  readonly onHide: (block: number, isHidden: boolean) => void
}

function Passages({ title, nodes, hidden, onHide }: PassagesProps): ReactNode {
  const text = useText(messages)
  return (
    <>
      {title !== '' && <h4 className="any-script">{title}</h4>}
      <ul className="passages">
        {nodes.map((node, block) => {
          const passage = hidden.find((candidate) => candidate.block === block)
          const isOutcome = node.type === 'outcome'
          if (!isOutcome && isBlank(node)) return null
          return (
            // Its place is its name here: what moves while the panel is open is drawn again.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={block} className={passage ? 'passage passage-hidden' : 'passage'}>
              <CheckboxField isSelected={!passage} isDisabled={isOutcome} onChange={(isPrinted) => onHide(block, !isPrinted)}>
                <span className="visually-hidden">{text('printPassage', { title: excerpt(node) })}</span>
              </CheckboxField>
              <div>
                <RichContent nodes={[node]} />
                {passage && passage.basis !== contentDigest([node]) && <StaleNote words={text('passageChanged')} onSeen={() => onHide(block, true)} />}
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Says that the board has changed since; pressing says that somebody looked. */
export function StaleNote({ words, onSeen }: { readonly words: string; readonly onSeen: () => void }): ReactNode {
  const text = useText(messages)
  return (
    <p className="stale" role="note">
      <span>{words}</span>
      <Button tone="quiet" onPress={onSeen}>
        {text('stillRight')}
      </Button>
    </p>
  )
}

/** What the boards say now: the basis of a summary. The same as `partDigest` of the compiler. */
export function digestOf(doc: Doc, boards: PartBoards): string {
  return contentDigest(boards.flatMap(({ id }) => readShownBoard(doc, id)))
}

function useShortening(doc: Doc, part: string, boards: PartBoards): {
  readonly contents: readonly { readonly board: PartBoards[number]; readonly nodes: readonly RichNode[] }[]
  readonly isSummary: boolean
  readonly hidden: readonly HiddenBlock[]
} {
  const [followed, read] = useMemo(() => {
    const { boards: root, minutesParts } = rootsOf(doc)
    const ids = new Set<BoardId>(boards.map(({ id }) => id))
    return [
      [{ type: root }, { type: minutesParts }],
      () => {
        const { summaries, hidden } = readMinutesLayout(doc)
        return {
          contents: boards.map((board) => ({ board, nodes: readShownBoard(doc, board.id) })),
          isSummary: Object.hasOwn(summaries, part) && summaries[part]?.isUsed === true,
          hidden: hidden.filter(({ board }) => ids.has(board)),
        }
      },
    ] as const
  }, [doc, part, boards])
  return useShared(followed, read)
}

function isBlank(node: RichNode): boolean {
  return node.type === 'paragraph' && (node.content ?? []).every((child) => (child.text ?? '').trim() === '')
}

const excerptLength = 60

function excerpt(node: RichNode): string {
  return beginningOf(wordsOf(node).trim(), excerptLength)
}

function wordsOf(node: RichNode): string {
  const outcome = outcomeNodes([node])[0]
  return (outcome ?? node).text ?? (outcome ?? node).content?.map(wordsOf).join(' ') ?? ''
}
