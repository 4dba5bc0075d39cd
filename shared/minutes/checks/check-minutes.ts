/** The list to go through before minutes are frozen. Pure; nothing in it stops anybody. */
import type { Workshop } from '../../model/workshop.ts'
import { assertNever } from '../../util/assert-never.ts'
import type { Minutes } from '../minutes.ts'
import { arrivalChecks } from './arrival-checks.ts'
import { allHere, findingGroups, findingKinds, type CheckContext, type Finding, type FindingGroup } from './finding.ts'
import { itemChecks } from './item-checks.ts'
import { nameChecks } from './name-checks.ts'
import { outcomeChecks } from './outcome-checks.ts'
import { peopleChecks } from './people-checks.ts'
import { photoChecks } from './photo-checks.ts'
import { textChecks } from './text-checks.ts'

/** Everything worth a look, group by group; within a group by kind, then as it stands in the workshop. */
export function checkMinutes(workshop: Workshop, minutes: Pick<Minutes, 'profile' | 'attribution' | 'outline'>, context: CheckContext = allHere): readonly Finding[] {
  return findingGroups.flatMap((group) => {
    const order: readonly string[] = findingKinds[group]
    return groupChecks(group, workshop, minutes, context).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  })
}

function groupChecks(group: FindingGroup, workshop: Workshop, minutes: Pick<Minutes, 'profile' | 'attribution' | 'outline'>, context: CheckContext): readonly Finding[] {
  switch (group) {
    case 'outcomes':
      return outcomeChecks(workshop, minutes)
    case 'people':
      return [...peopleChecks(workshop), ...nameChecks(workshop, minutes)]
    case 'items':
      return itemChecks(workshop)
    case 'texts':
      return [...photoChecks(workshop, minutes), ...textChecks(workshop)]
    case 'arrivals':
      return arrivalChecks(workshop, context)
    default:
      return assertNever(group, 'group of findings')
  }
}

/** The group that a finding is told in. */
export function groupOf({ kind }: Finding): FindingGroup {
  const group = findingGroups.find((candidate) => (findingKinds[candidate] as readonly string[]).includes(kind))
  if (group === undefined) throw new Error(`no group for a finding of kind ${kind}`)
  return group
}
