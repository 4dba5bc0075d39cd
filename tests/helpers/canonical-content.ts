/** Everything that a document holds, in one form that does not depend on who wrote it, in which order, or on which machine. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { linkingFragment, partsWithLinking, rootsOf } from '../../shared/document/roots.ts'

/** SHA-256 over the content of all root types: equal on two replicas exactly when they show the same, deleted things included. */
export function contentHash(doc: Y.Doc): string {
  const content = Object.fromEntries([
    ...Object.entries(rootsOf(doc)).map(([name, root]) => [name, (root as Y.AbstractType<unknown>).toJSON() as unknown]),
    ...partsWithLinking(doc).map((part) => [`linking:${part}`, linkingFragment(doc, part).toJSON()]),
  ])
  return createHash('sha256').update(JSON.stringify(inOrder(content))).digest('hex')
}

/** The same value with the keys of every object sorted; arrays keep their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]))
}
