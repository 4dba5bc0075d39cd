/** The cover: who met, when, where, about what. */
import { duties, type Duty } from '../model/workshop.ts'
import type { MinutesContext } from './context.ts'
import { formatPartialDate } from './dates.ts'
import type { Block, Cover } from './minutes.ts'
import { printable } from './printable.ts'
import { factsOf } from './text-blocks.ts'

export const coverId = 'cover'

export function compileCover(context: MinutesContext, linking: readonly Block[]): Cover {
  const { workshop, labels, language } = context
  const { details } = workshop
  const dutyFacts = duties.map((duty): readonly [string, string] => {
    const holders = workshop.people.filter((person) => person.duties.includes(duty))
    return [dutyLabel(context, duty, holders.length), holders.map((person) => context.personWithFunctions(person.id)).join('; ')]
  })
  return {
    kicker: printable([details.organisation, details.commission, details.body].filter((part) => part.trim() !== '').join(' · ')),
    documentType: labels.documentType[context.profile],
    subtitle: printable(details.session),
    facts: factsOf([
      [labels.cover.date, formatPartialDate(details.date, language)],
      [labels.cover.time, timeRange(details.startTime, details.endTime)],
      [labels.cover.place, details.place],
      [labels.cover.venue, [details.venue, details.venueDescription].filter((part) => part.trim() !== '').join(', ')],
      [labels.cover.host, details.host],
      [labels.cover.bodyAliases, details.bodyAliases.join('; ')],
      [labels.cover.focus, details.focus],
      ...dutyFacts,
      [labels.cover.previousMeeting, details.previousMeeting],
    ]),
    linking,
  }
}

function dutyLabel({ labels }: MinutesContext, duty: Duty, count: number): string {
  return labels.cover[duty](count)
}

/** "09:30–10:15", or the one time that is known, or ''. */
export function timeRange(start: string, end: string): string {
  return [start, end].filter((time) => time.trim() !== '').join('–')
}
