/** Which parts each profile is made of. */
import { assertNever } from '../util/assert-never.ts'
import { annexParts } from './annex-parts.ts'
import { approvalPart } from './approval-part.ts'
import { bodyParts } from './body-parts.ts'
import { closingParts } from './closing-parts.ts'
import type { MinutesContext } from './context.ts'
import { letterPart } from './letter.ts'
import { attendancePart, glancePart, openingParts } from './opening-parts.ts'
import type { PartSource } from './part-source.ts'
import { registerParts } from './registers.ts'
import { paragraph } from './text-blocks.ts'

/** The parts in the order of the model, empty ones included. `isAnythingLeftOut`: the record had more than may be told. */
export function partsOf(context: MinutesContext, isAnythingLeftOut: boolean): readonly PartSource[] {
  const record = (): readonly PartSource[] => [...openingParts(context), ...bodyParts(context), ...closingParts(context), ...registerParts(context)]
  switch (context.profile) {
    case 'full':
      return [...record(), approvalPart(context), ...annexParts(context)]
    case 'public':
      return [...(isAnythingLeftOut ? [omissionsPart(context)] : []), ...record(), ...annexParts(context)]
    case 'decisions':
      return [attendancePart(context), glancePart(context)]
    case 'letter':
      return [letterPart(context)]
    default:
      return assertNever(context.profile, 'profile')
  }
}

/** Says that something was left out, as a reader who meets a gap in the numbers should know, and nothing about it. */
function omissionsPart({ labels }: MinutesContext): PartSource {
  return { id: 'omissions', title: labels.omissions.title, numbering: 'none', isCited: false, build: () => [paragraph(labels.omissions.text)] }
}
