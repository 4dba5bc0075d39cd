/**
 * The way back from what came into a document out of a file: it goes out again as a change of this computer, for everybody. As soon as somebody has written into what came in, there is
 * no such way any more: their words would go with it.
 */
import * as Y from 'yjs'
import { adopted, type WorkshopSession } from '../workshop-session.ts'

/** Origin of what came out of a file. */
const fromFile = Symbol('file')

export class WayBack {
  readonly #doc: Y.Doc
  readonly #undo: Y.UndoManager
  /** Client → from which clock on to which one it was not here before. */
  readonly #taken = new Map<number, { readonly from: number; readonly to: number }>()
  #isClosed = false

  /** Takes `update`, a whole document, into that of a session: all of it or nothing. Throws MalformedError. Lasts as long as the session does. */
  constructor(session: Pick<WorkshopSession, 'doc' | 'receive'>, update: Uint8Array) {
    const { doc } = session
    this.#doc = doc
    this.#undo = new Y.UndoManager(doc, { trackedOrigins: new Set([fromFile]), captureTimeout: 0 })
    doc.on('afterTransaction', this.#watch)
    doc.on('destroy', this.#close)
    try {
      if (!session.receive(update, fromFile)) throw new Error('a whole document lacks something')
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /** Whether everything that came in can go out again, with nothing of anybody else. */
  get isOpen(): boolean {
    return !this.#isClosed
  }

  /** Takes out what came in. */
  goBack(): void {
    this.#undo.undo()
  }

  /** Brings back what was taken out. */
  goForth(): void {
    this.#undo.redo()
  }

  dispose(): void {
    this.#close()
    this.#doc.off('afterTransaction', this.#watch)
    this.#doc.off('destroy', this.#close)
    this.#undo.destroy()
  }

  readonly #close = (): void => {
    this.#isClosed = true
  }

  readonly #watch = ({ origin, beforeState, afterState, doc: { store } }: Y.Transaction): void => {
    // What is put right here after a change belongs to that change.
    if (origin === this.#undo || origin === adopted) return
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0
      if (to <= from) continue
      if (origin === fromFile) this.#taken.set(client, { from, to })
      else if (newest(store.clients.get(client) ?? [], from).some((struct) => struct instanceof Y.Item && this.#isInside(struct))) this.#close()
    }
  }

  /** Whether `item` stands in a type that came in. */
  #isInside(item: Y.Item): boolean {
    for (let { parent } = item; parent instanceof Y.AbstractType; parent = parent._item?.parent ?? null) {
      const id = parent._item?.id
      const taken = id && this.#taken.get(id.client)
      if (id && taken && id.clock >= taken.from && id.clock < taken.to) return true
    }
    return false
  }
}

/** Those of `structs`, of one client in their order, that reach behind `clock`. */
function newest(structs: readonly (Y.Item | Y.GC)[], clock: number): readonly (Y.Item | Y.GC)[] {
  let first = structs.length
  for (let struct = structs[first - 1]; struct !== undefined && struct.id.clock + struct.length > clock; struct = structs[first - 1]) first -= 1
  return structs.slice(first)
}
