/**
 * A block that undo leaves, because somebody else wrote in it, stays what it is. The values of its attributes are entries of the shared document like its
 * words: stock undo takes those back and leaves an outcome without id, kind and number, a heading of the first level, words that are no longer
 * confidential. And what others wrote is also what stands in the fields of an outcome or a picture, in which there may be no word of theirs.
 * It stays theirs when a block was deleted and came back by undo in between, which makes all that is in it entries of one's own.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ContentType, isDeleted, Item, iterateDeletedStructs, XmlElement, type Transaction, type UndoManager } from 'yjs'
import { piecesNow } from '../../../shared/document/undo-in-order.ts'
import { followUndo, giveBackIn } from '../../../shared/document/undo-step.ts'
import { undoManagerIn } from './kept-undo.ts'

/** Blocks with fields that people fill in. */
const blocksWithFields: ReadonlySet<string> = new Set(['outcome', 'image'])

export const WholeUndo = Extension.create({
  name: 'wholeUndo',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('wholeUndo'),
        view({ state }) {
          const undoManager = undoManagerIn(state)
          return undoManager === null ? {} : { destroy: keepBlocksWhole(undoManager) }
        },
      }),
    ]
  },
})

/** What others filled in and undo has brought back: that is an entry of one's own, as the shared document has it. Known for longer than an editor is there, as undo is. */
const broughtBack = new WeakSet<Item>()

/** Tells `undoManager` what to leave; returns the end of that. */
export function keepBlocksWhole(undoManager: UndoManager): () => void {
  const { doc, deleteFilter } = undoManager
  let made: { readonly step: unknown; readonly blocks: ReadonlySet<Item> } | null = null
  const isOfOthers = (item: Item): boolean => item.id.client !== doc.clientID || broughtBack.has(item)
  const steps = followUndo(undoManager, (transaction, gone) => {
    for (const { deletions } of gone) {
      iterateDeletedStructs(transaction, deletions, (struct) => {
        if (struct instanceof Item && struct.parentSub !== null && isOfOthers(struct)) for (const now of piecesNow(transaction, struct)) broughtBack.add(now)
      })
    }
    made = null
  })
  /** The blocks that the step made which is being taken back. */
  const blocksOfStep = (): ReadonlySet<Item> => {
    const now = steps.now()
    if (now === undefined) return new Set()
    if (made?.step !== now.step) made = { step: now.step, blocks: blocksMadeBy(now.transaction, now.step) }
    return made.blocks
  }
  undoManager.deleteFilter = (item) => {
    // First of all: this also cuts off what the item is one with.
    const blocks = blocksOfStep()
    const { parent, parentSub } = item
    const isKeptWithBlock = parentSub !== null && parent instanceof XmlElement && parent._item !== null && blocks.has(parent._item)
    const step = steps.now()?.step
    // What the step itself brought back goes with it: redo of a deletion deletes the whole block again.
    const isLeft = (field: Item): boolean => isOfOthers(field) && !(step && isDeleted(step.insertions, field.id))
    if (!deleteFilter(item) || isKeptWithBlock || hasFields(item, isLeft)) return false
    giveBackIn(steps, item)
    return true
  }
  return () => {
    steps.end()
    undoManager.deleteFilter = deleteFilter
  }
}

/** As they are now: what undo has brought back is another item. Of words that lie in several pieces now, those behind the first are taken back here. */
function blocksMadeBy(transaction: Transaction, { insertions }: UndoManager['undoStack'][number]): ReadonlySet<Item> {
  const blocks = new Set<Item>()
  iterateDeletedStructs(transaction, insertions, (struct) => {
    if (!(struct instanceof Item)) return
    const [now, ...rest] = piecesNow(transaction, struct)
    for (const piece of rest) piece.delete(transaction)
    if (now && struct.content instanceof ContentType && struct.content.type instanceof XmlElement) blocks.add(now)
  })
  return blocks
}

function hasFields({ content }: Item, isCounted: (field: Item) => boolean): boolean {
  if (!(content instanceof ContentType && content.type instanceof XmlElement && blocksWithFields.has(content.type.nodeName))) return false
  // An id is nothing that people fill in: one that two people moved while they were apart gets its own from whichever engine sees it first.
  return [...content.type._map].some(([name, field]) => name !== 'id' && !field.deleted && isCounted(field))
}
