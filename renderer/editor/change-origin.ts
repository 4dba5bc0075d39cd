/**
 * Peers must never answer each other with writes: a plugin that tidies up after a remote change does so on every machine at
 * once, each tidying is a remote change for the others, and content doubles or fights. So whatever ProseMirror plugins append
 * to a transaction that came from the shared document is refused here, in one place, for stock and own plugins alike.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import type { Doc, Transaction as YTransaction } from 'yjs'

/** What ties an editor to the shared document; null before it is there. */
export function bindingOf(state: EditorState): ProsemirrorBinding | null {
  return (ySyncPluginKey.getState(state) as { readonly binding: ProsemirrorBinding | null } | undefined)?.binding ?? null
}

/** What the binding says of a change that it shows. */
type ShownChange = { readonly isChangeOrigin?: boolean; readonly isUndoRedoOperation?: boolean } | undefined

/** True for a transaction that brings a change out of the shared document: a peer's, or the user's own undo. */
export function isFromDocument(transaction: Transaction): boolean {
  return (transaction.getMeta(ySyncPluginKey) as ShownChange)?.isChangeOrigin === true
}

/** True for one by which the user undoes or redoes something. */
export function isOwnUndo(transaction: Transaction): boolean {
  return (transaction.getMeta(ySyncPluginKey) as ShownChange)?.isUndoRedoOperation === true
}

/** True when the user (or a command on the user's behalf) changed the document in one of `transactions`. */
export function hasLocalChange(transactions: readonly Transaction[]): boolean {
  return transactions.some((transaction) => transaction.docChanged && !isFromDocument(transaction))
}

/**
 * Runs `change`, which dispatches to an editor on `doc`, and puts `writes` into the transaction with which the binding writes
 * that change down: both are one update and arrive together everywhere. A transaction around the two would not do: the binding
 * would take its own change for a peer's and draw the board anew. When the editor writes nothing, `writes` does not run.
 */
export function writeAlong(doc: Doc, change: () => void, writes: () => void): void {
  let isWritten = false
  const onBegin = (transaction: YTransaction): void => {
    if (isWritten || transaction.origin !== ySyncPluginKey) return
    isWritten = true
    writes()
  }
  doc.on('beforeTransaction', onBegin)
  try {
    change()
  } finally {
    doc.off('beforeTransaction', onBegin)
  }
}

export const NoAnswersToPeers = Extension.create<object, { isBeingDrawn: boolean }>({
  name: 'noAnswersToPeers',

  addStorage() {
    return { isBeingDrawn: false }
  },

  dispatchTransaction({ transaction, next }) {
    const { storage } = this
    const wasBeingDrawn = storage.isBeingDrawn
    storage.isBeingDrawn = isFromDocument(transaction)
    try {
      next(transaction)
    } finally {
      storage.isBeingDrawn = wasBeingDrawn
    }
  },

  addProseMirrorPlugins() {
    const { storage } = this
    return [
      new Plugin({
        key: new PluginKey('noAnswersToPeers'),
        // ProseMirror says only behind this filter to which transaction another one was appended.
        filterTransaction: (transaction) => !(storage.isBeingDrawn && transaction.docChanged && !isFromDocument(transaction)),
      }),
    ]
  },
})
