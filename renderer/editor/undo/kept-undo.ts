/**
 * What can be undone on a board is kept for as long as its document is open in this window: whoever looks something up on another board and comes back, and whose editor is made anew,
 * still takes back what they wrote. An editor ends the undo manager that it is given together with itself, and leaves its listeners on it: so it is given one that only lets go of that
 * editor. The most recent boards are kept.
 */
import type { EditorState } from '@tiptap/pm/state'
import { defaultDeleteFilter, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import { ObservableV2 } from 'lib0/observable'
import { UndoManager, type Doc, type Item, type Transaction, type XmlFragment } from 'yjs'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'

/** What is undone no more on the board that nobody was on for the longest time. */
export const maxKeptBoards = 20

type Kept = { readonly manager: UndoManager; readonly end: () => void; isInUse: boolean }

/** By the document: with it, they are gone. */
const keptOf = new WeakMap<Doc, Map<XmlFragment, Kept>>()

/**
 * The undo manager of an editor on `fragment`, a part of a document, in use until the editor is destroyed: the one that the last editor there had, with its steps. An editor
 * beside another one on the same fragment gets one that ends with it.
 */
export function undoManagerOf(fragment: XmlFragment): UndoManager {
  const kept = keptFor(fragment)
  if (kept.isInUse) return newManager(fragment)
  kept.isInUse = true
  return kept.manager
}

/** The undo manager of `fragment` for a change that is made there from another board: that of the editor on it, or the one that the next editor there will have. */
export function undoManagerBeside(fragment: XmlFragment): UndoManager {
  return keptFor(fragment).manager
}

function keptFor(fragment: XmlFragment): Kept {
  const { doc } = fragment
  if (!doc) throw new Error('undo is kept for what is part of a document')
  const all = keptOf.get(doc) ?? new Map<XmlFragment, Kept>()
  keptOf.set(doc, all)
  const kept = all.get(fragment) ?? newKept(fragment, () => {
    // The last one in order is the one that was left last.
    all.delete(fragment)
    all.set(fragment, kept)
    forgetOldest(all)
  })
  all.set(fragment, kept)
  return kept
}

/** Whether an editor is on the content that `manager` is of. */
export function isShown({ doc, scope }: UndoManager): boolean {
  return scope.some((fragment) => keptOf.get(doc)?.get(fragment as XmlFragment)?.isInUse === true)
}

/** The one that an editor with this state was given; null where nothing can be undone. */
export function undoManagerIn(state: EditorState): UndoManager | null {
  return (yUndoPluginKey.getState(state) as { readonly undoManager: UndoManager } | undefined)?.undoManager ?? null
}

/** A board on which nothing can be undone does not count: whoever looks something up goes through many. */
function forgetOldest(all: Map<XmlFragment, Kept>): void {
  const left = [...all].filter(([, { isInUse }]) => !isInUse)
  const kept = new Set(left.filter(([, { manager }]) => manager.undoStack.length + manager.redoStack.length > 0).slice(-maxKeptBoards))
  for (const entry of left) {
    if (kept.has(entry)) continue
    const [fragment, { end }] = entry
    all.delete(fragment)
    end()
  }
}

function newManager(fragment: XmlFragment): UndoManager {
  return new UndoManager(fragment, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    // Undo takes back what the user made, and no block in which there is something of others: stock, that holds for paragraphs only.
    deleteFilter: (item: Item) => defaultDeleteFilter(item, new Set(Object.keys(boardSchema.nodes))),
    captureTransaction: ({ meta }: Transaction) => meta.get('addToHistory') !== false,
  })
}

/** `onLeft`: the editor is gone. */
function newKept(fragment: XmlFragment, onLeft: () => void): Kept {
  const manager = newManager(fragment)
  // Bound by Yjs, and what the end of the document has been given.
  const { destroy } = manager as { readonly destroy: (this: void) => void }
  const kept: Kept = {
    manager,
    end: () => {
      // Yjs may throw away what was kept to be brought back.
      manager.clear()
      manager.destroy = destroy
      destroy()
    },
    isInUse: false,
  }
  manager.destroy = () => {
    ObservableV2.prototype.destroy.call(manager)
    // Tiptap would put the listeners of the editor that is gone back.
    Reflect.deleteProperty(manager, 'restore')
    // By the editor's binding: where its caret was.
    for (const { meta } of [...manager.undoStack, ...manager.redoStack]) meta.clear()
    manager.stopCapturing()
    kept.isInUse = false
    onLeft()
  }
  return kept
}
