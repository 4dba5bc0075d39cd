/** What a file shows beside its words, as a reader comes by it: pictures, links, numbers of list items, heads and feet of pages. */
import { fromBase64 } from 'lib0/buffer'
import type { Archive } from '../import/archive.ts'
import { pictureAlone } from '../render/pictures/picture-alone.ts'
import type { ListNumber } from '../versions/beside.ts'
import { sha256OfBytes } from '../versions/fingerprint.ts'
import { measure } from '../versions/measure.ts'
import { joinedLinks, type Link } from '../versions/joined-links.ts'

/** What is said of a picture for whoever does not see it. */
export type PictureWords = {
  readonly description: string
  /** A title that programs show beside. */
  readonly title: string
}

/** Digests of a picture; null where it is none that is in the file. */
export type PictureDigests = {
  readonly whole: string | null
  /** Of what is seen of it (`pictureAlone`). */
  readonly alone: string | null
}

export type FoundPicture = PictureWords & PictureDigests & { readonly at: number }

/** Where a picture is missing: what stands there. */
export type FoundMissing = { readonly at: number; readonly text: string }

export type FoundLink = Link & { readonly text: string }

export type FoundBeside = {
  readonly pictures: readonly (FoundPicture | FoundMissing)[]
  readonly links: readonly FoundLink[]
  /** Of items of lists that count. */
  readonly numbers: readonly ListNumber[]
  /** Citation numbers, with the characters before each. */
  readonly cited: readonly { readonly at: number; readonly number: string }[]
  /** Numbers of figures: the characters before each. */
  readonly captions: readonly number[]
  /** Of direction (`marksIn`). */
  readonly marks: readonly string[]
  /** Of every table (`TablePlaces`). */
  readonly tables: readonly string[]
  readonly logos: readonly (PictureWords & PictureDigests)[]
  /** Lines of heads and feet, as they stand; null in a format without any. */
  readonly around: readonly string[] | null
  /** Whether another program than Minuta says that it wrote the file. */
  readonly isSavedAgain: boolean
}

const noPicture: PictureDigests = { whole: null, alone: null }

export function digestsOf(bytes: Uint8Array | null): PictureDigests {
  return bytes === null ? noPicture : { whole: sha256OfBytes(bytes), alone: sha256OfBytes(pictureAlone(bytes)) }
}

/** Digests by source; one picture may stand in many places. */
export function cachedDigests(bytesOf: (source: string) => Uint8Array | null): (source: string) => PictureDigests {
  const known = new Map<string, PictureDigests>()
  return (source) => {
    const digests = known.get(source) ?? digestsOf(bytesOf(source))
    known.set(source, digests)
    return digests
  }
}

/** What a packed file shows beside its words: `inside` the text, and `around` it in heads and feet. Its pictures are read one after the other. */
export async function packedBeside(
  archive: Archive, { inside, tables }: { readonly inside: BesideCollector; readonly tables: readonly string[] }, around: { readonly lines: readonly string[]; readonly beside: BesideCollector }, isSavedAgain: boolean,
): Promise<FoundBeside> {
  const known = new Map<string, PictureDigests>()
  for (const source of [inside, around.beside].flatMap(({ sources }) => sources)) {
    if (!known.has(source)) known.set(source, digestsOf(source === '' ? null : await archive.read(source)))
  }
  const digests = (source: string): PictureDigests => known.get(source) ?? noPicture
  return { ...inside.end(digests), tables, logos: around.beside.end(digests).pictures.filter((picture) => 'whole' in picture), around: around.lines, isSavedAgain }
}

/** The bytes in a `data:` address as Minuta writes one; null in any other, as browsers show none in the place of one that is not whole or of another type. */
export function dataOf(source: string): Uint8Array | null {
  const base64 = /^data:image\/(?:avif|gif|jpeg|png|webp);base64,([A-Za-z\d+/]*={0,2})$/.exec(source)?.[1]
  if (base64 === undefined || base64.length % 4 !== 0) return null
  try {
    return fromBase64(base64)
  } catch {
    // Not what it says: then it is no picture.
    return null
  }
}

/** A picture that was met. `source`: how the format names its bytes; '' where nothing in the file does. */
type MetPicture = PictureWords & { readonly at: number; readonly source: string }

/** Gathers it while a reader walks through the text. */
export class BesideCollector {
  readonly pictures: (MetPicture | FoundMissing)[] = []
  readonly links: FoundLink[] = []
  readonly numbers: ListNumber[] = []
  readonly cited: { readonly at: number; readonly number: string }[] = []
  readonly captions: number[] = []
  readonly marks: string[] = []

  picture(at: number, source: string, words: PictureWords): void {
    this.pictures.push({ at, source, ...words })
  }

  missing(at: number, text: string): void {
    this.pictures.push({ at, text })
  }

  /** Of every picture, in order. */
  get sources(): readonly string[] {
    return this.pictures.flatMap((met) => ('source' in met ? [met.source] : []))
  }

  /** One that leads somewhere else in the file is the format's; one on nothing that is seen is none. `isOnPicture`: whether a picture stands in it. Its text may be none of the words: a number in the margin. */
  link(link: FoundLink, isOnPicture = false): void {
    if (link.href !== '' && !link.href.startsWith('#') && (link.to > link.from || isOnPicture || measure(link.text) > 0)) this.links.push(link)
  }

  end(digests: (source: string) => PictureDigests): Pick<FoundBeside, 'pictures' | 'links' | 'numbers' | 'cited' | 'captions' | 'marks'> {
    return {
      pictures: this.pictures.map((met) => {
        if (!('source' in met)) return met
        const { source, ...picture } = met
        return { ...picture, ...digests(source) }
      }),
      links: joinedLinks(this.links),
      numbers: this.numbers,
      cited: this.cited,
      captions: this.captions,
      marks: this.marks,
    }
  }
}
