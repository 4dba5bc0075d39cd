/** Whether imported blocks are what an editor may bind to: the guard that opens boards read-only finds nothing in them. */
import * as Y from 'yjs'
import { readContent, writeContent } from '../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { contentProblems, type ContentProblem } from '../../shared/document/boards/content-guard.ts'
import type { RichNode } from '../../shared/model/workshop.ts'

export function boardProblems(blocks: readonly RichNode[]): readonly ContentProblem[] {
  const node = boardSchema.nodeFromJSON({ type: 'doc', content: blocks })
  node.check()
  const doc = new Y.Doc()
  try {
    const fragment = doc.getXmlFragment('board')
    writeContent(fragment, node)
    if (JSON.stringify(readContent(fragment)) !== JSON.stringify(blocks)) return [{ kind: 'misplaced', name: 'reads back otherwise' }]
    return contentProblems(fragment)
  } finally {
    doc.destroy()
  }
}
