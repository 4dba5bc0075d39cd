/** Everything that a bound editor consists of, in one list; `linking` leaves out what minutes' linking text has no use for. */
import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { ListKeymap } from '@tiptap/extension-list'
import { Dropcursor, Gapcursor, Placeholder } from '@tiptap/extensions'
import type { Awareness } from 'y-protocols/awareness'
import type { XmlFragment } from 'yjs'
import { boardNodes } from './board-nodes.ts'
import { NoAnswersToPeers } from './change-origin.ts'
import { FillContainers } from './fill-containers.ts'
import { PeerCarets } from './peer-carets.ts'

export type BoardExtensionOptions = {
  readonly fragment: XmlFragment
  readonly awareness: Awareness
  readonly placeholder: string
}

/**
 * The extensions of an editor on `fragment`. No trailing node (it would write into an unread board), no typography (what is
 * typed stays), no `enableContentCheck` (it does not protect; `board-guard.ts` does).
 */
export function boardExtensions({ fragment, awareness, placeholder }: BoardExtensionOptions): Extensions {
  return [
    Collaboration.configure({ fragment }),
    PeerCarets.configure({ awareness }),
    NoAnswersToPeers,
    FillContainers,
    ...boardNodes,
    ListKeymap,
    Gapcursor,
    Dropcursor.configure({ class: 'drop-line', color: false, width: 2 }),
    Placeholder.configure({ placeholder, showOnlyCurrent: true }),
  ]
}
