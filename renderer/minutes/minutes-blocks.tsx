/** The blocks of compiled minutes on screen, as they will print. */
import { CircleCheck, Circle, Lock } from 'lucide-react'
import { createElement, memo, useState, type CSSProperties, type ReactNode } from 'react'
import type { Block, Cell, CitationNumber, Fact, FigureBlock, Inline, ListItem, Mark, OutcomeEntry, TableBlock } from '../../shared/minutes/minutes.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { useText } from '../base/words/i18n.tsx'
import { inOrder } from '../base/words/in-order.ts'
import { ScrollBox } from '../base/controls/scroll-box.tsx'
import { useBlobUrl } from '../document/source-context.tsx'
import { messages } from './messages.ts'
import { OutcomeChip } from './places.tsx'

/** Blocks in order. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return inOrder(blocks, (block) => ('number' in block && block.kind !== 'figure' ? <Cited number={block.number}><BlockView block={block} /></Cited> : <BlockView block={block} />))
}

/**
 * What is cited by a number, with that number in the margin. The style sheet adds the part's first number to it (`--cite-first`), so that
 * nothing is drawn again when numbers move.
 */
function Cited({ number, children }: { readonly number: CitationNumber; readonly children: ReactNode }): ReactNode {
  if (number === null) return children
  return (
    <div className="minutes-cited">
      <span className="minutes-cite" style={{ '--cite': number } as CSSProperties} />
      {children}
    </div>
  )
}

/** Drawn again only when something in it changed: equal blocks come as the same object (`CompiledMinutes`). */
const BlockView = memo(function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return createElement(`h${block.level}`, { dir: block.direction ?? undefined }, <Inlines inlines={block.inlines} />)
    case 'paragraph':
      return (
        <p className={block.style === 'meta' ? 'minutes-meta' : undefined} dir={block.direction ?? undefined}>
          <Inlines inlines={block.inlines} />
        </p>
      )
    case 'list':
      return block.style === 'number' ? (
        <ol start={block.start} type={block.numbering}>
          <Items items={block.items} />
        </ol>
      ) : (
        <ul className={block.style === 'task' ? 'minutes-tasks' : undefined}>
          <Items items={block.items} />
        </ul>
      )
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
          {(block.attribution !== '' || block.label !== '') && (
            <footer>
              {block.attribution}
              {block.label !== '' && <span className="minutes-label">{block.label}</span>}
              {block.label !== '' && <OutcomeChip label={block.label} />}
            </footer>
          )}
        </blockquote>
      )
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      )
    case 'rule':
      return <hr />
    case 'figure':
      return <Figure figure={block} />
    case 'table':
      return <Table table={block} />
    case 'facts':
      return (
        <div className="minutes-facts">
          {block.title !== '' && <p className="minutes-facts-title">{block.title}</p>}
          <Facts facts={block.facts} />
        </div>
      )
    case 'confidential':
      return (
        <div className="minutes-confidential">
          <p className="minutes-label">
            <Lock aria-hidden size={14} /> {block.label}
          </p>
          <Blocks blocks={block.blocks} />
        </div>
      )
    case 'outcomes':
      return (
        <div className="minutes-outcomes">
          {block.entries.map((entry) => (
            <Cited key={`${entry.kind}${entry.label}`} number={entry.number}>
              <OutcomeRow entry={entry} />
            </Cited>
          ))}
        </div>
      )
    default:
      return assertNever(block, 'block')
  }
})

/** Terms and what they stand for. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl>
      {facts.map((fact) => (
        <div key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>
            <Blocks blocks={fact.blocks} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Items({ items }: { readonly items: readonly ListItem[] }): ReactNode {
  const text = useText(messages)
  return inOrder(items, ({ isChecked, blocks }) => (
    <li>
      {isChecked !== null && (
        <>
          {isChecked ? <CircleCheck aria-hidden size={16} /> : <Circle aria-hidden size={16} />}
          <span className="visually-hidden">{isChecked ? text('done') : text('open')}</span>
        </>
      )}
      <div>
        <Blocks blocks={blocks} />
      </div>
    </li>
  ))
}

function Inlines({ inlines }: { readonly inlines: readonly Inline[] }): ReactNode {
  return inOrder(inlines, (inline) => (inline.kind === 'break' ? <br /> : <Marked text={inline.text} marks={inline.marks} />))
}

function Marked({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }): ReactNode {
  const [mark, ...inner] = marks
  if (!mark) return text
  const content = <Marked text={text} marks={inner} />
  switch (mark.kind) {
    case 'bold':
      return <strong>{content}</strong>
    case 'italic':
      return <em>{content}</em>
    case 'underline':
      return <u>{content}</u>
    case 'strike':
      return <s>{content}</s>
    case 'code':
      return <code>{content}</code>
    case 'highlight':
      return <mark>{content}</mark>
    case 'link':
      return (
        <a href={mark.href} title={mark.title === '' ? mark.href : mark.title} target="_blank" rel="noreferrer">
          {content}
        </a>
      )
    default:
      return assertNever(mark, 'mark')
  }
}

function Figure({ figure }: { readonly figure: FigureBlock }): ReactNode {
  const text = useText(messages)
  const url = useBlobUrl(figure.blob)
  const [isMissing, setIsMissing] = useState(false)
  return (
    <figure>
      {url !== null && !isMissing ? (
        <img src={url} alt={figure.alt === '' ? figure.name : figure.alt} width={figure.widthPx ?? undefined} onError={() => setIsMissing(true)} />
      ) : (
        <p className="minutes-missing">
          {text('missingImage')}: {figure.name}
        </p>
      )}
      <figcaption>
        <span className="minutes-label">{figure.number}</span> {figure.caption}
      </figcaption>
      {figure.notes !== undefined && <Facts facts={figure.notes} />}
    </figure>
  )
}

function Table({ table }: { readonly table: TableBlock }): ReactNode {
  const text = useText(messages)
  const head = table.rows.slice(0, table.headerRowCount)
  const body = table.rows.slice(table.headerRowCount)
  return (
    <ScrollBox className="minutes-table" label={table.caption === '' ? text('table') : table.caption}>
      <table>
        {table.caption !== '' && <caption>{table.caption}</caption>}
        {head.length > 0 && <thead>{rows(head)}</thead>}
        <tbody>{rows(body)}</tbody>
      </table>
    </ScrollBox>
  )
}

function rows(all: readonly (readonly Cell[])[]): ReactNode {
  return inOrder(all, (row) => <Row row={row} />)
}

/** Registers are long, and a change is in one row. */
const Row = memo(function Row({ row }: { readonly row: readonly Cell[] }): ReactNode {
  return (
    <tr>
      {inOrder(row, (cell) =>
        createElement(
          cell.isHeader ? 'th' : 'td',
          { colSpan: cell.colspan > 1 ? cell.colspan : undefined, rowSpan: cell.rowspan > 1 ? cell.rowspan : undefined },
          <Blocks blocks={cell.blocks} />,
        ),
      )}
    </tr>
  )
})

const OutcomeRow = memo(function OutcomeRow({ entry }: { readonly entry: OutcomeEntry }): ReactNode {
  return (
    <div className={`minutes-outcome kind-${entry.kind}`}>
      <p className="minutes-outcome-kind">
        {entry.label !== '' && <strong>{entry.label}</strong>} {entry.kindName} {entry.label !== '' && <OutcomeChip label={entry.label} />}
      </p>
      <div className="minutes-outcome-words">
        <p dir={entry.direction ?? undefined}>
          <Inlines inlines={entry.inlines} />
        </p>
        {entry.fields.length > 0 && (
          <p className="minutes-meta">
            {entry.fields.map((field) => (
              <span key={field.term} className="minutes-field">
                {field.term}: <bdi>{field.value}</bdi>
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  )
})
