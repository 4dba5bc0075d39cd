/** The cover: who met, when, where, about what. */
import { duties, type Duty, type WorkshopDetails } from '../model/workshop.ts'
import type { MinutesContext } from './context.ts'
import { formatPartialDate } from './dates.ts'
import type { Block, Cover } from './minutes.ts'
import { printable } from './printable.ts'
import { factsOf } from './text-blocks.ts'

export const coverId = 'cover'

export function compileCover(context: MinutesContext, linking: readonly Block[]): Cover {
  const { workshop, labels, language, profile, options } = context
  const { details } = workshop
  const isBrief = profile === 'decisions' || profile === 'letter'
  const dutyFacts = duties.map((duty): readonly [string, string] => {
    const holders = workshop.people.filter((person) => person.duties.includes(duty))
    return [dutyLabel(context, duty, holders.length), holders.map((person) => context.personWithFunctions(person.id)).join(labels.punctuation.semicolon)]
  })
  return {
    kicker: printable([details.organisation, details.commission, details.body].filter((part) => part.trim() !== '').join(' · ')),
    documentType: labels.documentType[context.profile],
    subtitle: printable(details.session),
    facts: factsOf([
      [labels.cover.to, options.organisation],
      [labels.cover.seriesNumber, details.seriesNumber],
      [labels.cover.date, formatPartialDate(details.date, language)],
      [labels.cover.time, meetingTime(details)],
      [labels.cover.place, details.place],
      [labels.cover.venue, [details.venue, details.venueDescription].filter((part) => part.trim() !== '').join(labels.punctuation.comma)],
      ...(isBrief ? [] : fullFacts(context)),
      ...dutyFacts,
      ...(isBrief ? [] : [[labels.cover.previousMeeting, details.previousMeeting] as const]),
      [labels.cover.reference, details.reference],
      [labels.cover.distribution, details.distribution === '' ? '' : labels.distribution[details.distribution]],
    ]),
    linking,
  }
}

/** What a list of decisions and a letter do without. */
function fullFacts({ workshop, labels, language }: MinutesContext): readonly (readonly [string, string])[] {
  const { details } = workshop
  return [
    [labels.cover.mode, details.mode === '' ? '' : labels.mode[details.mode]],
    [labels.cover.host, details.host],
    [labels.cover.organisers, details.organisers],
    [labels.cover.bodyAliases, details.bodyAliases.join(labels.punctuation.semicolon)],
    [labels.cover.focus, details.focus],
    [labels.cover.languages, details.languages.map((tag) => languageName(tag, language)).join(labels.punctuation.comma)],
    [labels.cover.funding, details.funding],
  ]
}

/**
 * "Greek" for "el", "Brazilian Portuguese" for "pt-BR"; what is no language tag stays as typed, and so does one whose subtags are not written
 * as such ("en-fr" are two languages to whoever types it), or that says more than a language ("de-u-co-phonebk").
 */
function languageName(tag: string, language: string): string {
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return tag
  try {
    if (tag.includes('-') && Intl.getCanonicalLocales(tag)[0] !== tag) return tag
    return new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }).of(tag) ?? tag
  } catch {
    // Intl has no other way of saying that something is no tag.
    return tag
  }
}

/** "09:30–17:00 (Europe/Athens)". */
function meetingTime({ startTime, endTime, timeZone }: WorkshopDetails): string {
  const times = timeRange(startTime, endTime)
  return times === '' || timeZone.trim() === '' ? times : `${times} (${timeZone})`
}

function dutyLabel({ labels }: MinutesContext, duty: Duty, count: number): string {
  return labels.cover[duty](count)
}

/** "09:30–10:15", or the one time that is known, or ''. */
export function timeRange(start: string, end: string): string {
  return [start, end].filter((time) => time.trim() !== '').join('–')
}
