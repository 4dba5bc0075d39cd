/**
 * Identifiers of everything that people can point at. They are made here and nowhere else, are random (never derived from
 * a clock or a counter, which two offline machines would share), and stay the same for the life of the thing.
 */
import { uuidv4 } from 'lib0/random'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type WorkshopId = Id<'workshop'>
export type ItemId = Id<'item'>
export type PersonId = Id<'person'>
export type BoardId = Id<'board'>
export type OutcomeId = Id<'outcome'>
export type OrganisationId = Id<'organisation'>
/** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
export type BlobId = Id<'blob'>

export type AnyId = WorkshopId | ItemId | PersonId | BoardId | OutcomeId | OrganisationId

/** A new random identifier (UUID v4); the caller says of what: `newId<BoardId>()`. */
export function newId<T extends AnyId>(): T {
  return uuidv4() as T
}

const workshopIdPattern = /^[A-Za-z0-9_-]{8,64}$/
const blobIdPattern = /^[0-9a-f]{64}$/

/** Narrows text from a link, a file or a socket to a workshop id; the relay takes no other room names. */
export function isWorkshopId(text: string): text is WorkshopId {
  return workshopIdPattern.test(text)
}

/** Narrows text from a document or a socket to a blob id; nothing else may become part of a path. */
export function isBlobId(text: string): text is BlobId {
  return blobIdPattern.test(text)
}
