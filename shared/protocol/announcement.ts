/**
 * How a room is announced on a local network (mDNS): by a random name, its certificate's pin, and for each workshop in it a tag that
 * only somebody who knows the workshop can recognise. Titles and names never leave the app this way.
 */
import * as encoding from 'lib0/encoding'
import type { WorkshopId } from '../model/ids.ts'
import { toBase64Url } from './base64url.ts'
import type { SignaturePlatform } from './signatures.ts'

/** The type of the announced service: `_minuta._tcp`. */
export const announcedService = 'minuta'
const tagLength = 16

/** The tag of `workshop` in the room called `name`: different in every room, so that nobody can be followed from venue to venue. */
export function roomTag(platform: SignaturePlatform, name: string, workshop: WorkshopId): string {
  const bytes = encoding.encode((encoder) => {
    for (const text of ['minuta room 1', name, workshop]) encoding.writeVarString(encoder, text)
  })
  return toBase64Url(platform.sha256(bytes)).slice(0, tagLength)
}

// 16 × 4 syllables: one byte chooses each without a bias.
const consonants = 'bdfghklmnprstvwz'
const vowels = 'aeio'
const roomNamePattern = /^[bdfghklmnprstvwz][aeio][bdfghklmnprstvwz][aeio]-[bdfghklmnprstvwz][aeio][bdfghklmnprstvwz][aeio]$/

/** A new random name that can be said aloud: `lano-reka` of 16 million. It says nothing of the workshop, the person or the computer. */
export function newRoomName(platform: SignaturePlatform): string {
  return `${newWord(platform)}-${newWord(platform)}`
}

function newWord(platform: SignaturePlatform): string {
  const [first, second] = [...platform.randomBytes(2)].map((byte) => `${consonants.charAt(byte >> 2 & 15)}${vowels.charAt(byte & 3)}`)
  // Doubled syllables are nursery words in half the languages of a room.
  return first === second ? newWord(platform) : `${first}${second}`
}

/** Whether `text` could be a name that `newRoomName` made; nothing else of a stranger's is ever shown. */
export function isRoomName(text: string): boolean {
  return roomNamePattern.test(text)
}

/** What an announcement says beside name and port. */
export type Announcement = {
  /** SHA-256 of the public key (SPKI) of the relay's certificate, base64url. */
  readonly pin: string
  /** `roomTag` of the workshops in the room. */
  readonly tags: readonly string[]
}

// A TXT record is made of texts of 255 bytes at most, and an announcement must fit into one packet.
const tagsPerText = 14
const maxTagTexts = 4
export const maxAnnouncedTags = tagsPerText * maxTagTexts
const pinPattern = /^[A-Za-z0-9_-]{43}$/
const tagPattern = /^[A-Za-z0-9_-]{16}$/

/** The TXT record: `pin`, and `tags`, `tags2` … with tags between commas. Tags beyond `maxAnnouncedTags` are left out. */
export function announcementText({ pin, tags }: Announcement): Record<string, string> {
  const text: Record<string, string> = { pin }
  for (let index = 0; index < Math.min(tags.length, maxAnnouncedTags); index += tagsPerText) {
    text[tagsKey(index / tagsPerText)] = tags.slice(index, Math.min(index + tagsPerText, maxAnnouncedTags)).join(',')
  }
  return text
}

/** Reads a TXT record that anybody may have sent; null when it is none of ours. */
export function parseAnnouncementText(text: unknown): Announcement | null {
  if (typeof text !== 'object' || text === null) return null
  const fields = text as Record<string, unknown>
  const pin = fields['pin']
  if (typeof pin !== 'string' || !pinPattern.test(pin)) return null
  const tags: string[] = []
  for (let index = 0; index < maxTagTexts; index += 1) {
    const part = fields[tagsKey(index)]
    if (part === undefined) break
    if (typeof part !== 'string' || part.length > tagsPerText * (tagLength + 1)) return null
    tags.push(...part.split(','))
  }
  return tags.every((tag) => tagPattern.test(tag)) ? { pin, tags } : null
}

function tagsKey(index: number): string {
  return index === 0 ? 'tags' : `tags${index + 1}`
}
