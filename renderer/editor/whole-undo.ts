/**
 * A block that undo leaves, because somebody else wrote in it, stays what it is. The values of its attributes are entries of the shared document like its
 * words: stock undo takes those back and leaves an outcome without id, kind and number, a heading of the first level, words that are no longer
 * confidential. And what others wrote is also what stands in the fields of an outcome or a picture, in which there may be no word of theirs.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { ContentType, getItem, Item, iterateDeletedStructs, XmlElement, type Transaction, type UndoManager } from 'yjs'

/** Blocks with fields that people fill in. */
const blocksWithFields: ReadonlySet<string> = new Set(['outcome', 'image'])

export const WholeUndo = Extension.create({
  name: 'wholeUndo',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('wholeUndo'),
        view: ({ state }) => ({ destroy: keepBlocksWhole((yUndoPluginKey.getState(state) as { readonly undoManager: UndoManager }).undoManager) }),
      }),
    ]
  },
})

/** Tells `undoManager` what to leave; returns the end of that. */
function keepBlocksWhole(undoManager: UndoManager): () => void {
  const { doc, deleteFilter } = undoManager
  let steps: UndoManager['undoStack'] = []
  let made: { readonly step: unknown; readonly blocks: ReadonlySet<Item> } | null = null
  let running: Transaction | null = null
  const stack = (): UndoManager['undoStack'] => (undoManager.undoing ? undoManager.undoStack : undoManager.redoStack)
  const onBegin = (transaction: Transaction): void => {
    if (transaction.origin !== undoManager) return
    running = transaction
    steps = [...stack()]
    made = null
  }
  /** The blocks that the step made which is being taken back: the one that is gone from the top of the stack. */
  const blocksOfStep = (): ReadonlySet<Item> => {
    const step = steps[stack().length]
    if (step === undefined || running === null) return new Set()
    if (made?.step !== step) made = { step, blocks: blocksMadeBy(running, step) }
    return made.blocks
  }
  const isKeptWithBlock = ({ parent, parentSub }: Item): boolean => parentSub !== null && parent instanceof XmlElement && parent._item !== null && blocksOfStep().has(parent._item)
  undoManager.deleteFilter = (item) => deleteFilter(item) && !isKeptWithBlock(item) && !hasFieldsOfOthers(item, doc.clientID)
  doc.on('beforeTransaction', onBegin)
  return () => doc.off('beforeTransaction', onBegin)
}

/** As they are now: what undo has brought back is another item. */
function blocksMadeBy(transaction: Transaction, { insertions }: UndoManager['undoStack'][number]): ReadonlySet<Item> {
  const blocks = new Set<Item>()
  iterateDeletedStructs(transaction, insertions, (struct) => {
    if (struct instanceof Item && struct.content instanceof ContentType && struct.content.type instanceof XmlElement) blocks.add(itemNow(transaction, struct))
  })
  return blocks
}

function itemNow(transaction: Transaction, item: Item): Item {
  const again = item.redone === null ? null : getItem(transaction.doc.store, item.redone)
  return again instanceof Item ? itemNow(transaction, again) : item
}

function hasFieldsOfOthers({ content }: Item, client: number): boolean {
  if (!(content instanceof ContentType && content.type instanceof XmlElement && blocksWithFields.has(content.type.nodeName))) return false
  return [...content.type._map.values()].some((field) => !field.deleted && field.id.client !== client)
}
