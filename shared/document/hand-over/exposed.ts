/** What stayed in the house and would not any more: a mark that somebody took off, or that a file takes off. */
import type { RichNode, Workshop } from '../../model/workshop.ts'
import { plainText } from '../boards/board-content.ts'
import { confidentialBoards } from '../boards/confidential-boards.ts'
import { isConfidential } from '../boards/confidential.ts'

/** Names of items, boards and matters that are confidential in `before`, or hold a passage that is, and are not in `after`; each name once. */
export function exposedBetween(before: Workshop, after: Workshop): readonly string[] {
  const [was, is] = [confidentialBoards(before), confidentialBoards(after)]
  const boardsBefore = new Map(before.boards.map((board) => [board.id, board]))
  const boards = after.boards.filter(({ id, content }) => {
    const old = boardsBefore.get(id)
    if (old === undefined || is.has(id)) return false
    const open = new Set(passagesOf(content).filter((passage) => !passage.isConfidential).map(({ words }) => words))
    return was.has(id) || passagesOf(old.content).some((passage) => passage.isConfidential && open.has(passage.words))
  })
  return [...new Set([...openedOf(before.items, after.items), ...boards, ...openedOf(before.matters, after.matters)].map((one) => ('title' in one ? one.title : one.what)))]
}

function openedOf<T extends { readonly id: string; readonly confidential: boolean }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const marked = new Set(before.filter(({ confidential }) => confidential).map(({ id }) => id))
  return after.filter(({ id, confidential }) => !confidential && marked.has(id))
}

type Passage = { readonly words: string; readonly isConfidential: boolean }

/** The lines and images that say something, and whether they stay in the house. An image is known by what it shows. */
function passagesOf(content: readonly RichNode[], isInside = false): readonly Passage[] {
  return content.flatMap((node) => {
    const isHidden = isInside || isConfidential(node)
    const children = node.content ?? []
    if (!children.every(({ type }) => type === 'text' || type === 'hardBreak')) return passagesOf(children, isHidden)
    const blob = node.attrs?.['blob']
    const words = typeof blob === 'string' ? blob : plainText([node]).trim()
    return words === '' ? [] : [{ words, isConfidential: isHidden }]
  })
}
