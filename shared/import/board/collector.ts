/** What readers collect beside the blocks: pictures by their bytes, and what the user should know. */
import { blobIdOf } from '../../document/hand-over/hand-over-file.ts'
import type { RichNode } from '../../model/workshop.ts'
import { readImage } from '../../render/pictures/image.ts'
import { isSafeHref } from '../../document/boards/board-attributes.ts'
import type { ImportedImage, ImportNotice } from '../imported.ts'
import { limits } from '../../protocol/messages.ts'
import { importLimits } from '../limits.ts'

type Mark = NonNullable<RichNode['marks']>[number]
export type NoticeKind = ImportNotice['kind']

/** Different names told of one kind; the rest is only counted. */
const maxNamesPerKind = 50
const maxNameLength = 200

export class Collector {
  readonly #images = new Map<string, ImportedImage>()
  readonly #notices = new Map<string, { kind: NoticeKind; name: string; count: number }>()
  readonly #namesOf = new Map<NoticeKind, number>()
  #imageBytes = 0

  get images(): readonly ImportedImage[] {
    return [...this.#images.values()]
  }

  get notices(): readonly ImportNotice[] {
    return [...this.#notices.values()]
  }

  note(kind: NoticeKind, name = ''): void {
    const short = name.replaceAll(/\s+/g, ' ').trim().slice(0, maxNameLength)
    const names = this.#namesOf.get(kind) ?? 0
    const key = `${kind}:${names < maxNamesPerKind || this.#notices.has(`${kind}:${short}`) ? short : ''}`
    const known = this.#notices.get(key)
    if (known) {
      known.count += 1
      return
    }
    this.#namesOf.set(kind, names + 1)
    this.#notices.set(key, { kind, name: key.slice(kind.length + 1), count: 1 })
  }

  /** The image node for these bytes; what is no image that boards show stays as its description. */
  image(bytes: Uint8Array, name: string, alt: string, width: number | null = null): RichNode[] {
    const info = readImage(bytes)
    if (!info || bytes.byteLength > limits.maxBlobBytes || this.#imageBytes + bytes.byteLength > importLimits.maxTotalBytes) return this.missingImage(name, alt)
    const id = blobIdOf(bytes)
    if (!this.#images.has(id)) {
      this.#imageBytes += bytes.byteLength
      this.#images.set(id, { id, bytes, mediaType: info.mediaType, name: name === '' ? `${id.slice(0, 8)}.${info.type}` : name })
    }
    return [{ type: 'image', attrs: { blob: id, alt: alt.replaceAll(/\s+/g, ' ').trim(), caption: '', width: width !== null && width >= 1 && width <= 10_000 ? Math.round(width) : null } }]
  }

  missingImage(name: string, alt: string): RichNode[] {
    this.note('image-left-out', name === '' ? alt : name)
    const words = alt.replaceAll(/\s+/g, ' ').trim()
    return words === '' ? [] : [{ type: 'text', text: `[${words}]` }]
  }

  /** A picture on another computer: a link that nobody follows by himself. */
  remoteImage(address: string, alt: string, marks: readonly Mark[]): RichNode[] {
    this.note('remote-image', address)
    const words = alt.replaceAll(/\s+/g, ' ').trim()
    const link = marks.some(({ type }) => type === 'link') ? null : this.link(address, '')
    return [{ type: 'text', text: words === '' ? address : words, marks: link ? [...marks, link] : marks }]
  }

  /** The mark for a link; null, and a notice, for one that a board must not have. */
  link(href: string, title: string): Mark | null {
    // As browsers do: line ends and tabs inside an address count for nothing.
    const address = href.trim().replaceAll(/[\t\n\r]+/g, '').replaceAll(/[\p{Cc} ]/gu, '%20')
    if (isSafeHref(address)) return { type: 'link', attrs: { href: address.slice(0, 8_000), title: title === '' ? null : title } }
    if (address.startsWith('//')) return { type: 'link', attrs: { href: `https:${address}`.slice(0, 8_000), title: title === '' ? null : title } }
    this.note(address === '' || address.startsWith('#') ? 'internal-link' : 'unsafe-link', address.startsWith('#') ? '' : href)
    return null
  }
}
