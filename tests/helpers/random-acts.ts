/** Every act on a workshop that a window offers, at random: what the commands change, in the notes and in what the room answers. */
import * as prng from 'lib0/prng'
import * as Y from 'yjs'
import { blockOrigins, writeContent } from '../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { mendOutcomes } from '../../shared/document/boards/mend-outcomes.ts'
import { removeSecondCopies, takeBack, takeOver, type FloorOutcome } from '../../shared/document/boards/take-over.ts'
import { addBlob, addBoard, deleteBoard, moveBoard, renameBoard, restoreBoard, setBoardAnnex, setBoardGroup } from '../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import { importBoard } from '../../shared/document/commands/import-commands.ts'
import { importItems, importPeople } from '../../shared/document/commands/import-lists.ts'
import { addMatter, deleteMatter, restoreMatter, takeOverMatters, updateMatter } from '../../shared/document/commands/matters-commands.ts'
import { movePart, setPartExcluded } from '../../shared/document/commands/minutes-commands.ts'
import { addOrganisation, addPerson, addPersonFromRoom, deleteOrganisation, deletePerson, movePerson, restoreOrganisation, restorePerson, updateOrganisation, updatePerson } from '../../shared/document/commands/people-commands.ts'
import { addItem, deleteItem, moveItem, restoreItem, updateItem } from '../../shared/document/commands/programme-commands.ts'
import { setBlockHidden, setSummaryUsed } from '../../shared/document/commands/shorten-commands.ts'
import { recordInvite, recordRevocation } from '../../shared/document/invites.ts'
import { boardFragment, readItems, readMatters, readOrganisations, readPeople, readWorkshop } from '../../shared/document/read-workshop.ts'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import { freeRespondent, respondentOf } from '../../shared/document/responses/respondents.ts'
import {
  addComment, askQuestion, castBallot, checkIn, closeVote, openVote, reopenVote, replyToComment, setCommentWithdrawn, setHands, setPhotoConsent, setQuestionState, setQuestionWithdrawn, setResolved,
  setSupport, setVoteWithdrawn,
} from '../../shared/document/responses/responses-commands.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import { linkingFragment, rootsOf, summaryFragment } from '../../shared/document/roots.ts'
import { setTranslation } from '../../shared/document/translations.ts'
import { addApproval, readApprovals, setApprovalWithdrawn } from '../../shared/document/versions/approvals.ts'
import { addCorrection, setCorrectionDeleted, updateCorrection } from '../../shared/document/versions/corrections.ts'
import { addFromRoom, handInSignature, readRoomSignatures, takeSignatureBack } from '../../shared/document/versions/room-signatures.ts'
import { addVersion, readVersions } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { checkInStates, questionKinds, questionStates, type Respondent } from '../../shared/model/responses.ts'
import { approvalWays, correctionDecisions } from '../../shared/model/versions.ts'
import { attendances, boardAnnexes, capacities, distributions, duties, itemKinds, matterStatuses, meetingModes, organisationTypes, photoConsents } from '../../shared/model/workshop.ts'
import { frozenNumbers } from '../../shared/versions/freeze.ts'
import { boardIds } from './random-edits.ts'

/** Somebody's window: the two documents, under which origins its acts are undone, and are not, and pictures that there are; without them they are named only. */
export type Actor = { readonly notes: Y.Doc; readonly responses: Y.Doc; readonly origin: unknown; readonly lasting: unknown; readonly blobs?: readonly BlobId[] }

const names = ['Ana', 'Béla', 'Γιώργος', 'سارة', 'Ana', 'O’Neill 👩‍👧']
const houses = ['', 'Harbour Council (HC)', 'Corsica']
const texts = ['', 'Welcome', 'A debate, at length', 'Ωmega', 'x\ny', 'é'.repeat(30)]
const parts = ['cover', 'closing', 'decisions', 'attendance']
const namedBlobs = ['a', 'b', 'c'].map((digit) => digit.repeat(64) as BlobId)

const one = <T>(gen: prng.PRNG, list: readonly T[]): T => prng.oneOf(gen, [...list])
const some = <T>(gen: prng.PRNG, list: readonly T[]): T[] => list.filter(() => prng.bool(gen))
const text = (gen: prng.PRNG): string => one(gen, texts)
const index = (gen: prng.PRNG): number => prng.int32(gen, 0, 5)

function withOne<T>(gen: prng.PRNG, list: readonly T[], use: (chosen: T) => unknown): void {
  if (list.length > 0) use(one(gen, list))
}

/** Ids of a list, deleted ones too, in an order that does not depend on how they arrived. */
const keys = (root: { keys: () => Iterable<string> }): never[] => [...root.keys()].sort() as never[]

const person = (gen: prng.PRNG) => ({
  organisation: one(gen, houses), functions: some(gen, ['chair', 'secretary']), duties: some(gen, duties), capacity: one(gen, capacities), attendance: one(gen, attendances),
  orgType: one(gen, organisationTypes), photoConsent: one(gen, photoConsents), timeIn: one(gen, ['', '09:40']), representedBy: one(gen, ['', 'Ana']),
})
const item = (gen: prng.PRNG) => ({ title: text(gen), kind: one(gen, itemKinds), held: prng.bool(gen), confidential: prng.bool(gen), plannedStart: one(gen, ['', '09:00']) })
const annex = (gen: prng.PRNG) => ({ kind: one(gen, boardAnnexes), author: one(gen, names), organisation: one(gen, houses), date: '2026-09-19', confidential: prng.bool(gen) })
const words = (gen: prng.PRNG) => boardSchema.node('doc', null, [boardSchema.node('paragraph', null, boardSchema.text(one(gen, ['Aye', 'Nay'])))])

function respondent(gen: prng.PRNG, { notes }: Actor): Respondent {
  const listed = readPeople(notes)
  return listed.length > 0 && prng.bool(gen) ? respondentOf(one(gen, listed)) : freeRespondent(one(gen, names), one(gen, houses))
}

function floorOutcomes({ responses }: Actor): FloorOutcome[] {
  return readResponses(responses).questions.map(({ id, text: asked }): FloorOutcome => ({ id, kind: 'question', text: asked, fields: { owner: 'Ana' } }))
}

const onNotes: readonly ((gen: prng.PRNG, actor: Actor) => unknown)[] = [
  (gen, { notes, origin }) => addItem(notes, origin, { ...item(gen), speakers: some(gen, readPeople(notes).map(({ id }) => id)) }, index(gen)),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).programme), (id) => updateItem(notes, origin, id, { ...item(gen), speakers: some(gen, readPeople(notes).map((listed) => listed.id)) })),
  (gen, { notes, origin }) => withOne(gen, readItems(notes), ({ id }) => moveItem(notes, origin, id, index(gen))),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).programme), (id) => (prng.bool(gen) ? deleteItem(notes, origin, id) : restoreItem(notes, origin, id))),
  (gen, { notes, origin }) => addPerson(notes, origin, { name: one(gen, names), ...person(gen) }, index(gen)),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).people), (id) => updatePerson(notes, origin, id, person(gen))),
  (gen, { notes, origin }) => withOne(gen, readPeople(notes), ({ id }) => movePerson(notes, origin, id, index(gen))),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).people), (id) => (prng.bool(gen) ? deletePerson(notes, origin, id) : restorePerson(notes, origin, id))),
  (gen, actor) => withOne(gen, readResponses(actor.responses).checkIns, (said) => addPersonFromRoom(actor.notes, actor.origin, said)),
  (gen, { notes, origin }) => addOrganisation(notes, origin, { name: one(gen, houses), role: text(gen) }, index(gen)),
  (gen, { notes, origin }) => withOne(gen, readOrganisations(notes), ({ id }) => updateOrganisation(notes, origin, id, { role: text(gen) })),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).organisations), (id) => (prng.bool(gen) ? deleteOrganisation(notes, origin, id) : restoreOrganisation(notes, origin, id))),
  (gen, { notes, origin }) => addMatter(notes, origin, { what: text(gen) }, index(gen)),
  (gen, { notes, origin }) => {
    const takeBackMatters = takeOverMatters(notes, origin, some(gen, ['P-1', 'D-2']).map((label) => ({ label, what: text(gen), owner: one(gen, names), due: '', status: one(gen, matterStatuses), note: '', confidential: prng.bool(gen) })))
    if (prng.bool(gen)) takeBackMatters()
  },
  (gen, { notes, origin }) => withOne(gen, readMatters(notes), ({ id }) => updateMatter(notes, origin, id, { note: text(gen), status: one(gen, matterStatuses), confidential: prng.bool(gen) })),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).matters), (id) => (prng.bool(gen) ? deleteMatter(notes, origin, id) : restoreMatter(notes, origin, id))),
  (gen, { notes, origin }) => addBoard(notes, origin, { title: text(gen), item: prng.bool(gen) ? null : (one(gen, [null, ...readItems(notes).map(({ id }) => id)])), ...(prng.bool(gen) && { annex: annex(gen) }) }),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => renameBoard(notes, origin, id, text(gen))),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => setBoardGroup(notes, origin, id, { question: text(gen), participantCount: one(gen, [null, 12]) })),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => setBoardAnnex(notes, origin, id, one(gen, [null, annex(gen)]))),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => moveBoard(notes, origin, id, index(gen))),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => (prng.bool(gen) ? deleteBoard(notes, origin, id) : restoreBoard(notes, origin, id))),
  (gen, { notes, origin, blobs = namedBlobs }) => setDetails(notes, origin, {
    title: one(gen, ['Kick-off', 'Second meeting', '']), regions: some(gen, ['Corsica', 'Crete', 'Malta']), date: { year: 2026, month: one(gen, [null, 9]), day: one(gen, [null, 31]) }, mode: one(gen, meetingModes),
    distribution: one(gen, distributions), letterhead: { logo: one(gen, [null, ...blobs]), color: one(gen, ['', '#0f5c63']) },
  }),
  (gen, { notes, origin, blobs = namedBlobs }) => addBlob(notes, origin, { id: one(gen, blobs), mediaType: 'image/png', byteLength: 3, name: text(gen) }),
  (gen, { notes, origin }) => {
    const takeImportBack = importPeople(notes, origin, { added: [{ name: one(gen, names) }, { name: 'Cy' }], filled: readPeople(notes).slice(0, 2).map(({ id }) => ({ person: id, fields: { country: 'France', functions: ['chair'] } })) })
    if (prng.bool(gen)) takeImportBack()
  },
  (gen, { notes, origin }) => {
    const imported = importItems(notes, origin, [{ fields: item(gen), lines: ['a', ''] }, { fields: item(gen), lines: [] }])
    if (prng.bool(gen)) imported.takeBack()
  },
  (gen, { notes, origin }) => importBoard(notes, origin, { title: 'From a file', isTitleFirst: false, blocks: words(gen).toJSON().content as never, images: [], notices: [] }, { title: text(gen), item: null }),
  (gen, { notes, origin }) => movePart(notes, origin, parts, one(gen, parts), index(gen)),
  (gen, { notes, origin }) => setPartExcluded(notes, origin, one(gen, parts), prng.bool(gen)),
  (gen, { notes, origin }) => withOne(gen, boardIds(notes), (id) => {
    const fragment = boardFragment(notes, id)
    if (fragment) setBlockHidden(notes, origin, id, prng.int32(gen, 0, Math.max(0, blockOrigins(fragment).length - 1)), prng.bool(gen))
  }),
  (gen, { notes, origin }) => setSummaryUsed(notes, origin, one(gen, parts), one(gen, [null, 'abc'])),
  (gen, { notes, lasting }) => notes.transact(() => writeContent(one(gen, [linkingFragment(notes, one(gen, parts)), summaryFragment(notes, one(gen, parts))]), words(gen)), lasting),
  (gen, { notes, origin }) => setTranslation(notes, origin, { language: one(gen, ['fr', 'el']), unit: one(gen, ['details:title', 'part:closing']), source: one(gen, ['Kick-off', 'Aye']), words: text(gen) }),
  (gen, { notes, lasting }) => recordInvite(notes, lasting, { id: one(gen, ['i', 'j']), role: 'participant', label: text(gen), issuedAt: 1, expiresAt: prng.int32(gen, 1, 9) }),
  (gen, { notes, lasting }) => recordRevocation(notes, lasting, one(gen, ['i', 'j']), text(gen)),
  (gen, { notes, lasting, blobs = namedBlobs }) => addVersion(notes, lasting, {
    fingerprint: prng.int32(gen, 0, 2 ** 30).toString(16).padStart(64, '0'), blob: one(gen, blobs), frozenAt: '2026-09-19T17:42:00+02:00', frozenBy: 'Ana', note: text(gen), commentsUntil: '', isCorrected: false,
    outcomes: frozenNumbers(readWorkshop(notes)),
  }, 10),
  (gen, { notes, lasting }) => withOne(gen, readVersions(notes), ({ fingerprint }) => addApproval(notes, lasting, { version: fingerprint, name: one(gen, names), organisation: '', capacity: '', how: one(gen, approvalWays), on: '2026-09-20', recordedBy: 'Ana', signature: null })),
  (gen, { notes, origin }) => withOne(gen, readApprovals(notes), ({ id }) => setApprovalWithdrawn(notes, origin, id, prng.bool(gen))),
  (gen, { notes, origin }) => withOne(gen, readVersions(notes), ({ fingerprint }) => addCorrection(notes, origin, { version: fingerprint, place: '1', request: text(gen), by: '' })),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).corrections), (id) => updateCorrection(notes, origin, id, { decision: one(gen, correctionDecisions), reason: text(gen) })),
  (gen, { notes, origin }) => withOne(gen, keys(rootsOf(notes).corrections), (id) => setCorrectionDeleted(notes, origin, id, prng.bool(gen))),
  (gen, actor) => withOne(gen, floorOutcomes(actor), (outcome) => withOne(gen, boardIds(actor.notes), (board) => takeOver(actor.notes, actor.origin, board, outcome))),
  (gen, actor) => withOne(gen, floorOutcomes(actor), (outcome) => takeBack(actor.notes, actor.origin, outcome)),
  (_gen, actor) => removeSecondCopies(actor.notes, actor.origin, floorOutcomes(actor)),
  (_gen, { notes }) => mendOutcomes(notes, 'engine'),
  (gen, { notes, responses, lasting }) => withOne(gen, readRoomSignatures(responses), (signed) => addFromRoom(notes, lasting, signed, 'Ana')),
]

const onResponses: readonly ((gen: prng.PRNG, actor: Actor, now: number) => unknown)[] = [
  (gen, actor, now) => checkIn(actor.responses, actor.origin, respondent(gen, actor), one(gen, checkInStates), { ms: now, zone: 120 }, readPeople(actor.notes)),
  (gen, actor) => setPhotoConsent(actor.responses, actor.origin, respondent(gen, actor), one(gen, ['yes', 'no', null])),
  (gen, actor, now) => askQuestion(actor.responses, actor.origin, respondent(gen, actor), { kind: one(gen, questionKinds), text: `${text(gen)} ${now}`, board: one(gen, [null, ...boardIds(actor.notes)]) }, now),
  (gen, { responses, origin }) => withOne(gen, keys(responsesRootsOf(responses).questions), (id) => setQuestionWithdrawn(responses, origin, id, prng.int32(gen, 0, 3) === 0)),
  (gen, { responses, origin }) => withOne(gen, keys(responsesRootsOf(responses).questions), (id) => setQuestionState(responses, origin, id, one(gen, questionStates))),
  (gen, actor) => withOne(gen, keys(responsesRootsOf(actor.responses).questions), (id) => setSupport(actor.responses, actor.origin, id, respondent(gen, actor).key, prng.bool(gen))),
  (gen, actor, now) => openVote(actor.responses, actor.origin, respondent(gen, actor), { question: `Vote ${now}`, options: ['Yes', 'No', text(gen)], board: null }, now),
  (gen, { responses, origin }) => withOne(gen, keys(responsesRootsOf(responses).votes), (id) => setVoteWithdrawn(responses, origin, id, prng.int32(gen, 0, 3) === 0)),
  (gen, { notes, responses, origin }) => withOne(gen, readResponses(responses).votes, ({ id, isOpen }) => (isOpen ? closeVote(responses, origin, id, readPeople(notes)) : reopenVote(responses, origin, id))),
  (gen, actor) => withOne(gen, readResponses(actor.responses).votes, ({ id }) => castBallot(actor.responses, actor.origin, id, respondent(gen, actor).key, one(gen, ['o1', 'o2', null]))),
  (gen, { responses, origin }) => withOne(gen, readResponses(responses).votes, ({ id }) => setHands(responses, origin, id, 'o1', one(gen, [null, 3]))),
  (gen, actor, now) => withOne(gen, boardIds(actor.notes), (id) => addComment(actor.responses, actor.origin, respondent(gen, actor), { kind: 'board', id }, `Comment ${now}`, now)),
  (gen, actor, now) => withOne(gen, readResponses(actor.responses).threads, ({ id }) => replyToComment(actor.responses, actor.origin, respondent(gen, actor), id, `Reply ${now}`, now)),
  (gen, { responses, origin }) => withOne(gen, keys(responsesRootsOf(responses).comments), (id) => setCommentWithdrawn(responses, origin, id, prng.int32(gen, 0, 3) === 0)),
  (gen, { responses, origin }) => withOne(gen, readResponses(responses).threads, ({ id }) => setResolved(responses, origin, id, prng.bool(gen))),
  (gen, { notes, responses, lasting }) => withOne(gen, readVersions(notes), ({ fingerprint }) => handInSignature(responses, lasting, {
    version: fingerprint, name: one(gen, names), organisation: '', capacity: '', how: 'in-writing', on: '2026-09-20', signature: { format: 1, number: 1, at: 0, key: 'k', signature: 's', capability: 'c', vouched: '' },
  })),
  (gen, { responses, lasting }) => withOne(gen, readRoomSignatures(responses), ({ id }) => takeSignatureBack(responses, lasting, id)),
]

/** One random act; `now` grows with every one. */
export function actAtRandom(gen: prng.PRNG, actor: Actor, now: number): void {
  if (prng.int32(gen, 0, 2) === 0) one(gen, onResponses)(gen, actor, now)
  else one(gen, onNotes)(gen, actor)
}
