/**
 * Writes down what `second-outcomes.ts` says: an outcome that came to stand under the id of another one gets its own, a number and the translations that it had. Everybody who does so writes the same id, so that
 * it makes no difference how many do.
 */
import * as Y from 'yjs'
import { outcomeKinds } from '../../model/workshop.ts'
import { claimOutcomeNumber, isOutcomeClaim } from '../../outcomes/numbering.ts'
import { boardFragment, readBoardList } from '../read-workshop.ts'
import { writeTranslationsOfSeconds } from '../translations.ts'
import { rootsOf } from '../roots.ts'
import { elementKey, oldestOf, outcomeElements, secondIds } from './second-outcomes.ts'
import { wordsOf } from './take-over.ts'

/** Whether a transaction made an outcome anywhere, or brought a board back: only then can one have come to stand beside another of its id. */
export function bringsOutcome(transaction: Y.Transaction): boolean {
  return makesOutcome(transaction) || restores(transaction)
}

function restores({ doc, changed }: Y.Transaction): boolean {
  const { boards, programme } = rootsOf(doc)
  return [...changed].some(([{ parent }, keys]) => keys.has('deleted') && (parent === boards || parent === programme))
}

function makesOutcome({ doc, beforeState, afterState }: Y.Transaction): boolean {
  return [...afterState].some(([client, clock]) => {
    const before = beforeState.get(client) ?? 0
    const structs = clock > before ? doc.store.clients.get(client) ?? [] : []
    for (let index = structs.length === 0 ? 0 : Y.findIndexSS(structs, before); index < structs.length; index += 1) {
      const struct = structs[index]
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType && struct.content.type instanceof Y.XmlElement && struct.content.type.nodeName === 'outcome') return true
    }
    return false
  })
}

/**
 * Gives an id and a number to every outcome on a board that is shown whose id is that of an older one, in one transaction, and returns how many those were. `isOurs` is asked
 * for the Yjs clients that wrote the two; two of a question or vote that was taken over twice are left then: the page with the answers may be about to take one of them away. Without it, all
 * are mended.
 */
export function mendOutcomes(doc: Y.Doc, origin: unknown, isOurs?: (second: number, oldest: number) => boolean): number {
  const outcomes = readBoardList(doc).flatMap(({ id }) => {
    const fragment = boardFragment(doc, id)
    return fragment ? outcomeElements(fragment) : []
  })
  const ids = secondIds(outcomes)
  const oldest = oldestOf(outcomes)
  const wrong = outcomes.flatMap(({ element, ...second }) => {
    const [known, first] = [ids[elementKey(second)], oldest.get(second.id)]
    if (!known || !first) return []
    const isLeft = isOurs !== undefined && (!isOurs(second.client, first.client) || isTakenOverTwice(doc, first.element, element))
    return isLeft ? [] : [{ element, ...known }]
  })
  if (wrong.length === 0) return 0
  doc.transact(() => {
    for (const { element, own } of wrong) {
      const kind = outcomeKinds.find((known) => known === element.getAttribute('kind'))
      element.setAttribute('id', own)
      if (kind) claimOutcomeNumber(doc, origin, own, kind)
    }
    writeTranslationsOfSeconds(doc, wrong)
  }, origin)
  return wrong.length
}

/** Of what one window wrote twice (it was moved, and undo brought it back), that window knows which of the two is which. */
export function isOfTwoWriters(second: number, oldest: number): boolean {
  return second !== oldest
}

/** Whether two computers that were apart each took the same over and nobody has changed a word of it: each has claimed a number for it then. */
function isTakenOverTwice(doc: Y.Doc, first: Y.XmlElement, second: Y.XmlElement): boolean {
  const [id, kind] = [second.getAttribute('id'), second.getAttribute('kind')]
  if ((kind !== 'question' && kind !== 'vote') || wordsOf(first) !== wordsOf(second)) return false
  return rootsOf(doc).outcomeNumbers.toArray().filter((claim) => isOutcomeClaim(claim) && claim.outcome === id).length > 1
}
