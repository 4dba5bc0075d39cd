/** Plain text as content of a board: every line as it is, nothing read into it. */
import type { RichNode } from '../model/workshop.ts'
import { Collector } from './board/collector.ts'
import { finishDocument } from './board/finish.ts'
import type { ImportedDocument } from './imported.ts'

export function readPlainText(text: string, name: string): ImportedDocument {
  const nodes = text.split(/\r\n|[\n\r\v\f\u2028\u2029]/).map((line): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }))
  return finishDocument(nodes, new Collector(), { title: '', name })
}
