/** Outcomes: who does what until when, in words that can be quoted. */
import { wasThere } from '../../document/attendance.ts'
import type { Outcome, Workshop } from '../../model/workshop.ts'
import { flagSet, outcomeKindSpecs, voteCounts } from '../../outcomes/kinds.ts'
import { countIn } from '../../outcomes/vote-result.ts'
import type { Minutes } from '../minutes.ts'
import { beginsWithoutVerb } from './first-word.ts'
import type { Finding } from './finding.ts'
import { nameKey, namesBeside } from './names.ts'

const maxDecisionWords = 40

/** Findings about outcomes, in the order in which they stand. */
export function outcomeChecks(workshop: Workshop, minutes: Pick<Minutes, 'profile'>): readonly Finding[] {
  const voters: Voters = {
    present: workshop.people.filter(wasThere).length,
    represented: workshop.people.filter((person) => !wasThere(person) && person.representedBy.trim() !== '').length,
  }
  const known = knownNames(workshop)
  // A thousand actions have a few dozen owners.
  const unlistedIn = new Map<string, readonly string[]>()
  const unlisted = ({ kind, fields }: Outcome): readonly string[] => outcomeKindSpecs[kind].fields.filter(({ type }) => type === 'person').flatMap(({ name }) => {
    const text = fields[name] ?? ''
    const names = unlistedIn.get(text) ?? unknownNames(text, known)
    unlistedIn.set(text, names)
    return names
  })
  return workshop.outcomes.flatMap((outcome): readonly Finding[] => {
    const find = (kind: Finding['kind'], weight: Finding['weight'] = 'problem', detail = ''): Finding =>
      ({ kind, weight, subject: outcome.label, detail, place: { kind: 'outcome', board: outcome.board, outcome: outcome.id } })
    return [
      ...unlisted(outcome).map((name) => find('owner-not-listed', 'hint', name)),
      ...ofKind(outcome, workshop, minutes, voters).map(([kind, weight, detail]) => find(kind, weight, detail)),
    ]
  })
}

/** Who can have voted: people who were there, and others whose mandate somebody held. */
type Voters = { readonly present: number; readonly represented: number }

function ofKind(outcome: Outcome, workshop: Workshop, minutes: Pick<Minutes, 'profile'>, { present, represented }: Voters): readonly (readonly [Finding['kind'], Finding['weight'], string])[] {
  const { kind, text, fields } = outcome
  switch (kind) {
    case 'action':
      return fields['status'] === 'dropped' ? [] : [
        ...(isBlank(fields['owner']) ? [['action-without-owner', 'problem', ''] as const] : []),
        ...(isBlank(fields['due']) ? [['action-without-date', 'problem', ''] as const] : []),
      ]
    case 'decision': {
      const words = text.split(/\s+/u).filter((word) => word !== '').length
      return [
        ...(words > maxDecisionWords ? [['decision-too-long', 'hint', String(words)] as const] : []),
        ...(beginsWithoutVerb(text, workshop.details.language) ? [['decision-without-verb', 'hint', ''] as const] : []),
      ]
    }
    case 'vote': {
      const total = countedTotal(fields) ?? totalOf(fields['result'] ?? '')
      // Not everybody who is there may vote, and some vote for others.
      const expected = [present, present + represented, countIn(fields['eligible'])]
      return total !== null && present > 0 && !expected.includes(total) ? [['vote-total', 'problem', `${total}/${present}`]] : []
    }
    case 'quote':
      return minutes.profile === 'public' && fields['consent'] !== flagSet ? [['quote-without-consent', 'problem', '']] : []
    default:
      return []
  }
}

function isBlank(value: string | undefined): boolean {
  return (value ?? '').trim() === ''
}

const counts = /(?<![\d.,/-])\d{1,5}(?![\d.,/-]*\d|\s*%)/gu

/** What the counts of a vote add up to; null when nobody filled in any. */
function countedTotal(fields: Readonly<Record<string, string>>): number | null {
  const counts = voteCounts.flatMap((name) => countIn(fields[name]) ?? [])
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
}

/** "For 12 · Against 3 · Abstention 0" is 15; null for a result that is not made of counts. */
function totalOf(result: string): number | null {
  const found = [...result.matchAll(counts)].map(([digits]) => Number(digits))
  return found.length < 2 ? null : found.reduce((sum, count) => sum + count, 0)
}

/** Everybody and everything that can own an action or speak: people, their organisations, partners, regions, the body itself. */
export function knownNames({ people, organisations, details }: Workshop): ReadonlySet<string> {
  return new Set([
    ...people.flatMap(({ id, name, organisation, region }) => [id, name, organisation, region]),
    ...organisations.map(({ name }) => name),
    ...details.regions, ...details.bodyAliases, details.body, details.organisation, details.commission, details.host,
  ].flatMap((name) => [name, nameKey(name)]))
}

/** The names in a field for people that nobody has, several beside each other or one; the whole text first, as an organisation may have commas in its name. */
export function unknownNames(text: string, known: ReadonlySet<string>): readonly string[] {
  const isKnown = (name: string): boolean => known.has(name) || known.has(nameKey(name))
  return text.trim() === '' || isKnown(text.trim()) ? [] : namesBeside(text).filter((name) => !isKnown(name))
}
