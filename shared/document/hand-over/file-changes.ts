/** What a file of a workshop would change in what is here, for somebody who is to decide whether it may. Plain data; the words are for whoever shows it. */
import * as Y from 'yjs'
import { outcomeLabel } from '../../outcomes/kinds.ts'
import type { Workshop } from '../../model/workshop.ts'
import { genuineRevocations } from '../../protocol/revocations.ts'
import type { SignaturePlatform } from '../../protocol/signatures.ts'
import { canonicalJson } from '../../versions/canonical-json.ts'
import { readInvites, readRevocations } from '../invites.ts'
import { readWorkshop } from '../read-workshop.ts'
import { rootsOf } from '../roots.ts'
import { readRoomSignatures } from '../versions/room-signatures.ts'
import { readVersions } from '../versions/versions.ts'
import { exposedBetween } from './exposed.ts'
import { destroyDocuments, mergeDocuments, type Documents, type MergeProblem } from './merge-documents.ts'

/** Things that are told one by one, in the order in which they are told. `answers`: what the room said. */
export const changedGroups = ['boards', 'outcomes', 'items', 'people', 'answers', 'versions'] as const
export type ChangedGroup = (typeof changedGroups)[number]

/** Names of what is new, changed and gone; '' for what has none. */
export type GroupChanges = { readonly added: readonly string[]; readonly changed: readonly string[]; readonly gone: readonly string[] }

/** Of everything else it is told only whether it changes. */
const otherParts = ['details', 'matters', 'organisations', 'minutes', 'translations', 'files', 'approvals', 'invites'] as const
export type OtherPart = (typeof otherParts)[number]

export type FileChanges = {
  readonly groups: Readonly<Record<ChangedGroup, GroupChanges>>
  readonly others: readonly OtherPart[]
  /** Names of what stayed in the house and would not any more. */
  readonly exposed: readonly string[]
  /** Labels of invites that would be taken back, '' for what has none; those that a facilitator has signed, as nothing else counts. */
  readonly takenBack: readonly string[]
}

export type FileComparison = { readonly kind: 'changes'; readonly changes: FileChanges } | { readonly kind: MergeProblem }

/** The bytes of both documents; `responses` is null where nobody answered. */
export type DocumentBytes = { readonly update: Uint8Array; readonly responses: Uint8Array | null }

/** What taking `theirs` into `ours` would change here, or why it may not be. Both have passed the checks of whole documents, and are of one workshop. */
export function compareWithFile(ours: DocumentBytes, theirs: DocumentBytes, signatures: SignaturePlatform): FileComparison {
  const [here, there] = [documentsOf(ours), documentsOf(theirs)]
  try {
    const together = mergeDocuments(here, there)
    if (!together.ok) return { kind: together.problem }
    try {
      return { kind: 'changes', changes: changesBetween(here, together.merged, signatures) }
    } finally {
      destroyDocuments(together.merged)
    }
  } finally {
    destroyDocuments(here)
    destroyDocuments(there)
  }
}

/** What differs between two states of one workshop. */
export function changesBetween(before: Documents, after: Documents, signatures: SignaturePlatform): FileChanges {
  const [one, other] = [before, after].map((documents) => ({ ...documents, workshop: readWorkshop(documents.notes, documents.responses) })) as [Read, Read]
  const [was, is] = [groupsOf(one), groupsOf(other)]
  const groups = Object.fromEntries(changedGroups.map((group) => [group, compareGroup(was[group], is[group])])) as Record<ChangedGroup, GroupChanges>
  const [wasOther, isOther] = [othersOf(one), othersOf(other)]
  return {
    groups, others: otherParts.filter((part) => canonicalJson(wasOther[part]) !== canonicalJson(isOther[part])),
    exposed: exposedBetween(one.workshop, other.workshop), takenBack: takenBackBetween(one, other, signatures),
  }
}

function takenBackBetween(before: Read, { notes, workshop: { id } }: Read, signatures: SignaturePlatform): readonly string[] {
  const known = readRevocations(before.notes)
  const found = new Map([...readRevocations(notes)].filter(([invite]) => !known.has(invite)))
  const labels = new Map(readInvites(notes).map((invite) => [invite.id, invite.label]))
  return [...genuineRevocations(signatures, id, found).keys()].map((invite) => labels.get(invite) ?? '')
}

type Read = Documents & { readonly workshop: Workshop }

function documentsOf({ update, responses }: DocumentBytes): Documents {
  const [notes, answers] = [new Y.Doc(), new Y.Doc()]
  Y.applyUpdate(notes, update)
  if (responses !== null) Y.applyUpdate(answers, responses)
  return { notes, responses: answers }
}

type Named = { readonly id: string; readonly name: string; readonly value: unknown }

function groupsOf({ notes, workshop: { boards, outcomes, items, people, floor } }: Read): Record<ChangedGroup, readonly Named[]> {
  return {
    boards: boards.map((board) => ({ id: board.id, name: board.title, value: board })),
    outcomes: outcomes.map((outcome) => ({ id: outcome.id, name: `${outcomeLabel(outcome.kind, outcome.number)} ${outcome.text}`, value: outcome })),
    items: items.map((item) => ({ id: item.id, name: item.title, value: item })),
    people: people.map((person) => ({ id: person.id, name: person.name, value: person })),
    answers: [
      ...floor.checkIns.map((checkIn) => ({ id: `check-in ${checkIn.key}`, name: checkIn.name, value: checkIn })),
      ...floor.questions.map((question) => ({ id: `question ${question.id}`, name: question.text, value: question })),
      ...floor.votes.map((vote) => ({ id: `vote ${vote.id}`, name: vote.question, value: vote })),
      ...floor.threads.map((thread) => ({ id: `thread ${thread.id}`, name: thread.text, value: thread })),
      ...floor.photoConsents.map((answer) => ({ id: `photo ${answer.key}`, name: answer.name, value: answer })),
    ],
    versions: readVersions(notes).map((version) => ({ id: version.fingerprint, name: `v${version.number}`, value: version })),
  }
}

function othersOf({ notes, responses, workshop: { details, matters, organisations, minutes, translations, blobs } }: Read): Record<OtherPart, unknown> {
  const { approvals, corrections, invites } = rootsOf(notes)
  return {
    details, matters, organisations, minutes, translations,
    files: blobs,
    approvals: [approvals.toJSON(), corrections.toJSON(), readRoomSignatures(responses)],
    invites: invites.toJSON(),
  }
}

function compareGroup(before: readonly Named[], after: readonly Named[]): GroupChanges {
  const was = new Map(before.map((one) => [one.id, one]))
  const isStill = new Set(after.map(({ id }) => id))
  const isChanged = (one: Named): boolean => {
    const old = was.get(one.id)
    return old !== undefined && canonicalJson(old.value) !== canonicalJson(one.value)
  }
  const namesOf = (found: readonly Named[]): readonly string[] => found.map(({ name }) => name)
  return {
    added: namesOf(after.filter(({ id }) => !was.has(id))),
    changed: namesOf(after.filter(isChanged)),
    gone: namesOf(before.filter(({ id }) => !isStill.has(id))),
  }
}
