/**
 * Random workshops in which every text that must stay in the house says so (`secretWord`), and every name of a person is one of
 * `names`: a test can ask whether any of it got out.
 */
import { confidentialBlocks } from '../../shared/document/boards/board-schema.ts'
import type { BlobId, ItemId, MatterId, OutcomeId, PersonId } from '../../shared/model/ids.ts'
import { noResponses, type FloorQuestion } from '../../shared/model/responses.ts'
import { boardAnnexes, emptyPerson, itemKinds, outcomeKinds, type Board, type Person, type ProgrammeItem, type RichNode, type Workshop } from '../../shared/model/workshop.ts'
import { partBoards } from '../../shared/minutes/shorten.ts'
import { flagSet, outcomeKindSpecs, proposalStatuses } from '../../shared/outcomes/kinds.ts'
import { bullets, h, link, node, outcome, p, sheet, text } from '../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../fixtures/workshops.ts'
import type { Random } from './random.ts'

/** Stands in every confidential text, contact and quotation without consent. */
export const secretWord = 'ZZSECRET'

export const names: readonly string[] = ['Nadia Quillon', 'Otto Wexford', 'Ελένη Ραζή', 'Youssef Tarhani']

class Generator {
  readonly #random: Random
  #count = 0

  constructor(random: Random) {
    this.#random = random
  }

  chance(of: number): boolean {
    return this.#random.below(of) === 0
  }

  pick<T>(from: readonly T[]): T {
    const value = from[this.#random.below(from.length)]
    if (value === undefined) throw new Error('nothing to pick from')
    return value
  }

  times<T>(atMost: number, make: () => T): T[] {
    return Array.from({ length: this.#random.below(atMost + 1) }, () => make())
  }

  /** Words that stand nowhere else. */
  words(isSecret: boolean): string {
    this.#count += 1
    return `${isSecret ? `${secretWord} ` : ''}said${this.#count} in full`
  }

  id(): string {
    this.#count += 1
    return `id${this.#count}`
  }

  outcome(isSecretPlace: boolean): RichNode {
    const kind = this.pick(outcomeKinds)
    const isConfidential = this.chance(3)
    const hasConsent = this.chance(2)
    const isSecret = isSecretPlace || isConfidential || (kind === 'quote' && !hasConsent)
    const fields = outcomeKindSpecs[kind].fields.map(({ name, type }): [string, string] => {
      if (name === 'confidential') return [name, isConfidential ? flagSet : '']
      if (name === 'consent') return [name, hasConsent ? flagSet : '']
      if (type === 'flag') return [name, this.chance(2) ? flagSet : '']
      if (type === 'person') return [name, this.chance(2) ? this.pick(names) : `p${names.indexOf(this.pick(names))}`]
      if (type === 'status') return [name, kind === 'action' ? 'open' : this.pick(['', ...proposalStatuses])]
      if (type === 'count') return [name, this.chance(2) ? '' : String(this.#random.below(40))]
      return [name, this.chance(2) ? '' : this.words(isSecret || name === 'contact')]
    })
    return outcome(this.id(), kind, this.words(isSecret), Object.fromEntries(fields))
  }

  /** Now and then with the mark that keeps a block in the house. */
  block(isSecretPlace: boolean, depth = 0): RichNode {
    const isMarked = this.chance(4)
    const made = this.#unmarked(isSecretPlace || isMarked, isMarked, depth)
    return isMarked && confidentialBlocks.includes(made.type) ? { ...made, attrs: { ...made.attrs, confidential: true } } : made
  }

  /** `isLeaf`: a block that can carry the mark itself. */
  #unmarked(isSecret: boolean, isLeaf: boolean, depth: number): RichNode {
    const child = (): RichNode => this.block(isSecret, depth + 1)
    if (isLeaf) return this.pick([() => p(this.words(true)), () => h(2, this.words(true)), () => sheet('c'.repeat(64), this.words(true), this.words(true), { transcription: this.words(true) }), () => node('codeBlock', [text(this.words(true))])])()
    switch (this.#random.below(depth > 2 ? 3 : 9)) {
      case 0:
        return p(this.words(isSecret))
      case 1:
      case 2:
        return this.outcome(isSecret)
      case 3:
        return h(2, this.words(isSecret))
      case 4:
        return bullets([child()], [child(), child()])
      case 5:
        return node('blockquote', [child()])
      case 6:
        return node('table', [node('tableRow', [node('tableCell', [child()]), node('tableCell', [child()])])])
      case 7:
        return this.#picture(isSecret)
      default:
        return p(text(this.words(isSecret), link(`ftp://${isSecret ? secretWord : 'open'}.example`)))
    }
  }

  #picture(isSecretPlace: boolean): RichNode {
    const [people, shows, isAgreed] = this.pick<readonly [string, string, boolean]>([
      ['', '', true], ['none', '', true], ['agreed', '', true], ['not-agreed', '', false], ['not-agreed', 'p0', false], ['', 'Nadia Quillon', true],
      ['', 'p0; Otto Wexford', false], ['agreed', 'p1', true], ['agreed', 'p0, Youssef Tarhani', false], ['hologram', '', false],
    ])
    const isSecret = isSecretPlace || !isAgreed
    const told = this.chance(2) ? {} : { transcription: this.words(isSecret), sheet: '2 of 3' }
    return sheet((isSecret ? 'c' : 'd').repeat(64), this.words(isSecret), this.words(isSecret), { ...told, people, shows })
  }

  content(isSecret: boolean): RichNode[] {
    return this.times(5, () => this.block(isSecret))
  }
}

/** A board of an annex. */
function annexed(generate: Generator, item: string | null, isSecretPlace: boolean): Board {
  const confidential = generate.chance(3)
  const isSecret = isSecretPlace || confidential
  const annex = { kind: generate.pick(boardAnnexes), author: generate.pick(names), organisation: isSecret ? generate.words(true) : 'Corsica', date: '2026-09-19', confidential }
  return { ...board(generate.id(), generate.words(isSecret), item, generate.content(isSecret)), annex }
}

/** A workshop with a bit of everything, some of it secret. */
export function randomWorkshop(random: Random): Workshop {
  const generate = new Generator(random)
  const people = names.map((name, index): Person => ({
    ...emptyPerson, id: `p${index}` as PersonId, name, organisation: index < 2 ? 'Harbour Council (HC)' : 'Corsica', contact: `${secretWord}${index}@example.org`,
    functions: [`function ${index}`], photoConsent: index === 3 ? 'no' : index === 0 ? 'yes' : '', duties: index === 0 ? ['chair'] : index === 1 ? ['rapporteur'] : [], attendance: index === 3 ? 'excused' : 'present',
    representedBy: index === 3 ? 'p0' : '',
  }))
  const items = generate.times(5, (): ProgrammeItem => {
    const confidential = generate.chance(3)
    return {
      id: generate.id() as ItemId, kind: generate.pick(itemKinds), title: generate.words(confidential), speakers: generate.chance(2) ? [] : ['p0' as PersonId, 'p2' as PersonId],
      otherSpeakers: generate.chance(2) ? generate.pick(names) : '', plannedStart: '', plannedEnd: '', actualStart: '', actualEnd: '', held: true, confidential,
    }
  })
  const boards = [
    ...items.flatMap((item): Board[] => [
      board(generate.id(), item.title, item.id, generate.content(item.confidential)),
      ...generate.times(1, () => board(generate.id(), generate.words(item.confidential), item.id, generate.content(item.confidential))),
      ...generate.times(1, () => annexed(generate, item.id, item.confidential)),
    ]),
    ...generate.times(2, () => board(generate.id(), generate.words(false), null, generate.content(false))),
    ...generate.times(2, () => annexed(generate, null, false)),
  ]
  const hidden = new Set<string>(items.filter((item) => item.confidential).map(({ id }) => id))
  const isHidden = ({ item, annex }: Board): boolean => (item !== null && hidden.has(item)) || annex?.confidential === true
  const base = withBoards({ ...emptyWorkshop('T'), items, people }, boards)
  const questions = boards.map((about): FloorQuestion => ({
    id: generate.id() as OutcomeId, kind: 'question', text: generate.words(isHidden(about)), board: about.id,
    author: { key: 'p1' as PersonId, name: generate.pick(names), organisation: 'Harbour Council (HC)' }, at: 1, state: 'new', supporters: [],
  }))
  const linking = [...items.map(({ id, confidential }) => [`item:${id}`, generate.content(confidential)] as const), ['closing', generate.content(false)] as const]
  // Drawn last, so that the workshop of a seed is the same with and without. Every other part is shortened.
  const shortened = [...items.map(({ id }) => `item:${id}`), ...boardAnnexes.map((kind) => `annex:${kind}`)].filter(() => generate.chance(2))
  const summaries = shortened.map((part) => [part, { content: generate.content(partBoards(base, part).every(isHidden)), isUsed: true, basis: '' }] as const)
  return {
    ...base,
    details: { ...base.details, body: 'Working group', welcome: generate.chance(2) ? 'The meeting was opened.' : '', regions: ['Corsica'] },
    matters: generate.times(3, () => {
      const confidential = generate.chance(2)
      return { id: generate.id() as MatterId, label: '', what: generate.words(confidential), owner: generate.pick(names), due: '', status: 'open', note: generate.words(confidential), confidential }
    }),
    organisations: [],
    blobs: [
      { id: 'c'.repeat(64) as BlobId, mediaType: 'image/png', byteLength: 1, name: `${secretWord}.png` },
      { id: 'd'.repeat(64) as BlobId, mediaType: 'image/png', byteLength: 1, name: 'open.png' },
    ],
    minutes: { order: items.map(({ id }) => `item:${id}`), excluded: [], summaries: Object.fromEntries(summaries), hidden: [], linking: Object.fromEntries(linking) },
    losses: boards.map((place) => ({ kind: 'unsafe-link', name: isHidden(place) || JSON.stringify(place.content).includes(secretWord) ? secretWord : 'ftp', place: 'board', id: place.id })),
    floor: { ...noResponses, questions },
  }
}
