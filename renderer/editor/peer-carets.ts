/**
 * The others' carets and selections on this board. What peers say about themselves is untrusted: names pass through
 * `readPresence`, positions are checked before they reach the binding (a malformed one would throw in the middle of an update).
 * Colours are classes (`board.css`), so no style attribute is ever written.
 */
import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { readPresence } from '../../shared/protocol/presence.ts'

type CaretUser = { readonly name: string; readonly color: string; readonly index: number }
type CaretState = { readonly user: CaretUser; readonly cursor: unknown }

/** y-tiptap wants a hexadecimal colour in each state and warns without one; ours are classes. */
const unusedColor = '#000000'

function isId(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value !== 'object') return false
  const { client, clock } = value as { client?: unknown; clock?: unknown }
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && Number(client) >= 0 && Number(clock) >= 0
}

function isRelativePosition(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { type, tname, item } = value as { type?: unknown; tname?: unknown; item?: unknown }
  return isId(type) && isId(item) && (tname === null || tname === undefined || typeof tname === 'string')
}

/** A peer's awareness state as far as a caret can be drawn from it; null otherwise. */
export function readCaret(state: unknown): CaretState | null {
  const presence = readPresence(state)
  const cursor = (state as { cursor?: unknown } | null)?.cursor
  if (!presence || typeof cursor !== 'object' || cursor === null) return null
  const { anchor, head } = cursor as { anchor?: unknown; head?: unknown }
  if (!isRelativePosition(anchor) || !isRelativePosition(head)) return null
  return { user: { name: presence.user.name, color: unusedColor, index: presence.user.color }, cursor: { anchor, head } }
}

/** The awareness as the caret plugin may see it. Own state and writes go straight through. */
function withCheckedStates(awareness: Awareness): Awareness {
  return new Proxy(awareness, {
    get(target, property) {
      if (property === 'getStates') {
        return () => {
          const carets = new Map<number, CaretState>()
          for (const [client, state] of target.getStates()) {
            const caret = client === target.clientID ? null : readCaret(state)
            if (caret) carets.set(client, caret)
          }
          return carets
        }
      }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
    },
  })
}

/** A caret of no width with a name above it: it is taken out of the flow, so that no word moves when somebody comes or goes. */
function drawCaret(user: CaretUser): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `peer-caret peer-${user.index}`
  const label = document.createElement('bdi')
  label.className = 'peer-caret-name'
  label.textContent = user.name
  caret.append(label)
  return caret
}

export const PeerCarets = Extension.create<{ awareness: Awareness | null }>({
  name: 'peerCarets',
  // Right after the sync plugin (1000), whose mapping it reads.
  priority: 999,

  addOptions() {
    return { awareness: null }
  },

  addProseMirrorPlugins() {
    const { awareness } = this.options
    if (!awareness) return []
    return [
      yCursorPlugin(withCheckedStates(awareness), {
        awarenessStateFilter: () => true,
        cursorBuilder: drawCaret,
        selectionBuilder: (user: CaretUser) => ({ class: `peer-selection peer-${user.index}` }),
      }),
    ]
  },
})
