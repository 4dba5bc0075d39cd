/**
 * Names of participants that stand in words which people typed, under an attribution that tells nobody by name. Such words are printed
 * as they are: telling a name from a word, and who may be named all the same, is the rapporteur's work; here is where to look.
 *
 * A full name counts wherever it stands, whatever its case and accents. A family name alone counts where it is written as one: with a
 * capital, in a record that does not use it as a word or as the name of a place or an organisation as well.
 */
import { isConfidential } from '../../document/boards/confidential.ts'
import type { Person, RichNode, Workshop } from '../../model/workshop.ts'
import { foldLetters } from '../../search/fold.ts'
import { wordedFields } from '../../translations/texts.ts'
import { confidentialBoards } from '../../document/boards/confidential-boards.ts'
import type { Minutes, PartId } from '../minutes.ts'
import { mattersPart } from '../part-source.ts'
import { isPublicOutcome, leavesTheHouse } from '../publish.ts'
import { isSummaryPrinted, partOfBoard } from '../shorten.ts'
import type { Finding, FindingPlace } from './finding.ts'

/** Shorter family names are words as often as names. */
const minimumFamilyName = 4

/** One finding for each block, outcome, title or text of the rapporteur's in which somebody is named. */
export function nameChecks(workshop: Workshop, minutes: Pick<Minutes, 'attribution' | 'profile' | 'outline'>): readonly Finding[] {
  if (minutes.attribution === 'person') return []
  const passages = printedPassages(workshop, minutes)
  const names = new NamesInWords(workshop.people, otherNames(workshop), passages.map(({ words }) => words))
  return passages.flatMap(({ words, title, place }): readonly Finding[] => {
    const found = names.in(words)
    return found.length === 0 ? [] : [{ kind: 'name-in-words', weight: 'hint', subject: title, detail: found.join(' · '), place }]
  })
}

type Passage = { readonly words: string; readonly title: string; readonly place: FindingPlace }

/** Everything typed that the document prints as it stands, with where it can be changed. */
function printedPassages(workshop: Workshop, { profile, outline }: Pick<Minutes, 'profile' | 'outline'>): readonly Passage[] {
  const isPublic = leavesTheHouse(profile)
  const hiddenBoards: ReadonlySet<string> = isPublic ? confidentialBoards(workshop) : new Set()
  const outcomes = workshop.outcomes.flatMap((outcome): readonly Passage[] => {
    const { kind, label, board, id, text, fields } = outcome
    const isListed = profile === 'decisions' ? kind === 'decision' || kind === 'action' : profile === 'letter' ? kind === 'decision' || kind === 'action' || kind === 'recommendation' : true
    if (!isListed || hiddenBoards.has(board) || (isPublic && !isPublicOutcome(kind, fields))) return []
    return [{ words: [text, ...wordedFields(kind, fields).map(([, words]) => words)].join('\n'), title: label, place: { kind: 'outcome', board, outcome: id } }]
  })
  if (profile === 'decisions' || profile === 'letter') return outcomes
  const { items, boards, matters, minutes, details } = workshop
  const hiddenItems = new Set<string>(isPublic ? items.filter(({ confidential }) => confidential).map(({ id }) => id) : [])
  const excluded = new Set(outline.filter(({ isExcluded }) => isExcluded).map(({ id }) => id))
  const summarised = new Set(Object.entries(minutes.summaries).filter(([, summary]) => isSummaryPrinted(summary)).map(([part]) => part))
  const left = new Set(minutes.hidden.map(({ board, block }) => `${board} ${block}`))
  const isLeftOut = (part: PartId): boolean => excluded.has(part) || (part.startsWith('item:') && hiddenItems.has(part.slice('item:'.length)))
  const printedBoards = boards.filter(({ id }) => !isLeftOut(partOfBoard(workshop, id)) && !hiddenBoards.has(id))
  const texts = (part: PartId, nodes: readonly RichNode[]): readonly Passage[] => nodes.map((node) => ({ words: wordsOf(node, isPublic), title: titleOf(workshop, part), place: { kind: 'part', part } }))
  return [
    { words: details.purpose, title: '', place: { kind: 'part', part: 'glance' } },
    ...[details.welcome, details.quorum, details.agendaAdoption, details.previousMinutes, details.interests].map((words): Passage => ({ words, title: '', place: { kind: 'part', part: 'attendance' } })),
    ...matters.filter(({ confidential }) => !isPublic || !confidential).map(({ what, note, label }): Passage => ({ words: `${what}\n${note}`, title: label, place: { kind: 'part', part: mattersPart } })),
    ...items.filter(({ id }) => !hiddenItems.has(id)).map(({ id, title }): Passage => ({ words: title, title, place: { kind: 'item', item: id } })),
    ...printedBoards.flatMap(({ id: board, title, content, group }): readonly Passage[] => [
      { words: [title, group?.question ?? '', group?.method ?? ''].join('\n'), title, place: { kind: 'board', board, block: null } },
      ...(summarised.has(partOfBoard(workshop, board)) ? [] : content.flatMap((node, block): readonly Passage[] => (left.has(`${board} ${block}`) ? [] : [{ words: wordsOf(node, isPublic), title, place: { kind: 'board', board, block } }]))),
    ]),
    ...outcomes,
    ...Object.entries(minutes.summaries).filter(([part]) => summarised.has(part) && !isLeftOut(part)).flatMap(([part, { content }]) => texts(part, content)),
    ...Object.entries(minutes.linking).filter(([part]) => !isLeftOut(part)).flatMap(([part, nodes]) => texts(part, nodes)),
  ]
}

/** The words of a block without its outcomes, which are looked at on their own. */
function wordsOf(node: RichNode, isPublic: boolean): string {
  if (node.type === 'outcome' || (isPublic && isConfidential(node))) return ''
  if (node.type === 'image') return ['caption', 'alt', 'transcription'].map((name) => node.attrs?.[name]).filter((words) => typeof words === 'string').join('\n')
  if (node.type === 'hardBreak') return '\n'
  const children = node.content ?? []
  return node.text ?? children.map((child) => wordsOf(child, isPublic)).join(children.some(({ type }) => type === 'text') ? '' : '\n')
}

function titleOf({ items, boards }: Workshop, part: PartId): string {
  const id = part.slice(part.indexOf(':') + 1)
  return items.find((item) => item.id === id)?.title ?? boards.find((board) => board.id === id)?.title ?? ''
}

/** What may be called like a person and is none. */
function otherNames({ details, people, organisations }: Workshop): readonly string[] {
  return [
    details.body, details.organisation, details.commission, details.place, details.venue, details.host, ...details.regions, ...details.bodyAliases,
    ...people.flatMap(({ organisation, region, country }) => [organisation, region, country]), ...organisations.map(({ name }) => name),
  ]
}

class NamesInWords {
  readonly #full: RegExp | null
  readonly #family: RegExp | null
  readonly #byFull: ReadonlyMap<string, string>
  readonly #byFamily: ReadonlyMap<string, string>

  constructor(people: readonly Person[], others: readonly string[], texts: readonly string[]) {
    const named = people.map(({ name }) => name.trim()).filter((name) => name !== '')
    this.#byFull = new Map(named.map((name) => [spaced(foldLetters(name)), name]))
    this.#full = anyOf([...this.#byFull.keys()])
    const taken = new Set(others.flatMap((name) => wordsIn(foldLetters(name))))
    const small = new Set(texts.flatMap((text) => text.match(smallWords) ?? []).map((word) => foldLetters(word)))
    this.#byFamily = new Map(named.flatMap((name) => {
      const words = wordsIn(name)
      const family = words.find((word, index) => index < words.length - 1 && isCapitals(word)) ?? (words.length > 1 ? words.at(-1) : undefined)
      if (family === undefined || family.length < minimumFamilyName || taken.has(foldLetters(family)) || small.has(foldLetters(family))) return []
      return isCapitalised(family) ? [[family.toLowerCase(), name] as const] : []
    }))
    this.#family = anyOf([...this.#byFamily.keys()])
  }

  /** Everybody who is named in `text`, each once. */
  in(text: string): readonly string[] {
    const full = [...spaced(foldLetters(text)).matchAll(this.#full ?? nothing)].map(([name]) => this.#byFull.get(name))
    const family = [...text.toLowerCase().matchAll(this.#family ?? nothing)].filter(({ index }) => isCapitalised(text.slice(index))).map(([name]) => this.#byFamily.get(name))
    return [...new Set([...full, ...family].filter((name) => name !== undefined))]
  }
}

const nothing = /(?!)/gu
const smallWords = /(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]{3,}/gu
const words = /[\p{L}\p{M}\p{N}'’-]+/gu

function wordsIn(name: string): readonly string[] {
  return name.match(words) ?? []
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

function isCapitalised(text: string): boolean {
  return /^\p{Lu}/u.test(text)
}

function isCapitals(word: string): boolean {
  return word.length >= minimumFamilyName && word === word.toUpperCase() && isCapitalised(word)
}

/** Any of `texts` as whole words; null for none. */
function anyOf(texts: readonly string[]): RegExp | null {
  if (texts.length === 0) return null
  const longestFirst = [...texts].sort((a, b) => b.length - a.length).map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${longestFirst.join('|')})(?![\p{L}\p{N}])`, 'gu')
}
