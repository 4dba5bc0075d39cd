/** Everything that a bound editor consists of. */
import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { ListKeymap, TaskItem } from '@tiptap/extension-list'
import { Dropcursor, Gapcursor, Placeholder } from '@tiptap/extensions'
import type { Awareness } from 'y-protocols/awareness'
import type { XmlFragment } from 'yjs'
import { boardNodes } from './board-nodes.ts'
import { NoAnswersToPeers } from './change-origin.ts'
import { ClickBelow } from './click-below.ts'
import { ConfidentialBlocks } from './confidential.ts'
import { DrawWhatChanged } from './draw-what-changed.ts'
import { EnterOverLines } from './enter-over-lines.ts'
import { FillContainers } from './fill-containers.ts'
import { IntoEmptyList } from './into-empty-list.ts'
import { KeepSelection } from './keep-selection.ts'
import { LeaveBoard } from './leave-board.ts'
import { undoManagerOf } from './undo/kept-undo.ts'
import { OnlyWhatFits } from './only-what-fits.ts'
import { OtherScriptsKeys } from './other-scripts-keys.ts'
import { OutcomeEditing } from './outcomes/outcome-editing.ts'
import { PeerCarets } from './peer-carets.ts'
import { BlankBoard } from './undo/blank-board.ts'
import { PlaceOfUndo } from './undo/place-of-undo.ts'
import { WholeUndo } from './undo/whole-undo.ts'
import { TickTasks } from './tick-tasks.ts'
import { ArrowsAcrossCells } from './tables/arrows-across-cells.ts'
import { EmptiedCells } from './tables/emptied-cells.ts'
import { WholeWidths } from './tables/whole-widths.ts'
import { WithoutOutcomes } from './outcomes/without-outcomes.ts'

export type BoardExtensionOptions = {
  /** Part of a document. */
  readonly fragment: XmlFragment
  readonly awareness: Awareness
  readonly placeholder: string
  /** Accessible name of a task's box. */
  readonly taskLabel: (task: string) => string
  /** What stands above a block that stays in the house. */
  readonly confidentialLabel: string
  /** Nodes with views (outcomes, images), in place of the plain ones of the same name. */
  readonly views: Extensions
  /** Told when something was not done because it would nest deeper than a board holds. */
  readonly onTooDeep?: () => void
  /** False where no register would read an outcome: then none is begun or pasted. */
  readonly hasOutcomes?: boolean
}

/**
 * The extensions of an editor on `fragment`. No trailing node (it would write into an unread board), no typography (what is
 * typed stays), no `enableContentCheck` (it does not protect; `board-binding.ts` does).
 */
export function boardExtensions({ fragment, awareness, placeholder, taskLabel, confidentialLabel, views, onTooDeep = () => undefined, hasOutcomes = true }: BoardExtensionOptions): Extensions {
  const viewOf = new Map(views.map((view) => [view.name, view]))
  const nodes = boardNodes.map((node) => {
    if (node.name === TaskItem.name) return (node as typeof TaskItem).configure({ nested: true, a11y: { checkboxLabel: (task) => taskLabel(task.textContent) } })
    if (node.name === ConfidentialBlocks.name) return (node as typeof ConfidentialBlocks).configure({ label: confidentialLabel })
    return viewOf.get(node.name) ?? node
  })
  return [
    Collaboration.configure({ fragment, yUndoOptions: { undoManager: undoManagerOf(fragment) } }),
    WholeUndo,
    PlaceOfUndo,
    BlankBoard,
    PeerCarets.configure({ awareness }),
    DrawWhatChanged,
    KeepSelection.configure({ doc: fragment.doc }),
    NoAnswersToPeers,
    EnterOverLines,
    IntoEmptyList,
    OnlyWhatFits.configure({ onTooDeep }),
    WholeWidths,
    ArrowsAcrossCells,
    EmptiedCells,
    OtherScriptsKeys,
    TickTasks,
    LeaveBoard,
    FillContainers,
    hasOutcomes ? OutcomeEditing.configure({ doc: fragment.doc }) : WithoutOutcomes,
    ...nodes,
    ListKeymap,
    Gapcursor,
    ClickBelow,
    Dropcursor.configure({ class: 'drop-line', color: false, width: 2 }),
    Placeholder.configure({ placeholder: ({ node }) => (node.type.name === 'paragraph' ? placeholder : ''), showOnlyCurrent: true }),
  ]
}
