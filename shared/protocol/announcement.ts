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
