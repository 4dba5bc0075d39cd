// @vitest-environment node
/**
 * Compiling round by round gives what compiling at once gives: the same text, numbers, order and findings, whatever was written, moved,
 * hidden, translated, answered or chosen in between, in whichever order.
 */
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { CompileChoices } from '../../../renderer/minutes/compiling.ts'
import { addBlob } from '../../../shared/document/commands/board-commands.ts'
import { contentDigest } from '../../../shared/document/boards/content-digest.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { movePart, setPartExcluded } from '../../../shared/document/commands/minutes-commands.ts'
import { addOrganisation, addPerson, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { boardFragment, readBoardList, readItems, readPeople, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { askQuestion, castBallot, checkIn, closeVote, openVote, setQuestionState } from '../../../shared/document/responses/responses-commands.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { linkingFragment, rootsOf, summaryFragment } from '../../../shared/document/roots.ts'
import { setBlockHidden, setSummaryUsed } from '../../../shared/document/commands/shorten-commands.ts'
import { setTranslation } from '../../../shared/document/translations.ts'
import { checkMinutes } from '../../../shared/minutes/checks/check-minutes.ts'
import { allHere } from '../../../shared/minutes/checks/finding.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { profiles } from '../../../shared/minutes/minutes.ts'
import { shortenedPlaces } from '../../../shared/minutes/shorten.ts'
import type { BlobId, PersonId } from '../../../shared/model/ids.ts'
import { attributions, itemKinds, outcomeKinds } from '../../../shared/model/workshop.ts'
import { outcomeFieldNames } from '../../../shared/outcomes/kinds.ts'
import { textGroups } from '../../../shared/translations/texts.ts'
import { compilerPair, wholeMinutes } from '../../helpers/minutes-compiler.ts'
import { boardIds, editRandomBoard, Ledger, runRandomCommand } from '../../helpers/random-edits.ts'

const seeds = Array.from({ length: 48 }, (_, index) => index + 1)
const roundCount = 14
const blobs = ['a', 'b', 'c'].map((letter) => letter.repeat(64) as BlobId)
const somebody = { key: 'p9' as PersonId, name: 'Nadia', organisation: 'Harbour Council (HC)' }

type Step = (gen: prng.PRNG, doc: Y.Doc, responses: Y.Doc, parts: readonly string[]) => unknown

function element(name: string, attributes: Readonly<Record<string, unknown>>, words = ''): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  if (words !== '') made.insert(0, [new Y.XmlText(words)])
  return made
}

function anyBoard(gen: prng.PRNG, doc: Y.Doc): Y.XmlFragment | null {
  return boardFragment(doc, prng.oneOf(gen, boardIds(doc)))
}

function anyElement(gen: prng.PRNG, doc: Y.Doc, name: string): Y.XmlElement | undefined {
  const found = boardIds(doc).flatMap((board) => [...(boardFragment(doc, board)?.createTreeWalker((node) => node instanceof Y.XmlElement && node.nodeName === name) ?? [])])
  return found.length === 0 ? undefined : (prng.oneOf(gen, found) as Y.XmlElement)
}

const somePart = (gen: prng.PRNG, parts: readonly string[]): string => (parts.length === 0 ? 'closing' : prng.oneOf(gen, [...parts]))

/** What the other tests of random work leave alone. */
const steps: readonly Step[] = [
  function outcome(gen, doc) {
    const fields = outcomeFieldNames.filter(() => prng.bool(gen)).map((name) => [name, prng.oneOf(gen, ['', 'yes', 'Nadia', '2026-03-01', 'Corsica', 'outcome:x1', 'outcome:x3', ...readPeople(doc).map(({ id }) => id)])])
    const made = element('outcome', { id: `x${prng.int32(gen, 0, 30)}`, kind: prng.oneOf(gen, [...outcomeKinds]), ...Object.fromEntries(fields) as Record<string, string> }, `The ${prng.word(gen)} see report.pdf`)
    const board = anyBoard(gen, doc)
    board?.insert(prng.int32(gen, 0, board.length), [made])
  },
  (gen, doc) => anyElement(gen, doc, 'outcome')?.setAttribute(prng.oneOf(gen, [...outcomeFieldNames, 'kind', 'id']), prng.oneOf(gen, ['', 'yes', 'Nadia', 'vote', 'x3', 'x4', 'outcome:x3', 'outcome:x4'])),
  (gen, doc) => anyBoard(gen, doc)?.push([element('image', { blob: prng.oneOf(gen, blobs), alt: prng.oneOf(gen, ['', 'A sheet']), caption: prng.word(gen), width: 200 })]),
  (gen, doc) => addBlob(doc, null, { id: prng.oneOf(gen, blobs), mediaType: 'image/png', byteLength: 1, name: `${prng.word(gen)}.png` }),
  (gen, doc) => anyBoard(gen, doc)?.push([element('marquee', {}, prng.word(gen))]),
  function unsafeLink(gen, doc) {
    const block = element('paragraph', {}, prng.word(gen))
    anyBoard(gen, doc)?.push([block])
    const text: unknown = block.get(0)
    if (text instanceof Y.XmlText) text.format(0, 1, { link: { href: prng.oneOf(gen, ['javascript:1', 'https://example.org/minutes.odt', 'ftp://x']) } })
  },
  (gen, doc, _, parts) => linkingFragment(doc, somePart(gen, parts)).insert(0, [element('paragraph', {}, prng.word(gen))]),
  function summary(gen, doc, _, parts) {
    const part = somePart(gen, parts)
    summaryFragment(doc, part).insert(0, [element('paragraph', {}, prng.word(gen))])
    setSummaryUsed(doc, null, part, prng.bool(gen) ? contentDigest([]) : null)
  },
  function hide(gen, doc) {
    const board = prng.oneOf(gen, boardIds(doc))
    setBlockHidden(doc, null, board, prng.int32(gen, 0, 4), prng.bool(gen))
  },
  (gen, doc, _, parts) => movePart(doc, null, parts, somePart(gen, parts), prng.int32(gen, 0, parts.length)),
  (gen, doc, _, parts) => setPartExcluded(doc, null, somePart(gen, parts), prng.bool(gen)),
  function translate(gen, doc, responses) {
    const texts = textGroups(readWorkshop(doc, responses)).flatMap((group) => group.texts)
    if (texts.length === 0) return
    const { unit, source } = prng.oneOf(gen, [...texts])
    setTranslation(doc, null, { language: prng.oneOf(gen, ['fr', 'en']), unit, source, words: prng.oneOf(gen, ['', 'Autrement dit', source]) })
  },
  (gen, doc) => addItem(doc, null, { kind: prng.oneOf(gen, [...itemKinds]), title: prng.word(gen), confidential: prng.bool(gen), otherSpeakers: 'Otto' }),
  (gen, doc) => updateItem(doc, null, prng.oneOf(gen, readItems(doc).map(({ id }) => id)), { speakers: readPeople(doc).slice(0, 2).map(({ id }) => id), kind: prng.oneOf(gen, [...itemKinds]) }),
  (gen, doc) => addPerson(doc, null, { name: prng.oneOf(gen, ['Nadia', 'Nadia Quillon', 'Quillon, Nadia']), organisation: prng.word(gen), attendance: prng.oneOf(gen, ['expected', 'present', 'excused']), duties: ['chair'] }),
  (gen, doc) => updatePerson(doc, null, prng.oneOf(gen, readPeople(doc).map(({ id }) => id)), { name: prng.word(gen) }),
  (gen, doc) => addOrganisation(doc, null, { name: prng.word(gen), role: prng.word(gen) }),
  (gen, doc) => setDetails(doc, null, { body: prng.word(gen), language: prng.oneOf(gen, ['en', 'fr', 'el']), attribution: prng.oneOf(gen, [...attributions]), welcome: prng.oneOf(gen, ['', 'Welcome.']) }),
  (gen, doc) => rootsOf(doc).versions.push([{ outcomes: [{ kind: 'decision', number: prng.int32(gen, 1, 9), outcome: `x${prng.int32(gen, 0, 30)}` }] }]),
  (gen, _, responses) => checkIn(responses, null, { ...somebody, key: prng.oneOf(gen, ['p9', 'p8']) as PersonId }, prng.oneOf(gen, ['here', 'left', 'remote']), { ms: prng.int32(gen, 1, 9_000_000), zone: 60 }),
  (gen, doc, responses) => askQuestion(responses, null, somebody, { kind: 'question', text: prng.word(gen), board: readBoardList(doc)[0]?.id ?? null }, prng.int32(gen, 1, 99)),
  function answer(gen, _, responses) {
    const [first] = readResponses(responses).questions
    if (first) setQuestionState(responses, null, first.id, prng.oneOf(gen, ['new', 'answered', 'taken']) as 'new')
  },
  function vote(gen, doc, responses) {
    const id = openVote(responses, null, somebody, { question: prng.word(gen), options: ['yes', 'no'], board: readBoardList(doc)[0]?.id ?? null }, prng.int32(gen, 1, 99))
    const made = readResponses(responses).votes.find((known) => known.id === id)
    if (!made) return
    castBallot(responses, null, made.id, somebody.key, made.options[0]?.id ?? null)
    if (prng.bool(gen)) closeVote(responses, null, made.id, readPeople(doc))
  },
]

function someChoices(gen: prng.PRNG): CompileChoices {
  return {
    options: {
      language: prng.oneOf(gen, ['en', 'fr', 'ar']), profile: prng.oneOf(gen, [...profiles]), attribution: prng.oneOf(gen, [...attributions]), organisation: prng.oneOf(gen, ['', somebody.organisation]),
    },
    context: { missingBlobs: new Set(blobs.filter(() => prng.bool(gen))), isRelayBehind: prng.bool(gen) },
  }
}

describe('minutes compiled round by round (MP10)', () => {
  it.each(seeds)('are what is compiled at once, to the last number and finding, after random work (seed %i)', (seed) => {
    const gen = prng.create(seed)
    const [doc, responses, ledger] = [new Y.Doc(), new Y.Doc(), new Ledger()]
    for (const title of ['first', 'second', 'third']) addItem(doc, null, { kind: 'debate', title })
    addPerson(doc, null, { name: 'Nadia' })
    let choices: CompileChoices = { options: { language: 'en' }, context: allHere }
    const { compiler, work, last } = compilerPair(doc, responses, choices)
    work()
    for (let round = 0; round < roundCount; round += 1) {
      for (let count = prng.int32(gen, 1, 4); count > 0; count -= 1) {
        const kind = prng.int32(gen, 0, 9)
        if (kind < 3) editRandomBoard(gen, doc, ledger)
        else if (kind < 4) runRandomCommand(gen, doc)
        else prng.oneOf(gen, [...steps])(gen, doc, responses, last().outline.map(({ id }) => id).filter((id) => id !== 'cover'))
      }
      if (prng.int32(gen, 0, 3) === 0) {
        choices = someChoices(gen)
        compiler.receive({ type: 'choices', choices })
      }
      work()
      const workshop = readWorkshop(doc, responses)
      const fresh = compileMinutes(workshop, choices.options)
      const { findings, shortened, sources } = last()
      expect(wholeMinutes(last())).toEqual(fresh)
      expect(findings).toEqual(checkMinutes(workshop, fresh, choices.context))
      expect(shortened).toEqual(shortenedPlaces(workshop))
      expect(sources.outcomes).toEqual(Object.fromEntries(workshop.outcomes.map(({ label, id, board }) => [label, { id, board }])))
    }
    compiler.dispose()
  })
})
