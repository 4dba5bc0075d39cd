/**
 * A workshop in another language, before anything is compiled: texts give way to their translations, one for one, in the place where
 * they stand. Structure, numbers and ids are those of the record, so paragraphs and outcomes are cited by the same numbers in every
 * language. What nobody translated stays as it was written and says in which language that is.
 */
import { plainText } from '../document/boards/board-content.ts'
import { mattersPart } from '../minutes/part-source.ts'
import type { Board, PlacedLoss, RichNode, Workshop } from '../model/workshop.ts'
import { beginningOf } from '../util/beginning-of.ts'
import { inlinesFromTagged, linksLost, taggedText } from './tagged-text.ts'
import {
  boardTitleUnit, boardUnit, detailsUnit, functionsUnit, imageTexts, itemUnit, linkingUnit, matterNoteUnit, matterUnit, methodUnit, outcomeFieldUnit, outcomeUnit, questionUnit, roleUnit, summaryUnit, textAttribute,
  translatedDetails, translatedLists, wordedFields,
} from './texts.ts'
import { primaryLanguage, Translator } from './translator.ts'

const maxNameLength = 60

/** The part of the minutes under which losses in the details are told. */
const coverPart = 'cover'

/**
 * `workshop` with its translations into `language`; the very same where there are none, or it was written in that language. `mayTellOlder`: whether
 * a translation may stand for a text that has changed since, and say what it said before; asked at most once.
 */
export function translateWorkshop(workshop: Workshop, language: string, mayTellOlder: () => boolean = always): Workshop {
  const target = primaryLanguage(language)
  if (workshop.translations.length === 0 || primaryLanguage(workshop.details.language) === target) return workshop
  const translator = new Translator(workshop, target)
  return translator.isEmpty ? workshop : new WorkshopTranslation(workshop, target, translator, mayTellOlder).workshop()
}

function always(): boolean {
  return true
}

class WorkshopTranslation {
  readonly #source: Workshop
  readonly #language: string
  /** The language of the record; '' when nobody said. */
  readonly #written: string
  readonly #translator: Translator
  readonly #losses: PlacedLoss[] = []
  readonly #mayTellOlder: () => boolean
  /** Null until it was asked. */
  #isOlderTold: boolean | null = null
  /** Where what is translated now stands. */
  #place: Pick<PlacedLoss, 'place' | 'id'> = { place: 'linking', id: coverPart }

  constructor(source: Workshop, language: string, translator: Translator, mayTellOlder: () => boolean) {
    this.#mayTellOlder = mayTellOlder
    this.#source = source
    this.#language = language
    this.#written = primaryLanguage(source.details.language)
    this.#translator = translator
  }

  workshop(): Workshop {
    const { items, people, organisations, matters, boards, outcomes, minutes, losses } = this.#source
    const details = this.#details()
    // Told where they stand: what a report leaves out takes its losses along.
    const titles = new Map<string, string>(items.map(({ id, title }) => [id, this.#at('linking', `item:${id}`, () => this.#text(itemUnit(id), title))]))
    const translatedBoards = boards.map((board) => this.#at('board', board.id, () => this.#board(board, titles)))
    const translatedItems = items.map((item) => ({ ...item, title: titles.get(item.id) ?? item.title }))
    const linking = Object.entries(minutes.linking).map(([part, content]) => [part, this.#at('linking', part, () => this.#rich(content, linkingUnit(part)))] as const)
    const summaries = Object.entries(minutes.summaries).map(([part, summary]) =>
      [part, { ...summary, content: this.#at('linking', part, () => this.#rich(summary.content, summaryUnit(part))) }] as const)
    return {
      ...this.#source,
      details,
      items: translatedItems,
      people: people.map((person) => ({
        ...person,
        functions: person.functions.map((words) => this.#text(functionsUnit(person.id), words)),
      })),
      matters: this.#at('linking', mattersPart, () => matters.map((matter) => ({ ...matter, what: this.#text(matterUnit(matter.id), matter.what), note: this.#text(matterNoteUnit(matter.id), matter.note) }))),
      organisations: organisations.map((organisation) => ({ ...organisation, role: this.#text(roleUnit(organisation.id), organisation.role) })),
      boards: translatedBoards,
      outcomes: outcomes.map((outcome) => this.#at('board', outcome.board, () => {
        const translated = this.#inlines(outcomeUnit(outcome.id), outcome.content)
        const content = translated ?? outcome.content
        return {
          ...outcome,
          content,
          text: content.map((child) => plainText([child])).join(''),
          ...(translated || this.#written === '' ? {} : { language: this.#written }),
          fields: this.#fields(outcome.id, outcome.kind, outcome.fields),
        }
      })),
      minutes: { ...minutes, linking: Object.fromEntries(linking), summaries: Object.fromEntries(summaries) },
      losses: [...losses, ...once(this.#losses)],
    }
  }

  #details(): Workshop['details'] {
    const { details } = this.#source
    return {
      ...details,
      ...Object.fromEntries(translatedDetails.map((field) => [field, this.#text(detailsUnit(field), details[field])])),
      ...Object.fromEntries(translatedLists.map((field) => [field, details[field].map((words) => this.#text(detailsUnit(field), words))])),
      language: this.#language,
    }
  }

  #board(board: Board, titles: ReadonlyMap<string, string>): Board {
    const item = this.#source.items.find(({ id }) => id === board.item)
    const isOwn = item === undefined || item.title !== board.title
    const { group } = board
    return {
      ...board,
      ...(group && { group: { ...group, question: this.#text(questionUnit(board.id), group.question), method: this.#text(methodUnit(board.id), group.method) } }),
      title: isOwn ? this.#text(boardTitleUnit(board.id), board.title) : (titles.get(item.id) ?? board.title), content: this.#rich(board.content, boardUnit(board.id)),
    }
  }

  #rich(content: readonly RichNode[], unit: string): readonly RichNode[] {
    return content.map((node) => this.#node(node, unit))
  }

  #node(node: RichNode, unit: string): RichNode {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return this.#block(node, unit)
      case 'image':
        return this.#image(node, unit)
      case 'outcome': {
        const id = textAttribute(node, 'id')
        const block = this.#block(node, outcomeUnit(id))
        return { ...block, attrs: { ...block.attrs, ...this.#fields(id, node.attrs?.['kind'], node.attrs ?? {}) } }
      }
      case 'codeBlock':
        return node
      default:
        return node.content ? { ...node, content: this.#rich(node.content, unit) } : node
    }
  }

  #image(node: RichNode, unit: string): RichNode {
    const texts = imageTexts.map((name) => [name, textAttribute(node, name)] as const).filter(([, source]) => source !== '')
    const transcription = textAttribute(node, 'transcription')
    // Captions are too short to be told in which language they are.
    const isLeft = transcription !== '' && this.#written !== '' && this.#words(unit, transcription) === null
    const language = isLeft ? { lang: this.#written } : {}
    return { ...node, attrs: { ...node.attrs, ...Object.fromEntries(texts.map(([name, source]) => [name, this.#text(unit, source)])), ...language } }
  }

  /** A text block in the language of the translation, or marked as being in that of the record. */
  #block(node: RichNode, unit: string): RichNode {
    const inlines = this.#inlines(unit, node.content ?? [])
    if (!inlines) return this.#written === '' ? node : { ...node, attrs: { ...node.attrs, lang: this.#written } }
    // The direction that somebody set was that of the source.
    return { ...node, attrs: { ...node.attrs, dir: null }, content: inlines }
  }

  /** Translated inline content; null where there is no translation. */
  #inlines(unit: string, source: readonly RichNode[]): readonly RichNode[] | null {
    const tagged = taggedText(source)
    const words = this.#words(unit, tagged)
    if (words === null) return null
    for (const href of linksLost(words, source)) this.#losses.push({ ...this.#place, kind: 'lost-link', name: href })
    return inlinesFromTagged(words, source)
  }

  #text(unit: string, source: string): string {
    return this.#words(unit, source) ?? source
  }

  #fields<T extends Readonly<Record<string, unknown>>>(id: string, kind: unknown, fields: T): T {
    return { ...fields, ...Object.fromEntries(wordedFields(kind, fields).map(([name, value]) => [name, this.#text(outcomeFieldUnit(id, name), value)])) }
  }

  #words(unit: string, source: string): string | null {
    const found = this.#translator.find(unit, source)
    if (found.kind === 'missing') return null
    if (found.kind === 'stale') {
      this.#isOlderTold ??= this.#mayTellOlder()
      if (!this.#isOlderTold) return null
      this.#losses.push({ ...this.#place, kind: 'stale-translation', name: beginningOf(found.words, maxNameLength) })
    }
    return found.words
  }

  #at<T>(place: PlacedLoss['place'], id: string, translate: () => T): T {
    const outer = this.#place
    this.#place = { place, id }
    const translated = translate()
    this.#place = outer
    return translated
  }
}


function once(losses: readonly PlacedLoss[]): readonly PlacedLoss[] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}
