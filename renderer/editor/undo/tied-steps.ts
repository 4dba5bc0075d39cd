/**
 * One act on two boards is one step of undo on each of them, and the two are tied: undo of the one takes back the other, as does redo, whichever board one is on. Where something was
 * written on the other board since, its step is not the last one there, and stays.
 */
import type { UndoManager } from 'yjs'
import type { UndoStep } from '../../../shared/document/undo-step.ts'
import { isShown } from './kept-undo.ts'
import { keepBlocksWhole } from './whole-undo.ts'

type Act = 'undo' | 'redo'
type End = { readonly manager: UndoManager; readonly step: UndoStep }

/** The other end, by a step. */
const tied = new WeakMap<UndoStep, End>()
const followed = new WeakSet<UndoManager>()

/** Ties what can be undone next on one board to what can be undone next on another. */
export function tieLastSteps(one: UndoManager, other: UndoManager): void {
  tie(endOf(one, 'undo'), endOf(other, 'undo'))
}

function endOf(manager: UndoManager, next: Act): End | null {
  const step = (next === 'undo' ? manager.undoStack : manager.redoStack).at(-1)
  return step === undefined ? null : { manager, step }
}

function tie(one: End | null, other: End | null): void {
  if (one === null || other === null) return
  tied.set(one.step, other)
  tied.set(other.step, one)
  for (const { manager } of [one, other]) follow(manager)
}

/** Acts of `manager` take along what is tied to them. */
function follow(manager: UndoManager): void {
  if (followed.has(manager)) return
  followed.add(manager)
  for (const act of ['undo', 'redo'] as const) {
    const alone = manager[act].bind(manager)
    manager[act] = () => {
      const step = alone()
      const other = step && tied.get(step)
      if (other && endOf(other.manager, act)?.step === other.step) {
        tied.delete(other.step)
        actAlone(other.manager, act)
        const back = act === 'undo' ? 'redo' : 'undo'
        tie(endOf(manager, back), endOf(other.manager, back))
      }
      return step
    }
  }
}

/** On a board that nobody shows, no editor tells undo what to leave. */
function actAlone(manager: UndoManager, act: Act): void {
  const end = isShown(manager) ? null : keepBlocksWhole(manager)
  manager[act]()
  end?.()
}
