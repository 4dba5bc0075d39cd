/** Which points of an earlier meeting a workshop has among its matters arising already. */
import type { Matter } from '../model/workshop.ts'
import { foldWords } from '../search/fold.ts'
import type { OpenPoint } from './open-points.ts'

/** Whether a point is there: taken over before, or typed in the same words and under the same number, with or without that of the series. */
export function findPointsHere(matters: readonly Matter[]): (point: OpenPoint) => boolean {
  const taken = new Set(matters.map(({ takenFrom }) => takenFrom))
  const typed = new Set(matters.filter(({ takenFrom }) => takenFrom === undefined).map(({ label, what }) => key(label, what)))
  return ({ fields: { takenFrom, label, what } }) =>
    taken.has(takenFrom) || (foldWords(what) !== '' && [label, label.slice(label.lastIndexOf('/') + 1)].some((number) => typed.has(key(number, what))))
}

function key(label: string, what: string): string {
  return [label, what].map(foldWords).join('\n')
}
