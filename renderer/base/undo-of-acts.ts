/**
 * Undo of acts on a workshop takes back one's own and nothing of others. Stock undo of adding a board, an item or a person takes the entry out of the shared document, for
 * everybody and for good, and with it all that others wrote into it, here or without a network. So what a step added is hidden, as by deleting, and redo shows it again;
 * what somebody else is at work in stays.
 */
import * as Y from 'yjs'
import { entryRootsOf, rootsOf } from '../../shared/document/roots.ts'
import { followUntilDestroyed, giveBackIn, type UndoStep } from '../../shared/document/undo-step.ts'

/** Undo of what `trackedOrigins` change in the notes, but for frozen versions, invites and numbers, which only grow; `captureTimeout` as in Yjs. */
export function undoOfActs(doc: Y.Doc, trackedOrigins: ReadonlySet<unknown>, captureTimeout: number): Y.UndoManager {
  let known: { readonly step: UndoStep; readonly made: Made } | null = null
  const madeBy = (step: UndoStep): Made => {
    if (known?.step !== step) known = { step, made: readMade(doc, step) }
    return known.made
  }
  const { meta, programme, people, organisations, matters, boards, minutesParts, translations, approvals, corrections } = rootsOf(doc)
  const scope = [meta, programme, people, organisations, matters, boards, minutesParts, translations, approvals, corrections]
  const manager = new Y.UndoManager(scope as Y.AbstractType<unknown>[], {
    trackedOrigins: new Set(trackedOrigins),
    captureTimeout,
    deleteFilter: (item) => {
      const now = steps.now()
      if (now === undefined) return true
      const { entries, types } = madeBy(now.step)
      const outermost = outermostOf(item, types)
      if (outermost === null) {
        giveBackIn(steps, item)
        return true
      }
      const isInUse = entries.get(outermost)
      if (isInUse === undefined) return !holdsOthers(outermost, doc.clientID)
      const entry = typeIn(outermost)
      if (isInUse || item.parentSub !== 'deleted' || item.parent !== entry || !(entry instanceof Y.Map)) return false
      entry.set('deleted', true)
      return true
    },
  })
  const steps = followUntilDestroyed(manager, () => {
    known = null
  })
  return manager
}

/** What a step made: the entries, and whether others are at work in one; and all shared types, entries among them. */
type Made = { readonly entries: ReadonlyMap<Y.Item, boolean>; readonly types: ReadonlySet<Y.Item> }

function readMade(doc: Y.Doc, { insertions }: UndoStep): Made {
  const types = new Set<Y.Item>()
  for (const [client, ranges] of insertions.clients) {
    const structs = doc.store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
        const struct = structs[index]
        if (struct === undefined || struct.id.clock >= clock + len) break
        if (struct instanceof Y.Item && typeIn(struct) !== null) types.add(struct)
      }
    }
  }
  const roots = new Set<unknown>(entryRootsOf(doc))
  const made = [...types].filter(({ parent }) => roots.has(parent))
  const owners = new Set(made.map((entry) => ownerOf(doc, entry)))
  // A board of somebody else on an item that was added here is hidden with the item.
  const around = [...rootsOf(doc).boards.values()].flatMap((board) => (board instanceof Y.Map && board._item !== null && board.get('deleted') !== true && owners.has(ownerOf(doc, board._item)) ? [board._item] : []))
  const inUse = new Set([...made, ...around].filter((entry) => holdsOthers(entry, doc.clientID)).map((entry) => ownerOf(doc, entry)))
  return { types, entries: new Map(made.map((entry) => [entry, inUse.has(ownerOf(doc, entry))])) }
}

/** The id of what an entry comes and goes with: of the item of a board, else its own. */
function ownerOf(doc: Y.Doc, entry: Y.Item): unknown {
  const item: unknown = entry.parent === rootsOf(doc).boards ? (typeIn(entry) as Y.Map<unknown>).get('item') : null
  return typeof item === 'string' ? item : entry.parentSub
}

function typeIn({ content }: Y.Item): Y.AbstractType<unknown> | null {
  return content instanceof Y.ContentType ? (content.type as Y.AbstractType<unknown>) : null
}

/** The outermost of `types` around `item`, itself included. */
function outermostOf(item: Y.Item, types: ReadonlySet<Y.Item>): Y.Item | null {
  let outermost: Y.Item | null = null
  for (let at: Y.Item | null = item; at !== null; at = (at.parent as Y.AbstractType<unknown>)._item) if (types.has(at)) outermost = at
  return outermost
}

/** Whether anything in the shared type of `item` is of another client than `own`. Without recursion: how deep a board is nested is a stranger's choice. */
function holdsOthers(item: Y.Item, own: number): boolean {
  const pending: (Y.AbstractType<unknown> | null)[] = [typeIn(item)]
  if (item.id.client !== own) return true
  for (let type = pending.pop(); type; type = pending.pop()) {
    const inside = [...type._map.values()]
    for (let next = type._start; next !== null; next = next.right) inside.push(next)
    for (const child of inside) {
      if (child.deleted) continue
      if (child.id.client !== own) return true
      if (typeIn(child) !== null) pending.push(typeIn(child))
    }
  }
  return false
}
