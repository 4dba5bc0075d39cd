/**
 * A passage that is left out of the minutes stays left out when its block is deleted and undo brings it back, and when it is moved to another board. To Yjs what is there then
 * is another block, and only the computer that does it knows which one it was: so it is noted there and then.
 */
import * as Y from 'yjs'
import { rootsOf } from '../roots.ts'
import { hiddenKey, hiddenPassages, keyOfHidden } from './shortening.ts'

/** Follows the undoing of `doc`, with whatever undo manager; returns what ends that. */
export function keepHidden(doc: Y.Doc): () => void {
  const onTransaction = ({ origin }: Y.Transaction): void => {
    if (!(origin instanceof Y.UndoManager)) return
    const { minutesParts } = rootsOf(doc)
    const found = hiddenPassages(doc).flatMap(({ board, block, basis }) => {
      const key = keyOfHidden(board, idNow(doc, block))
      return minutesParts.has(key) ? [] : [{ key, basis }]
    })
    if (found.length > 0) doc.transact(() => found.forEach(({ key, basis }) => minutesParts.set(key, basis)), 'keep hidden')
  }
  doc.on('afterTransaction', onTransaction)
  return () => doc.off('afterTransaction', onTransaction)
}

/** Notes that `to`, a block of any board, is left out of the minutes as `from` is. For the caller's transaction. */
export function leaveOutAs(doc: Y.Doc, from: Y.XmlElement | Y.XmlText, to: Y.XmlElement | Y.XmlText): void {
  const { boards, minutesParts } = rootsOf(doc)
  const keyOf = (block: Y.XmlElement | Y.XmlText): string => {
    const [board] = [...boards].find(([, entry]) => entry.get('content') === block.parent) ?? []
    return (board !== undefined && hiddenKey(board, block)) || ''
  }
  const basis = minutesParts.get(keyOf(from))
  const key = keyOf(to)
  if (typeof basis === 'string' && key !== '') minutesParts.set(key, basis)
}

/** What `id` was brought back as last; itself for what was never deleted and brought back here. */
function idNow(doc: Y.Doc, id: Y.ID): Y.ID {
  if (id.clock >= Y.getState(doc.store, id.client)) return id
  const struct = Y.getItem(doc.store, id)
  return struct instanceof Y.Item && struct.redone !== null ? idNow(doc, struct.redone) : id
}
