/**
 * The way back from what came into a document out of a file: it goes out again as a change of this computer, for everybody. As soon as somebody has written into what came in, or answered it,
 * there is no such way any more: their words would go with it.
 *
 * Boards, people and other things of lists are hidden, as everybody deletes them: whoever made them may have gone on writing in them elsewhere. What is only ever added to stays: frozen versions,
 * approvals, signatures, what is known of invites, and numbers of outcomes, which nobody is given twice.
 */
import * as Y from 'yjs'
import { setDeleted } from '../../../shared/document/commands/change.ts'
import { readEntries } from '../../../shared/document/entries.ts'
import { isAnswered } from '../../../shared/document/responses/answered.ts'
import { responsesRootsOf } from '../../../shared/document/responses/responses-roots.ts'
import { entryRootsOf, rootsOf, type EntryMap } from '../../../shared/document/roots.ts'
import { followUntilDestroyed, giveBackIn } from '../../../shared/document/undo-step.ts'
import { adopted } from '../own-writers.ts'
import type { WorkshopSession } from '../workshop-session.ts'

/** Origin of what came out of a file. */
const fromFile = Symbol('file')

export class WayBack {
  readonly #session: Pick<WorkshopSession, 'doc' | 'document'>
  readonly #undo: Y.UndoManager
  /** Client → from which clock on to which one it came in, or was put back. */
  readonly #taken = new Map<number, { readonly from: number; readonly to: number }[]>()
  /** Things of lists that were hidden. */
  #hidden: readonly { readonly root: Y.Map<EntryMap>; readonly id: string }[] = []
  /** While it comes in. */
  #isComing = true
  #isOut = false
  #isClosed = false

  /** Takes `update`, a whole document, into that of a session: all of it or nothing. Throws MalformedError. Lasts as long as the session does. */
  constructor(session: Pick<WorkshopSession, 'doc' | 'document' | 'receive'>, update: Uint8Array) {
    const { doc } = session
    this.#session = session
    this.#undo = new Y.UndoManager(doc, {
      // What is put right here because of the file goes out with it, in one step.
      trackedOrigins: new Set([fromFile, adopted]), captureTransaction: ({ origin }) => this.#isComing || origin === this.#undo, captureTimeout: Infinity,
      deleteFilter: (item) => {
        if (this.#staysIn(item)) return false
        giveBackIn(steps, item)
        return true
      },
    })
    const steps = followUntilDestroyed(this.#undo)
    doc.on('afterTransaction', this.#watch)
    doc.on('destroy', this.#close)
    try {
      if (!session.receive(update, fromFile)) throw new Error('a whole document lacks something')
    } catch (error) {
      this.dispose()
      throw error
    }
    this.#isComing = false
  }

  /** Whether everything that came in can go out again, or come back, with nothing of anybody else. */
  get isOpen(): boolean {
    return !this.#isClosed && (this.#isOut || !this.#isHeld())
  }

  /** Takes out what came in. */
  goBack(): void {
    this.#hidden = entriesIn(this.#session).flatMap((root) => readEntries(root).filter(({ entry }) => entry._item && this.#cameIn(entry._item)).map(({ id }) => ({ root, id })))
    this.#undo.undo()
    this.#setOut(true)
  }

  /** Brings back what was taken out. */
  goForth(): void {
    this.#undo.redo()
    this.#setOut(false)
  }

  dispose(): void {
    this.#close()
    const { doc } = this.#session
    doc.off('afterTransaction', this.#watch)
    doc.off('destroy', this.#close)
    this.#undo.destroy()
  }

  readonly #close = (): void => {
    this.#isClosed = true
  }

  readonly #watch = ({ origin, beforeState, afterState, doc: { store } }: Y.Transaction): void => {
    // What is put right here after a change belongs to that change.
    if (origin === adopted && !this.#isComing) return
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0
      if (to <= from) continue
      if (this.#isComing || origin === this.#undo) this.#taken.set(client, [...(this.#taken.get(client) ?? []), { from, to }])
      else if (newest(store.clients.get(client) ?? [], from).some((struct) => struct instanceof Y.Item && this.#isInside(struct))) this.#close()
    }
  }

  /** Whether `item` stands in a type that came in; not in one that is gone already, or hidden now and comes back with it. */
  #isInside(item: Y.Item): boolean {
    const around = aroundOf(item)
    if (around.some(({ deleted }) => deleted) || (this.#isOut && this.#staysIn(item))) return false
    return around.some((one) => this.#cameIn(one))
  }

  /** Whether something that did not come in hangs on what did, without standing inside it: an answer of the room, a board on an item of the programme. */
  #isHeld(): boolean {
    const { doc, document } = this.#session
    const isTheirs = (item: Y.Item): boolean => !this.#cameIn(item)
    if (document === 'responses') {
      return Object.values(responsesRootsOf(doc)).some((root) => [...root._map].some(([id, item]) => !item.deleted && this.#isNew(item) && isAnswered(doc, root, id, isTheirs)))
    }
    const { boards, programme } = rootsOf(doc)
    return readEntries(boards).some(({ entry }) => {
      const item = programme._map.get(String(entry.get('item')))
      return entry._item !== null && isTheirs(entry._item) && item !== undefined && this.#cameIn(item)
    })
  }

  /** Whether there was nothing under its key before: what was only changed is as it was, and stays. */
  #isNew(item: Y.Item): boolean {
    for (let at: Y.Item | null = item; at !== null; at = at.left) if (!this.#cameIn(at)) return false
    return true
  }

  #cameIn({ id }: Y.Item): boolean {
    return this.#taken.get(id.client)?.some(({ from, to }) => id.clock >= from && id.clock < to) ?? false
  }

  /** Whether undo leaves it: it lies in a thing of a list that came in, or in what only grows. */
  #staysIn(item: Y.Item): boolean {
    const [top = item] = aroundOf(item).reverse()
    return lastingIn(this.#session).includes(top.parent) || (this.#cameIn(top) && entriesIn(this.#session).some((root) => root === top.parent))
  }

  #setOut(isOut: boolean): void {
    this.#isOut = isOut
    this.#session.doc.transact(() => {
      for (const { root, id } of this.#hidden) setDeleted(root, id, isOut)
    }, adopted)
  }
}

/** The items in which `item` lies, the nearest first. */
function aroundOf(item: Y.Item): Y.Item[] {
  const around: Y.Item[] = []
  for (let { parent } = item; parent instanceof Y.AbstractType && parent._item !== null; parent = parent._item.parent) around.push(parent._item)
  return around
}

/** The lists of the notes, in which nothing is removed: deleting hides. */
function entriesIn({ doc, document }: Pick<WorkshopSession, 'doc' | 'document'>): readonly Y.Map<EntryMap>[] {
  if (document === 'responses') return []
  return entryRootsOf(doc)
}

/** The types of the document that are only ever added to. */
function lastingIn({ doc, document }: Pick<WorkshopSession, 'doc' | 'document'>): readonly unknown[] {
  if (document === 'responses') return [responsesRootsOf(doc).signatures]
  const { versions, approvals, invites, outcomeNumbers, blobs } = rootsOf(doc)
  return [versions, approvals, invites, outcomeNumbers, blobs]
}

/** Those of `structs`, of one client in their order, that reach behind `clock`. */
function newest(structs: readonly (Y.Item | Y.GC)[], clock: number): readonly (Y.Item | Y.GC)[] {
  let first = structs.length
  for (let struct = structs[first - 1]; struct !== undefined && struct.id.clock + struct.length > clock; struct = structs[first - 1]) first -= 1
  return structs.slice(first)
}
