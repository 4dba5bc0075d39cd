/** The figures of the minutes, wherever they stand. */
import type { FigureBlock, Minutes } from '../../minutes/minutes.ts'
import { blocksOf } from '../blocks-of.ts'

/** Every figure, in order. */
export function figuresOf(minutes: Minutes): readonly FigureBlock[] {
  return blocksOf(minutes).filter((block) => block.kind === 'figure')
}
