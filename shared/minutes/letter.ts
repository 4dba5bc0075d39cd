/** What one organisation has to know: the decisions that concern it, its actions, and nothing that is confidential. */
import type { Outcome, Workshop } from '../model/workshop.ts'
import { namesOf } from './attribution.ts'
import { partLevel, type MinutesContext } from './context.ts'
import { formatPartialDate } from './dates.ts'
import type { Block } from './minutes.ts'
import type { PartSource } from './part-source.ts'
import { factsOf, headingOf, paragraph } from './text-blocks.ts'

export function letterPart({ options, labels }: MinutesContext): PartSource {
  return { id: 'letter', title: options.organisation.trim() === '' ? labels.untitled : options.organisation, numbering: 'none', isCited: false, build: letter }
}

function letter(context: MinutesContext): readonly Block[] {
  const { workshop, labels, language, options } = context
  const { details } = workshop
  const { organisation } = options
  const title = details.title.trim() === '' ? labels.untitled : details.title
  const concerned = workshop.outcomes.filter((outcome) => concerns(outcome, organisation, workshop))
  const sections = (['decision', 'action', 'recommendation'] as const).flatMap((kind): readonly Block[] => {
    const entries = concerned.filter((outcome) => outcome.kind === kind)
    if (entries.length === 0) return []
    return [
      headingOf(labels.register[kind], partLevel + 1),
      { kind: 'outcomes', entries: entries.map((outcome) => context.outcomeEntry(outcome, 'letter')) },
    ]
  })
  const facts = factsOf([[labels.glance.nextMeeting, details.nextMeeting]])
  const sender = [details.body, details.organisation].find((name) => name.trim() !== '')
  return [
    paragraph(labels.letter.salutation),
    paragraph(labels.letter.intro(title, formatPartialDate(details.date, language), details.place, organisation)),
    ...(sections.length === 0 ? [paragraph(labels.letter.nothing(organisation))] : sections),
    ...(facts.length === 0 ? [] : [{ kind: 'facts', title: '', facts } as const]),
    paragraph(labels.letter.closing),
    ...(sender === undefined ? [] : [paragraph(labels.letter.onBehalf(sender))]),
  ]
}

/**
 * Decisions addressed to the organisation, and those addressed to nobody in particular; actions whose owner it is, or one of its
 * people; recommendations addressed to it.
 */
function concerns({ kind, fields }: Outcome, organisation: string, { people }: Workshop): boolean {
  const addressee = fields['addressee'] ?? ''
  switch (kind) {
    case 'decision':
      return addressee.trim() === '' || names(addressee, organisation)
    case 'recommendation':
      return names(addressee, organisation)
    case 'action': {
      const owner = fields['owner'] ?? ''
      const own = people.filter((person) => person.organisation.trim() !== '' && sameName(person.organisation, organisation))
      return names(owner, organisation) || own.some((person) => owner === person.id || (person.name.trim() !== '' && names(owner, person.name)))
    }
    default:
      return false
  }
}

function sameName(a: string, b: string): boolean {
  const known = new Set(namesOf(a))
  return namesOf(b).some((name) => known.has(name))
}

const letterOrDigit = /[\p{L}\p{N}]/u

/** Whether `text` names `name`, or its acronym, as a whole word: "CRPM and Corsica" names both, "Corsican" names neither. */
function names(text: string, name: string): boolean {
  const folded = text.toLowerCase()
  return namesOf(name).some((part) => {
    for (let at = folded.indexOf(part); at !== -1; at = folded.indexOf(part, at + 1)) {
      const isWhole = !letterOrDigit.test(folded[at - 1] ?? '') && !letterOrDigit.test(folded[at + part.length] ?? '')
      if (isWhole) return true
    }
    return false
  })
}
