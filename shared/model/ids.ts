/**
 * Identifiers of everything that people can point at. They are made here and nowhere else, are random (never derived from
 * a clock or a counter, which two offline machines would share; `outcomeOfElement` is the exception), and stay the same for the life of the thing.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { uuidv4 } from 'lib0/random'
import type { DocumentKind } from './roles.ts'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type WorkshopId = Id<'workshop'>
export type ItemId = Id<'item'>
export type PersonId = Id<'person'>
export type BoardId = Id<'board'>
export type OutcomeId = Id<'outcome'>
export type OrganisationId = Id<'organisation'>
/** A matter arising from an earlier meeting. */
export type MatterId = Id<'matter'>
/** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
export type BlobId = Id<'blob'>

export type AnyId = WorkshopId | ItemId | PersonId | BoardId | OutcomeId | OrganisationId | MatterId

/** A new random identifier (UUID v4); the caller says of what: `newId<BoardId>()`. */
export function newId<T extends AnyId>(): T {
  return uuidv4() as T
}

/**
 * The one id that is derived: that of an outcome which came to share its id with another one. Everybody who finds the two finds the same for the second one,
 * by the name of its element in the shared document, which no other element has.
 */
export function outcomeOfElement(shared: string, element: string): OutcomeId {
  return toHexString(digest(new TextEncoder().encode(`${shared} ${element}`)).subarray(0, 16)) as OutcomeId
}

const workshopIdPattern = /^[A-Za-z0-9_-]{8,64}$/
/** Clients that know nothing of workshops call rooms what they like; a relay that asks nobody lets them. */
const roomPattern = /^[A-Za-z0-9_-]{1,64}$/
const blobIdPattern = /^[0-9a-f]{64}$/

/** Narrows text from a link, a file or a socket to a workshop id; a relay that asks who comes takes no other room names. */
export function isWorkshopId(text: string): text is WorkshopId {
  return workshopIdPattern.test(text)
}

/** What the relay calls one shared document: the workshop's id for its notes, and `<id>/responses`. */
export type RoomName = WorkshopId | `${WorkshopId}/responses`

const responsesSuffix = '/responses'

/** The room of one of the two documents of a workshop. */
export function roomOf(workshop: WorkshopId, document: DocumentKind): RoomName {
  return document === 'notes' ? workshop : `${workshop}${responsesSuffix}`
}

/** Which document of which workshop a room holds; null for text that is not the name of a room. */
export function parseRoomName(text: string): { readonly workshop: WorkshopId; readonly document: DocumentKind } | null {
  const isResponses = text.endsWith(responsesSuffix)
  const workshop = isResponses ? text.slice(0, -responsesSuffix.length) : text
  const isName = isResponses ? isWorkshopId(workshop) : roomPattern.test(workshop)
  return isName ? { workshop: workshop as WorkshopId, document: isResponses ? 'responses' : 'notes' } : null
}

/** Narrows text from a document or a socket to a blob id; nothing else may become part of a path. */
export function isBlobId(text: string): text is BlobId {
  return blobIdPattern.test(text)
}
