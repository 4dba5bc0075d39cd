/** Programme items: what came out of them, and whether every table handed something in. */
import type { ItemKind, RichNode, Workshop } from '../../model/workshop.ts'
import { plainText } from '../../document/boards/board-content.ts'
import { foldLetters } from '../../search/fold.ts'
import { derivedOnce } from '../../util/derived-once.ts'
import type { Finding } from './finding.ts'

/** Items of these kinds are held to come to something. */
const deciding: ReadonlySet<ItemKind> = new Set(['presentation', 'debate', 'pitch', 'breakout'])

/** Says in each language of the minutes that nothing was decided, as `foldLetters` leaves it. */
const noDecision = /no decisions?\b|(?:pas|aucune|sans) (?:de )?decision|(?:sin|ningun|sense|cap) acords?\b|(?:sin|ningun) acuerdos?|sin decision(?:es)?|nessuna decisione|(?:χωρισ|καμια|δεν εληφθη|δεν ληφθηκε) αποφαση|(?:لا|بدون|دون|لم يتخذ) (?:اي )?قرار/u

/** Findings about items that were held, and about annexes of which nothing has arrived. */
export function itemChecks(workshop: Workshop): readonly Finding[] {
  const { items, boards, outcomes } = workshop
  const withOutcome = new Set<string>(outcomes.map(({ board }) => board))
  const missing = boards.filter(({ annex, content }) => annex !== undefined && isEmpty(content)).map(({ id, title }): Finding =>
    ({ kind: 'table-not-received', weight: 'problem', subject: title, detail: '', place: { kind: 'board', board: id, block: null } }))
  return [...items.filter(({ held }) => held).flatMap((item): readonly Finding[] => {
    const own = boards.filter((board) => board.item === item.id)
    const tables = own.filter(({ annex }) => annex === undefined)
    const isDecided = !deciding.has(item.kind) || own.some(({ id, content }) => withOutcome.has(id) || saysNoDecision(content))
    return [
      ...(isDecided ? [] : [{ kind: 'item-without-outcome', weight: 'hint', subject: item.title, detail: '', place: { kind: 'item', item: item.id } } as const]),
      ...(item.kind !== 'breakout' ? [] : tables.filter(({ content }) => isEmpty(content)).map(({ id, title }) =>
        ({ kind: 'table-not-received', weight: 'problem', subject: title, detail: item.title === title ? '' : item.title, place: { kind: 'board', board: id, block: null } } as const))),
    ]
  }), ...missing]
}

const saysNoDecision = derivedOnce((content: readonly RichNode[]) => noDecision.test(foldLetters(plainText(content))))

function isEmpty(content: readonly RichNode[]): boolean {
  return content.every((node) => node.type !== 'image' && (node.text ?? '').trim() === '' && isEmpty(node.content ?? []))
}
