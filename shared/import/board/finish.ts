/** The last step of every reader: from found nodes to an imported document with a title. */
import { plainText } from '../../document/boards/board-content.ts'
import type { RichNode } from '../../model/workshop.ts'
import { RefusedError, type ImportedDocument } from '../imported.ts'
import type { Collector } from './collector.ts'
import { withoutCitations } from './citations.ts'
import { fitBoard } from './fit-board.ts'
import { withoutTableNumbers } from './table-numbers.ts'

const maxTitleLength = 200

export type FileFacts = {
  /** What the file says of itself, '' when it says nothing. */
  readonly title: string
  /** The name of the file. */
  readonly name: string
  /** The program that wrote it, as far as the file says. */
  readonly generator?: string
}

/** The document. Throws a RefusedError when nothing is left that a board could hold. */
export function finishDocument(nodes: readonly RichNode[], collector: Collector, { title, name, generator = '' }: FileFacts): ImportedDocument {
  const fitted = fitBoard(nodes, () => collector.note('flattened'))
  const blocks = /^Minuta\b/.test(generator) ? withoutCitations(withoutTableNumbers(fitted)) : fitted
  if (blocks.length === 0) throw new RefusedError('empty', 'nothing that a board could hold')
  const [first] = blocks
  const firstHeading = first?.type === 'heading' ? oneLine(plainText([first])) : ''
  const own = oneLine(title)
  // A heading that begins the text is what people see; what stands in the properties is often a leftover of a template.
  const chosen = firstHeading !== '' && (first?.attrs?.['level'] === 1 || own === '') ? firstHeading : own
  // Not in the middle of a character of two halves.
  const shown = (chosen === '' ? oneLine(name.replace(/\.[a-z0-9]{1,8}$/i, '')) : chosen).slice(0, maxTitleLength).replace(/[\uD800-\uDBFF]$/, '').trim()
  return { title: shown === '' ? 'Import' : shown, isTitleFirst: firstHeading !== '' && firstHeading === shown, blocks, images: collector.images, notices: collector.notices }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
