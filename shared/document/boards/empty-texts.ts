/**
 * Gives every empty text block its shared text at once. The editor's binding makes one only with the first character: two people
 * who begin to type in the same empty paragraph at the same moment then make one each, and the binding merges the two by deleting
 * one, with what somebody typed into it meanwhile. Where a text is already there, both type into it, and nothing needs merging;
 * the binding keeps a text that becomes empty.
 */
import * as Y from 'yjs'
import type { Release } from '../../util/disposable-store.ts'
import { boardSchema } from './board-schema.ts'

/**
 * Follows the text blocks that this peer makes in `doc` by transactions for which `isOwn(origin)` holds (the binding's), and adds
 * their texts in a transaction of the same origin right behind, so that it is undone together with them.
 */
export function keepSharedTexts(doc: Y.Doc, isOwn: (origin: unknown) => boolean): Release {
  const follow = (transaction: Y.Transaction): void => {
    if (!transaction.local || !isOwn(transaction.origin)) return
    const made = [...transaction.changed.keys()].flatMap((parent) => (parent instanceof Y.XmlFragment ? blocksMadeIn(transaction, parent) : []))
    if (made.length === 0) return
    doc.transact(() => {
      for (const block of made) addSharedText(block)
    }, transaction.origin)
  }
  doc.on('afterTransaction', follow)
  return () => doc.off('afterTransaction', follow)
}

/** Adds the missing texts to content that was just written and that nobody else has seen. */
export function addSharedTexts(fragment: Y.XmlFragment): void {
  for (const block of emptyTextBlocks(fragment.toArray())) addSharedText(block)
}

function addSharedText(block: Y.XmlElement): void {
  if (block.length === 0) block.insert(0, [new Y.XmlText()])
}

/** The empty text blocks below `parent` that came with this transaction; those that are older may have a text on its way. */
function blocksMadeIn({ beforeState }: Y.Transaction, parent: Y.XmlFragment): Y.XmlElement[] {
  const isNew = (child: unknown): boolean => {
    if (!(child instanceof Y.XmlElement)) return false
    const id = Y.createRelativePositionFromTypeIndex(child, 0).type
    return id !== null && id.clock >= (beforeState.get(id.client) ?? 0)
  }
  return emptyTextBlocks((parent.toArray() as readonly unknown[]).filter(isNew))
}

/** Without recursion: the depth is a stranger's choice. */
function emptyTextBlocks(nodes: readonly unknown[]): Y.XmlElement[] {
  const found: Y.XmlElement[] = []
  const pending = [...nodes]
  while (pending.length > 0) {
    const node = pending.pop()
    if (!(node instanceof Y.XmlElement)) continue
    const type = Object.hasOwn(boardSchema.nodes, node.nodeName) ? boardSchema.nodes[node.nodeName] : undefined
    if (type?.isTextblock && node.length === 0) found.push(node)
    else pending.push(...node.toArray())
  }
  return found
}
