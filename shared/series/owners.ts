/**
 * Who owns a point that is taken over, among the people of the later meeting. Whoever is written otherwise there is offered under that name, and
 * a namesake from another house is told apart; neither happens without being shown (decision 0141).
 */
import { matchPeople, type MatchStrength } from '../import/people-matches.ts'
import { nameKey, namesBeside } from '../minutes/checks/names.ts'
import type { Person } from '../model/workshop.ts'
import type { OpenPoint } from './open-points.ts'

/** What an owner may be called: as in the earlier meeting, or as somebody of the list of people is called. */
export type OwnerChoice = 'as-written' | 'as-listed'

export type OwnerQuestion = {
  /** As it stands in the points, alone or beside others. */
  readonly written: string
  /** With the organisation, where the earlier meeting knows one. */
  readonly organisation: string
  readonly listed: { readonly name: string; readonly organisation: string }
  readonly strength: MatchStrength
  /** What the point will say, by choice. */
  readonly names: Readonly<Record<OwnerChoice, string>>
  /** What is done where nobody chooses: as with lists of people, a namesake elsewhere is somebody else. */
  readonly likely: OwnerChoice
}

/** The owners about whom there is something to decide, each once. Nothing is asked about those who are called the same here, and about those who are not here. */
export function ownerQuestions(points: readonly OpenPoint[], before: readonly Person[], people: readonly Person[]): readonly OwnerQuestion[] {
  const known = new Map(before.flatMap((person) => [[nameKey(person.name), person], [person.name, person]] as const))
  const owners = new Set(points.flatMap(({ fields: { owner } }) => (known.has(owner) || known.has(nameKey(owner)) ? [owner] : namesBeside(owner))))
  return [...owners].flatMap((written, row): readonly OwnerQuestion[] => {
    const earlier = known.get(written) ?? known.get(nameKey(written))
    const organisation = earlier?.organisation.trim() ?? ''
    const [match] = matchPeople([{ row, name: written, organisation, contact: earlier?.contact ?? '' }], people)
    if (!match || match.with.kind !== 'person') return []
    const { strength, with: { name, organisation: house } } = match
    const isSpelledAlike = name === written
    if (isSpelledAlike && strength !== 'possible') return []
    // A namesake would own it by the name alone.
    const apart = isSpelledAlike && organisation !== '' ? `${written} (${organisation})` : written
    return [{
      written, organisation, strength,
      listed: { name, organisation: house },
      names: { 'as-written': strength === 'possible' ? apart : written, 'as-listed': name },
      likely: strength === 'possible' ? 'as-written' : 'as-listed',
    }]
  })
}

/** `owner` with the names that were chosen (by the name as written) or are likely. */
export function withChosenOwners(owner: string, questions: readonly OwnerQuestion[], choices: ReadonlyMap<string, OwnerChoice>): string {
  const asked = new Map(questions.map((question) => [question.written, question]))
  const called = (name: string): string => {
    const question = asked.get(name)
    return question === undefined ? name : question.names[choices.get(name) ?? question.likely]
  }
  if (asked.has(owner)) return called(owner)
  let rest = owner
  let chosen = ''
  for (const name of namesBeside(owner)) {
    const at = rest.indexOf(name)
    chosen += rest.slice(0, at) + called(name)
    rest = rest.slice(at + name.length)
  }
  return chosen + rest
}
