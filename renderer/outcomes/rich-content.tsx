/**
 * Rich text as plain React elements: for the read-only view of a board, for previews, for the minutes. What this build does not
 * know is shown with its words, marked as such; nothing that a document says becomes markup or a script.
 */
import { createElement, type CSSProperties, type ReactNode } from 'react'
import { linkProtocols } from '../../shared/document/boards/board-schema.ts'
import { isMarkedConfidential } from '../../shared/document/boards/confidential.ts'
import { listNumberings } from '../../shared/minutes/minutes.ts'
import { outcomeKinds, type OutcomeKind, type RichNode } from '../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../shared/outcomes/kinds.ts'
import { useText } from '../base/words/i18n.tsx'
import { ScrollBox } from '../base/controls/scroll-box.tsx'
import { useBlobUrl } from '../document/source-context.tsx'
import { isBlobId } from '../../shared/model/ids.ts'
import { KindBadge } from './kind-badge.tsx'
import { fieldKey, messages } from './messages.ts'
import { useFieldWords } from './use-field-words.ts'

export type RichContentProps = {
  readonly nodes: readonly RichNode[]
  /** The visible number of an outcome ("D-3") by its id; without it, the letter alone is shown. */
  readonly labelOf?: (kind: OutcomeKind, outcomeId: string) => string | null
}

/** Shows `nodes` in order. Class names are those of the editor, so that a board looks the same either way. */
export function RichContent({ nodes, labelOf }: RichContentProps): ReactNode {
  return <div className="board-text">{renderAll(nodes, labelOf)}</div>
}

type LabelOf = RichContentProps['labelOf']

function renderAll(nodes: readonly RichNode[] | undefined, labelOf: LabelOf): ReactNode {
  // Position is identity here: the list is shown, never edited.
  // oxlint-disable-next-line react/no-array-index-key
  return nodes?.map((node, index) => <RichBlock key={index} node={node} labelOf={labelOf} />)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && value <= 1000 ? value : undefined
}

function RichBlock({ node, labelOf }: { readonly node: RichNode; readonly labelOf: LabelOf }): ReactNode {
  const attrs = node.attrs ?? {}
  const children = renderAll(node.content, labelOf)
  const words = useText(messages)
  const mark = isMarkedConfidential(node) ? confidentialMark(words('confidential')) : {}
  const dir = attrs['dir'] === 'ltr' || attrs['dir'] === 'rtl' ? attrs['dir'] : 'auto'
  switch (node.type) {
    case 'text':
      return marked(node)
    case 'hardBreak':
      return <br />
    case 'paragraph':
      return <p dir={dir} {...mark}>{children}</p>
    case 'heading':
      return createElement(`h${Math.min(6, Math.max(1, Number(attrs['level']) || 1))}`, { dir, ...mark }, children)
    case 'bulletList':
      return <ul>{children}</ul>
    case 'orderedList':
      return <ol start={typeof attrs['start'] === 'number' ? attrs['start'] : 1} type={listNumberings.find((known) => known === attrs['type'])}>{children}</ol>
    case 'listItem':
      return <li>{children}</li>
    case 'taskList':
      return <ul data-type="taskList">{children}</ul>
    case 'taskItem':
      return (
        <li data-checked={attrs['checked'] === true}>
          <span>
            <input type="checkbox" checked={attrs['checked'] === true} readOnly disabled />
          </span>
          <div>{children}</div>
        </li>
      )
    case 'blockquote':
      return <blockquote>{children}</blockquote>
    case 'codeBlock':
      return (
        <pre dir="ltr" {...mark}>
          <code>{children}</code>
        </pre>
      )
    case 'horizontalRule':
      return <hr />
    case 'table':
      return <RichTable>{children}</RichTable>
    case 'tableRow':
      return <tr>{children}</tr>
    case 'tableCell':
      return (
        <td colSpan={count(attrs['colspan'])} rowSpan={count(attrs['rowspan'])}>
          {children}
        </td>
      )
    case 'tableHeader':
      return (
        <th colSpan={count(attrs['colspan'])} rowSpan={count(attrs['rowspan'])}>
          {children}
        </th>
      )
    case 'image':
      return <RichImage blob={text(attrs['blob'])} alt={text(attrs['alt'])} caption={text(attrs['caption'])} notes={imageNotes.map((name) => ({ name, value: text(attrs[name]) }))} isConfidential={isMarkedConfidential(node)} />
    case 'outcome':
      return (
        <RichOutcome attrs={attrs} dir={dir} labelOf={labelOf}>
          {children}
        </RichOutcome>
      )
    default:
      return <ForeignPart>{children}</ForeignPart>
  }
}

/** As the editor draws the mark; see `board.css`. */
function confidentialMark(label: string): { readonly 'data-confidential': string; readonly 'data-confidential-label': string } {
  return { 'data-confidential': '', 'data-confidential-label': label }
}

function RichTable({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useText(messages)
  return (
    <ScrollBox className="tableWrapper" label={words('table')}>
      <table>
        <tbody>{children}</tbody>
      </table>
    </ScrollBox>
  )
}

type RichImageProps = { readonly blob: string; readonly alt: string; readonly caption: string; readonly notes: readonly { readonly name: (typeof imageNotes)[number]; readonly value: string }[]; readonly isConfidential: boolean }

/** What is told of a picture beside its caption. */
const imageNotes = ['sheet', 'takenAt', 'transcription'] as const

function RichImage({ blob, alt, caption, notes, isConfidential }: RichImageProps): ReactNode {
  const url = useBlobUrl(blob)
  const words = useText(messages)
  return (
    <figure className="picture" {...(isConfidential ? confidentialMark(words('confidential')) : {})}>
      {url !== null && isBlobId(blob) ? (
        <img src={url} alt={alt} />
      ) : (
        <p className="picture-missing">{words('missingImage', { name: alt === '' ? blob.slice(0, 8) : alt })}</p>
      )}
      {caption !== '' && <figcaption dir="auto">{caption}</figcaption>}
      {notes.some(({ value }) => value !== '') && (
        <dl className="picture-notes">
          {notes.filter(({ value }) => value !== '').map(({ name, value }) => (
            <div key={name}>
              <dt>{words(name)}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </figure>
  )
}

type RichOutcomeProps = { readonly attrs: Readonly<Record<string, unknown>>; readonly dir: string; readonly labelOf: LabelOf; readonly children: ReactNode }

function RichOutcome({ attrs, dir, labelOf, children }: RichOutcomeProps): ReactNode {
  const words = useText(messages)
  const fieldWords = useFieldWords()
  const kind = outcomeKinds.find((known) => known === attrs['kind'])
  if (!kind) return <ForeignPart>{children}</ForeignPart>
  const { letter, fields } = outcomeKindSpecs[kind]
  const referredLabel = (id: string): string | null => labelOf?.('decision', id) ?? null
  const filled = fields.map((field) => ({ ...field, value: fieldWords(field, text(attrs[field.name]), referredLabel) })).filter(({ value }) => value !== '')
  return (
    <section className={`outcome kind-${kind}`} aria-label={words(kind)} data-outcome={text(attrs['id'])}>
      <KindBadge kind={kind} label={labelOf?.(kind, text(attrs['id'])) ?? letter} />
      <div className="outcome-body">
        <div className="outcome-text" dir={dir}>
          {children}
        </div>
        {filled.length > 0 && (
          <dl className="outcome-facts">
            {filled.map(({ name, value }) => {
              const key = fieldKey(name)
              return (
                <div key={name}>
                  <dt>{key ? words(key) : name}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              )
            })}
          </dl>
        )}
      </div>
    </section>
  )
}

function ForeignPart({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useText(messages)
  return (
    <div className="foreign-part">
      <p className="foreign-part-note">{words('unknownPart')}</p>
      {children}
    </div>
  )
}

function marked(node: RichNode): ReactNode {
  return (node.marks ?? []).reduceRight<ReactNode>((inner, mark) => {
    const attrs = mark.attrs ?? {}
    switch (mark.type) {
      case 'bold':
        return <strong>{inner}</strong>
      case 'italic':
        return <em>{inner}</em>
      case 'underline':
        return <u>{inner}</u>
      case 'strike':
        return <s>{inner}</s>
      case 'code':
        return <code>{inner}</code>
      case 'highlight':
        return <mark style={highlightStyle(attrs['color'])}>{inner}</mark>
      case 'link':
        return isFollowable(text(attrs['href'])) ? (
          <a href={text(attrs['href'])} rel="noopener noreferrer nofollow">
            {inner}
          </a>
        ) : (
          inner
        )
      default:
        return <span>{inner}</span>
    }
  }, node.text ?? '')
}

function highlightStyle(color: unknown): CSSProperties {
  return typeof color === 'string' && /^#[0-9a-f]{3,8}$/iu.test(color) ? { backgroundColor: color } : {}
}

function isFollowable(href: string): boolean {
  try {
    return (linkProtocols as readonly string[]).includes(new URL(href).protocol)
  } catch {
    return false
  }
}
