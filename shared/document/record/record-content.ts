/** Rich text in records: what people write by hand becomes nodes of the board schema, or problems with a path. */
import type { Node as ProseMirrorNode } from 'prosemirror-model'
import { newId, type OutcomeId } from '../../model/ids.ts'
import { outcomeKinds, type OutcomeKind } from '../../model/workshop.ts'
import { isMarkAttribute, isNodeAttribute, isSafeHref } from '../boards/board-attributes.ts'
import { maxContentDepth } from '../boards/board-content.ts'
import { boardSchema } from '../boards/board-schema.ts'
import type { RecordNode, RecordProblem } from './record-schema.ts'

/** An outcome in the text, with the id it brought along or got. */
export type OutcomeSeen = { readonly id: string; readonly kind: OutcomeKind; readonly path: string }

type JsonNode = Exclude<RecordNode, string>

/**
 * The blocks as a `doc` node, checked against the board schema; null for no blocks, and after problems, which are added to
 * `problems`. Outcomes are added to `outcomes` in the order in which they stand.
 */
export function recordContent(
  blocks: readonly RecordNode[], path: string, problems: RecordProblem[], outcomes: OutcomeSeen[],
): ProseMirrorNode | null {
  if (blocks.length === 0) return null
  const before = problems.length
  const content = blocks.map((block, index) => expand(block, true, `${path}[${index}]`, 1, problems, outcomes))
  if (problems.length > before) return null
  try {
    const doc = boardSchema.nodeFromJSON({ type: 'doc', content })
    doc.check()
    return doc
  } catch (error) {
    problems.push({ path, reason: error instanceof Error ? error.message : String(error) })
    return null
  }
}

function expand(
  node: RecordNode, isBlock: boolean, path: string, depth: number, problems: RecordProblem[], outcomes: OutcomeSeen[],
): JsonNode {
  if (typeof node === 'string') {
    if (!isBlock) return { type: 'text', text: node }
    return node === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: node }] }
  }
  const refuse = (at: string, reason: string): JsonNode => {
    problems.push({ path: at, reason })
    return { type: 'paragraph' }
  }
  const type = Object.hasOwn(boardSchema.nodes, node.type) && node.type !== 'doc' ? boardSchema.nodes[node.type] : undefined
  // One more than an editor opens: reading gives a line of its own to what lies deeper.
  if (depth > maxContentDepth + 1 && type?.isText !== true) return refuse(path, `nested more than ${maxContentDepth} levels deep`)
  if (!type) return refuse(`${path}.type`, `"${node.type}" is not a kind of node on boards`)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (!isNodeAttribute(node.type, name, value)) return refuse(`${path}.attrs.${name}`, `${JSON.stringify(value)} is not a value of "${name}" of ${node.type}`)
  }
  for (const [index, mark] of (node.marks ?? []).entries()) {
    const at = `${path}.marks[${index}]`
    if (!Object.hasOwn(boardSchema.marks, mark.type)) return refuse(`${at}.type`, `"${mark.type}" is not a kind of mark on boards`)
    for (const [name, value] of Object.entries(mark.attrs ?? {})) {
      if (!isMarkAttribute(mark.type, name, value)) return refuse(`${at}.attrs.${name}`, `${JSON.stringify(value)} is not a value of "${name}" of ${mark.type}`)
    }
    const href = mark.attrs?.['href']
    if (mark.type === 'link' && !(typeof href === 'string' && isSafeHref(href))) {
      return refuse(`${at}.attrs.href`, 'a link begins with http:, https: or mailto:')
    }
  }
  if (type.isText) return node.text ? node : refuse(`${path}.text`, 'a text node has at least one character')
  const attrs = node.type === 'outcome' ? outcomeAttributes(node, path, outcomes) : node.attrs
  const content = node.content?.map((child, index) =>
    expand(child, !type.inlineContent, `${path}.content[${index}]`, depth + 1, problems, outcomes))
  return { type: node.type, ...(attrs && { attrs }), ...(content && { content }), ...(node.marks && { marks: node.marks }) }
}

function outcomeAttributes(node: JsonNode, path: string, outcomes: OutcomeSeen[]): Record<string, unknown> {
  const given = node.attrs?.['id']
  const id = typeof given === 'string' && given !== '' ? given : newId<OutcomeId>()
  const kind = outcomeKinds.find((known) => known === node.attrs?.['kind']) ?? 'decision'
  outcomes.push({ id, kind, path })
  return { ...node.attrs, kind, id }
}
