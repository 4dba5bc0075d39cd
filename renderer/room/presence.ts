/** Who else is in the workshop, and on which board. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { caretColor, readPresence, type Presence } from '../../shared/protocol/presence.ts'

/** One person as seen by others; several windows or devices of the same person count once per board. */
export type Peer = Presence & { readonly key: string }

/** Tells the others who this is. Which board is looked at, the board itself tells. */
export function usePresenceOf(awareness: Awareness, name: string, organisation: string): void {
  useEffect(() => {
    awareness.setLocalStateField('user', { name, organisation, color: caretColor(name, organisation) })
  }, [awareness, name, organisation])
}

/** The other people in the workshop, by name. */
export function readPeers(awareness: Awareness): readonly Peer[] {
  const peers = new Map<string, Peer>()
  for (const [clientId, state] of awareness.getStates()) {
    const presence = clientId === awareness.clientID ? null : readPresence(state)
    if (!presence) continue
    const key = JSON.stringify([presence.user.name, presence.user.organisation, presence.board])
    // Somebody who has just come from the relay into the room is in the room.
    if (presence.user.through === null || !peers.has(key)) peers.set(key, { ...presence, key })
  }
  return [...peers.values()].sort((a, b) => a.user.name.localeCompare(b.user.name) || (a.key < b.key ? -1 : 1))
}

/** Everybody among `peers` once, whatever boards they have open. */
export function usersOf(peers: readonly Peer[]): readonly Presence['user'][] {
  return [...new Map(peers.map(({ user }) => [keyOf(user), user])).values()]
}

/** Tells people apart, as far as they say who they are. */
export function keyOf({ name, organisation }: Presence['user']): string {
  return JSON.stringify([name, organisation])
}

/** `readPeers`, followed. */
export function usePeers(awareness: Awareness): readonly Peer[] {
  const store = peerStoreOf(awareness)
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

type PeerStore = { readonly subscribe: (onChange: () => void) => () => void; readonly snapshot: () => readonly Peer[] }
const peerStores = new WeakMap<Awareness, PeerStore>()

// Carets move with every keystroke: the list is handed out anew only when it says something new.
function peerStoreOf(awareness: Awareness): PeerStore {
  const known = peerStores.get(awareness)
  if (known) return known
  let peers: readonly Peer[] = []
  const store: PeerStore = {
    subscribe: (onChange) => {
      awareness.on('change', onChange)
      return () => awareness.off('change', onChange)
    },
    snapshot: () => {
      const now = readPeers(awareness)
      const isSame = now.length === peers.length && now.every(({ key, user }, index) => key === peers[index]?.key && user.through === peers[index]?.user.through)
      if (!isSame) peers = now
      return peers
    },
  }
  peerStores.set(awareness, store)
  return store
}

/** Up to two letters for a person's mark: first letters of the first and last word. One where letters join: two would make a word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u)
  const first = words[0] ?? ''
  const last = words.length > 1 && !/\p{Script=Arabic}/u.test(name) ? (words.at(-1) ?? '') : ''
  const graphemes = new Intl.Segmenter()
  return [first, last].map((word) => [...graphemes.segment(word)][0]?.segment ?? '').join('').toLocaleUpperCase()
}
