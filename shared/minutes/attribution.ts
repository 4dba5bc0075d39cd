/**
 * Who said something, as far as the minutes tell. Speakers, people who asked, proposed or presented go through here; owners of
 * actions, the attendance list and the cover name people always. Words that somebody typed on a board are not searched for names.
 */
import type { Attribution, Person, Workshop, WorkshopDetails } from '../model/workshop.ts'
import type { Labels } from './labels.ts'

export class Attributor {
  readonly #attribution: Attribution
  readonly #people = new Map<string, Person>()
  readonly #groups: ReadonlySet<string>

  /** All that its answers depend on, but for the people, the attribution and the labels. */
  readonly facts: readonly unknown[]

  readonly #signs: Labels['punctuation']

  /** `written`: the details as they were written, where those of the workshop are a translation; people go by those names, too. */
  constructor({ people, organisations, details }: Workshop, attribution: Attribution, signs: Labels['punctuation'], written: WorkshopDetails = details) {
    this.#attribution = attribution
    this.#signs = signs
    for (const person of people) if (person.name.trim() !== '') this.#people.set(fold(person.name), person)
    for (const person of people) this.#people.set(person.id, person)
    const bodies = [details, written].flatMap(({ regions, organisation, commission, body, bodyAliases, host }) => [...regions, organisation, commission, body, ...bodyAliases, host])
    this.facts = [organisations, JSON.stringify(bodies)]
    this.#groups = new Set(
      [...organisations.map(({ name }) => name), ...people.flatMap(({ organisation, region, country }) => [organisation, region, country]), ...bodies].flatMap((name) => namesOf(name)),
    )
  }

  /** "Guy Esclopé, regional councillor of Occitania", of somebody without a function the organisation; by organisation only that, or ''. A value that is no person's id is a name already. */
  speaker(idOrName: string): string {
    return this.#told(idOrName, (person) => personInWords(person, this.#signs.comma))
  }

  /** The same without functions. */
  name(idOrName: string): string {
    return this.#told(idOrName, (person) => person.name)
  }

  /** Speakers of an item, each once; `others` is typed freely. */
  speakers(ids: readonly string[], others: string, withFunctions: boolean): string {
    const told = [...ids.map((id) => (withFunctions ? this.speaker(id) : this.name(id))), this.name(others)]
    return [...new Set(told.filter((name) => name.trim() !== ''))].join(this.#signs.semicolon)
  }

  /** Somebody who says themselves who they are. */
  guest(name: string, organisation: string): string {
    const told = this.#attribution === 'person' ? [name, organisation] : this.#attribution === 'organisation' ? [organisation] : []
    return told.filter((part) => part.trim() !== '').join(this.#signs.comma)
  }

  /** The organisation of somebody whose name is told, or not, beside it. */
  organisation(name: string): string {
    return this.#attribution === 'none' ? '' : name
  }

  #told(idOrName: string, inWords: (person: Person) => string): string {
    const person = this.#people.get(idOrName) ?? this.#people.get(fold(idOrName))
    switch (this.#attribution) {
      case 'person':
        return person === undefined ? idOrName : inWords(person)
      case 'organisation':
        if (person !== undefined) return person.organisation
        // A name that nobody listed may be a person's: only what is known as an organisation or a place is told.
        return this.#groups.has(fold(idOrName)) ? idOrName : ''
      case 'none':
        return ''
      default:
        return this.#attribution satisfies never
    }
  }
}

/** A name with the functions held; of somebody who holds none with the organisation: a function nearly always says for whom somebody speaks, a name alone does not. */
export function personInWords({ name, functions, organisation }: Pick<Person, 'name' | 'functions' | 'organisation'>, comma: string): string {
  const held = functions.filter((part) => part.trim() !== '')
  return [name, ...(held.length > 0 ? held : [organisation])].filter((part) => part.trim() !== '').join(comma)
}

function fold(name: string): string {
  return name.trim().toLowerCase()
}

const acronym = /^(.*\S)\s*\(([^()]+)\)\s*$/

/** What people call an organisation: "Name (ACR)" is also "Name" and "ACR". Folded; nothing for a blank name. */
export function namesOf(name: string): readonly string[] {
  const [, long = '', short = ''] = acronym.exec(name) ?? []
  return [name, long, short].filter((part) => part.trim() !== '').map((part) => fold(part))
}
