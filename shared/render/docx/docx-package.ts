/**
 * Makes a DOCX the same every time: the library stamps the current time, random relationship ids and a running count of bookmarks into the package, and two
 * exports of the same minutes must be the same bytes.
 */
import { strFromU8, strToU8, unzipSync } from 'fflate'
import type { Direction } from '../../minutes/minutes.ts'
import { isBlobId, type BlobId } from '../../model/ids.ts'
import { rightToLeftDocument } from './docx-direction.ts'
import type { PackageEntry } from '../zip-writer.ts'

/** Counted through the life of the process. */
const countedBookmark = /\b_Toc\d+\b/g
const bookmarkId = /(<w:bookmark(?:Start|End)\b[^>]*? w:id=")(\d+)/g
const randomId = /\brId(?=[\w-]*[^\d"\s])[\w-]{6,}(?=")/g

/** A picture turned by a quarter: its size before the turn, and everything up to the turn. */
const turnedPicture = /<wp:extent cx="(\d+)" cy="(\d+)"\/><wp:effectExtent[^>]*\/>((?:(?!<wp:extent).)*?<a:xfrm(?: flipH="[^"]*"| flipV="[^"]*")* rot="(?:5400000|16200000)")/gs

/** What a DOCX holds, without the time at which it was made, with fixed relationship ids and a fixed order of entries; `direction` is that of the document. */
export function fixedPackage(bytes: Uint8Array, direction: Direction): readonly PackageEntry[] {
  const entries = unzipSync(bytes)
  const names = Object.keys(entries).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const ids = new Map<string, string>()
  const fixedEntries: PackageEntry[] = []
  for (const name of names) {
    const entry = entries[name]
    if (entry === undefined) continue
    const directed = (xml: string): string => (direction === 'rtl' && name === 'word/document.xml' ? rightToLeftDocument(xml) : xml)
    fixedEntries.push(isXml(name) ? { name, bytes: strToU8(directed(fixed(strFromU8(entry), ids))) } : mediaEntry(name, entry))
  }
  return fixedEntries
}

/** The library is given the names of images in the place of their bytes, which would otherwise be copied several times. */
function mediaEntry(name: string, bytes: Uint8Array): PackageEntry {
  const blob = strFromU8(bytes)
  return isBlobId(blob) ? { name, blob } : { name, bytes, isStored: true }
}

/** What stands for an image until the package is written. */
export function standIn(blob: BlobId): Uint8Array {
  return strToU8(blob)
}

/** The document itself decides the order of ids; the relationships follow it. */
function rank(name: string): number {
  return ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'].indexOf(name) + 1 || 9
}

function isXml(name: string): boolean {
  return name.endsWith('.xml') || name.endsWith('.rels')
}

function fixed(xml: string, ids: Map<string, string>): string {
  const bookmarks = new Map<string, string>()
  return xml
    .replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, '')
    .replace(randomId, (id) => renamed(id, 'rIdLink', ids))
    .replace(countedBookmark, (id) => renamed(id, '_TocPart', ids))
    .replace(turnedPicture, roomForTurn)
    .replace(bookmarkId, (_, start: string, id: string) => `${start}${renamed(id, '', bookmarks)}`)
}

/** The library leaves no room for the corners of a picture that stands on its side; in Word it would cover its neighbours. */
function roomForTurn(_: string, width: string, height: string, rest: string): string {
  const [cx, cy] = [Number(width), Number(height)]
  const [beside, above] = [Math.max(0, Math.round((cy - cx) / 2)), Math.max(0, Math.round((cx - cy) / 2))]
  return `<wp:extent cx="${width}" cy="${height}"/><wp:effectExtent t="${above}" r="${beside}" b="${above}" l="${beside}"/>${rest}`
}

/** `prefix` and a number, the same for the same id. */
function renamed(id: string, prefix: string, ids: Map<string, string>): string {
  const name = ids.get(id) ?? `${prefix}${ids.size + 1}`
  ids.set(id, name)
  return name
}
