/** Whether the record itself may travel with a document. */
import type { Minutes } from './minutes.ts'

/**
 * Whether `minutes` hold everything that their record holds, speakers included. If not, neither the workshop nor a hand-over file of
 * it may go out beside them: it would tell what they leave out.
 */
export function tellsAll({ profile, attribution }: Pick<Minutes, 'profile' | 'attribution'>): boolean {
  return profile === 'full' && attribution === 'person'
}
