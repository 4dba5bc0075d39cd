/** Minutes that come back: the number above a table, by which they cite it, is no words of the board. Only for documents that Minuta wrote. */
import { plainText } from '../../document/boards/board-content.ts'
import type { RichNode } from '../../model/workshop.ts'

/** "Table 3" in the languages of the minutes, and nothing else. */
const numbered = /^\s*(?:table|tableau|tabla|taula|tabella|πίνακας|الجدول|جدول)\s+\d{1,5}\s*$/iu

/** `blocks` without lines that are nothing but the number of the table below, however deep they stand. */
export function withoutTableNumbers(blocks: readonly RichNode[]): RichNode[] {
  return blocks.flatMap((block, index) => {
    if (block.type === 'paragraph') return blocks[index + 1]?.type === 'table' && numbered.test(plainText([block])) ? [] : [block]
    return [block.content === undefined || block.type === 'heading' ? block : { ...block, content: withoutTableNumbers(block.content) }]
  })
}
