/** Rich text in records: what people write by hand becomes nodes of the board schema, or problems with a path. */
import type { ContentMatch, Node as ProseMirrorNode, NodeType } from 'prosemirror-model'
import { newId, type OutcomeId } from '../../model/ids.ts'
import { outcomeKinds, type OutcomeKind } from '../../model/workshop.ts'
import { isMarkAttribute, isNodeAttribute, isSafeHref } from '../boards/board-attributes.ts'
import { maxContentDepth } from '../boards/board-content.ts'
import { boardSchema } from '../boards/board-schema.ts'
import type { RecordProblem, RecordProblemKind } from './record-problem.ts'
import type { RecordNode } from './record-schema.ts'

/** An outcome in the text, with the id it brought along or got. */
export type OutcomeSeen = { readonly id: string; readonly kind: OutcomeKind; readonly path: string }

type JsonNode = Exclude<RecordNode, string>

/** As the board schema reads it: strings have become nodes. */
type SchemaNode = Omit<JsonNode, 'content'> & { readonly content?: readonly SchemaNode[] }

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
  const doc = docOf(content)
  if (doc === null) problems.push({ path: misplacedIn(content, boardSchema.topNodeType, path, path) ?? path, kind: 'misplaced', value: '' })
  return doc
}

/** Null for blocks that the schema does not allow there. */
function docOf(content: readonly SchemaNode[]): ProseMirrorNode | null {
  try {
    const doc = boardSchema.nodeFromJSON({ type: 'doc', content })
    doc.check()
    return doc
  } catch {
    return null
  }
}

/** Where the first node stands that its parent, of `type` and at `at`, may not hold so, or else the parent that lacks one; null for none. `path`: of `content`. */
function misplacedIn(content: readonly SchemaNode[], type: NodeType, at: string, path: string): string | null {
  let match: ContentMatch | null = type.contentMatch
  for (const [index, child] of content.entries()) {
    const place = `${path}[${index}]`
    const childType = boardSchema.nodes[child.type]
    if (childType === undefined) return place
    match = match.matchType(childType)
    if (match === null || !type.allowsMarks((child.marks ?? []).map((mark) => boardSchema.mark(mark.type, mark.attrs)))) return place
    const inside = misplacedIn(child.content ?? [], childType, place, `${place}.content`)
    if (inside !== null) return inside
  }
  return match.validEnd ? null : at
}

function expand(
  node: RecordNode, isBlock: boolean, path: string, depth: number, problems: RecordProblem[], outcomes: OutcomeSeen[],
): SchemaNode {
  if (typeof node === 'string') {
    if (!isBlock) return { type: 'text', text: node }
    return node === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: node }] }
  }
  const refuse = (at: string, kind: RecordProblemKind, value = ''): SchemaNode => {
    problems.push({ path: at, kind, value })
    return { type: 'paragraph' }
  }
  const type = Object.hasOwn(boardSchema.nodes, node.type) && node.type !== 'doc' ? boardSchema.nodes[node.type] : undefined
  // One more than an editor opens: reading gives a line of its own to what lies deeper.
  if (depth > maxContentDepth + 1 && type?.isText !== true) return refuse(path, 'too-deep', String(maxContentDepth))
  if (!type) return refuse(`${path}.type`, 'unknown-node', node.type)
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (!isNodeAttribute(node.type, name, value)) return refuse(`${path}.attrs.${name}`, 'bad-attribute', JSON.stringify(value))
  }
  for (const [index, mark] of (node.marks ?? []).entries()) {
    const at = `${path}.marks[${index}]`
    if (!Object.hasOwn(boardSchema.marks, mark.type)) return refuse(`${at}.type`, 'unknown-mark', mark.type)
    for (const [name, value] of Object.entries(mark.attrs ?? {})) {
      if (!isMarkAttribute(mark.type, name, value)) return refuse(`${at}.attrs.${name}`, 'bad-attribute', JSON.stringify(value))
    }
    const href = mark.attrs?.['href']
    if (mark.type === 'link' && !(typeof href === 'string' && isSafeHref(href))) {
      return refuse(`${at}.attrs.href`, 'bad-link')
    }
  }
  if (type.isText) return node.text ? { ...node, content: [] } : refuse(`${path}.text`, 'empty-text')
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
