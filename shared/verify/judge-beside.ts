/**
 * Whether a file whose words are unchanged still shows what was frozen beside them. What another program may have done to it by saving it
 * again is told apart from what nobody does by accident: that cannot be proved, this is another document.
 */
import { isBlobId, type BlobId } from '../model/ids.ts'
import type { MinutesPart } from '../minutes/minutes.ts'
import { leavesTheHouse } from '../minutes/publish.ts'
import { missingDigest, numberMark, pageNumber, type Beside, type BesidePicture } from '../versions/beside.ts'
import { measure } from '../versions/measure.ts'
import { collectMinutes, wordsOf } from '../versions/minutes-words.ts'
import type { SealEntry } from '../versions/seal.ts'
import { digestsOf, type FoundBeside, type FoundLink, type FoundMissing, type FoundPicture, type PictureDigests, type PictureWords } from './found-beside.ts'
import { leadsToSame, saysWhere } from './same-address.ts'

export const besideKinds = ['picture-replaced', 'picture-added', 'picture-removed', 'description', 'missing-name', 'link', 'number', 'letterhead', 'place', 'table', 'direction'] as const

export type BesideDifference = {
  readonly kind: (typeof besideKinds)[number]
  /** What it is called in the document, or the words before it; '' for the letterhead. */
  readonly where: string
  /** As it was frozen, and as it stands; '' for nothing. Of pictures both are ''. */
  readonly frozen: string
  readonly found: string
}

export const unprovedKinds = ['pictures-saved-again', 'pictures-against', 'pictures-missing', 'frozen-before'] as const

/** What could not be proved, and of how many: pictures of a file that was saved again, or that need the workshop; what is missing; all of it, in a version from before. */
export type Unproved = { readonly kind: (typeof unprovedKinds)[number]; readonly count: number }

export type JudgedBeside = { readonly differences: readonly BesideDifference[]; readonly unproved: readonly Unproved[] }

/** What is known of pictures beside what the file holds: by blob, the digest of what is seen of it (`PictureDigests.alone`). */
export type SeenPictures = ReadonlyMap<string, string>

export type BesideQuestion = {
  readonly found: FoundBeside
  readonly frozen: Beside
  readonly entry: Pick<SealEntry, 'profile' | 'words'>
  /** What is printed behind what was frozen; null where nobody knows. */
  readonly part: MinutesPart | null
  readonly words: readonly string[]
  /** The status line, at the head of a page. */
  readonly statusLine: string
  readonly seen: SeenPictures
}

/** More would hide the first one. */
const maxDifferences = 5
const wordsBefore = 4

export function judgeBeside(question: BesideQuestion): JudgedBeside {
  const judge = new BesideJudge(question)
  judge.pictures()
  judge.letterhead()
  judge.links()
  judge.numbers()
  judge.captions()
  judge.places()
  return judge.end()
}

/** Blobs of the pictures, when some in the file are not as they were captured: only their bytes can tell which of them are in it without what is not seen. */
export function picturesToSee(found: FoundBeside, frozen: Beside): readonly BlobId[] {
  const blobs = new Set([...frozen.pictures, ...(frozen.letterhead.logo === null ? [] : [frozen.letterhead.logo])].map(({ blob }) => blob))
  const whole = new Set([...found.pictures, ...found.logos].flatMap((picture) => ('whole' in picture ? [picture.whole] : [])))
  // Programs make one of two that look alike: then all are as captured, and one is gone.
  return whole.size === blobs.size && [...blobs].every((blob) => whole.has(blob)) ? [] : [...blobs].filter(isBlobId)
}

/** What is seen of a picture of the workshop; null when the bytes are not those of the blob. */
export function seenOf(blob: string, bytes: Uint8Array): string | null {
  const { whole, alone } = digestsOf(bytes)
  return whole === blob ? alone : null
}

class BesideJudge {
  readonly #question: BesideQuestion
  readonly #differences: BesideDifference[] = []
  readonly #unproved = new Map<Unproved['kind'], number>()
  readonly #blobs: ReadonlySet<string>

  constructor(question: BesideQuestion) {
    this.#question = question
    this.#blobs = new Set(question.frozen.pictures.map(({ blob }) => blob))
  }

  end(): JudgedBeside {
    return { differences: this.#differences, unproved: [...this.#unproved].map(([kind, count]) => ({ kind, count })) }
  }

  pictures(): void {
    const { found, frozen } = this.#question
    for (const [was, is] of inPairs(frozen.pictures, found.pictures, ({ at }) => at, ({ at }) => at)) {
      if (was === undefined) this.#added(is)
      else if (is === undefined) this.#differs('picture-removed', nameOf(was))
      else if ('text' in is) this.#missing(was, is)
      else {
        this.#bytes(was.blob, is, nameOf(was))
        this.#described(is, was.alt.trim() === '' ? ['', was.described, was.label] : [was.alt], was)
      }
    }
  }

  letterhead(): void {
    const { found, frozen, statusLine } = this.#question
    const { logo, lines, head, page } = frozen.letterhead
    for (const is of found.logos) {
      if (logo === null) {
        this.#differs('picture-added', '')
        continue
      }
      this.#bytes(logo.blob, is, logo.alt)
      this.#described(is, [logo.alt], { label: 'Logo', described: logo.alt })
    }
    if (found.around === null) return
    if (logo !== null && found.logos.length === 0) this.#count('pictures-missing')
    const known = new Set([head, statusLine, `${head} ${statusLine}`, ...lines].map(plain))
    const pageWords = plain(page)
    const present = found.around.map(plain).filter((line) => line !== '')
    for (const line of new Set(present)) {
      if (!known.has(line) && line.replace(/\p{Nd}+/gu, pageNumber) !== pageWords && line !== plain(page.replaceAll(pageNumber, ''))) this.#differs('letterhead', '', '', line)
    }
    for (const line of new Set(lines.map(plain))) if (line !== '' && !present.includes(line)) this.#differs('letterhead', '', line)
  }

  links(): void {
    const { found, frozen } = this.#question
    const place = ({ from, to }: { readonly from: number; readonly to: number }): number => from + to / 2 ** 26
    for (const [was, is] of inPairs(frozen.links, found.links, place, place)) {
      if (was === undefined) {
        if (is !== undefined && !saysWhere(is.text, is.href)) this.#differs('link', this.#before(is.from), '', is.href)
      } else if (is === undefined) this.#differs('link', this.#before(was.from), was.href)
      else if (!leadsToSame(was.href, is.href)) this.#differs('link', this.#before(was.from), was.href, is.href)
      else if (!isSaid(is, was.title)) this.#differs('link', this.#before(was.from), was.title, is.title)
    }
  }

  numbers(): void {
    const { found, frozen } = this.#question
    const was = listed(frozen.numbers).map((mark) => ({ at: Number.parseInt(mark, 10), mark: mark.slice(mark.indexOf('/') + 1) }))
    const is = found.numbers.map((number) => ({ at: number.at, mark: numberMark({ ...number, at: 0 }).slice(2) }))
    for (const [before, after] of inPairs(was, is, ({ at }) => at, ({ at }) => at)) {
      if (before?.mark !== after?.mark) this.#differs('number', this.#before(before?.at ?? after?.at ?? 0), before?.mark ?? '', after?.mark ?? '')
    }
  }

  /** Numbers of figures stand with their pictures. How many there are, and which, the words say. */
  captions(): void {
    const { found, frozen } = this.#question
    for (const [index, { at, label }] of frozen.pictures.entries()) {
      const is = found.captions[index] ?? at
      if (is !== at) this.#differs('place', label, this.#behind(at), this.#behind(is))
    }
  }

  /** Where numbers of paragraphs, cells and marks of direction stand, in a version that says it. */
  places(): void {
    const { found, frozen: { places }, part, entry, words } = this.#question
    if (places === undefined) return this.#count('frozen-before')
    const end = words.slice(0, entry.words).reduce((sum, word) => sum + measure(word), 0)
    const printed = part && collectMinutes({ cover: null, title: '', parts: [part] })
    const expected = (sealed: string, behind: readonly string[]): readonly string[] => [...listed(sealed), ...behind.map((mark) => `${end + placeOf(mark)}${mark.slice(mark.indexOf('/'))}`)]
    const looked = (marks: readonly string[]): readonly string[] => (printed === null ? marks.filter((mark) => placeOf(mark) < end) : marks)
    for (const [index, range] of listed(places.cited).entries()) {
      const known = range.split('~').map(Number)
      const is = found.cited[index]
      if (is !== undefined && !known.includes(is.at)) this.#differs('place', is.number, this.#behind(known[0] ?? 0), this.#behind(is.at))
    }
    for (const [was, is] of inPairs(expected(places.tables, printed?.tables ?? []), looked(found.tables), placeOf, placeOf)) {
      if (was !== is) this.#differs('table', this.#before(placeOf(was ?? is ?? '')))
    }
    // Another program may drop some of them.
    for (const [was, is] of inPairs(expected(places.marks, printed?.marks ?? []), looked(found.marks), placeOf, placeOf)) {
      if (was !== is && !(is === undefined && found.isSavedAgain)) this.#differs('direction', this.#before(placeOf(was ?? is ?? '')))
    }
  }

  #added(is: FoundPicture | FoundMissing): void {
    if ('text' in is) this.#differs('missing-name', this.#before(is.at), '', is.text)
    else this.#differs('picture-added', this.#before(is.at))
  }

  #missing(was: BesidePicture, { text }: FoundMissing): void {
    if (missingDigest(text) === was.missing) this.#count('pictures-missing')
    else this.#differs('missing-name', nameOf(was), '', text)
  }

  #bytes(blob: string, { whole, alone }: PictureDigests, name: string): void {
    const { found, entry, seen } = this.#question
    const known = seen.get(blob)
    if (whole === blob || (known !== undefined && known === alone)) return
    // One of the others, in the place of this one: no program does that.
    const isOther = whole !== null && (this.#blobs.has(whole) || [...seen.values()].some((other) => other === alone))
    if (whole !== null && known === undefined && leavesTheHouse(entry.profile)) this.#count('pictures-against')
    else if (whole !== null && !isOther && found.isSavedAgain) this.#count('pictures-saved-again')
    else this.#differs('picture-replaced', name)
  }

  #described({ description, title }: PictureWords, known: readonly string[], was: Pick<BesidePicture, 'label' | 'described'>): void {
    const said = plain(description)
    if (!known.map(plain).includes(said)) this.#differs('description', was.label, was.described, description)
    else if (!['', plain(was.label), said].includes(plain(title))) this.#differs('description', was.label, '', title)
  }

  #differs(kind: BesideDifference['kind'], where: string, frozen = '', found = ''): void {
    if (!this.#isFull) this.#differences.push({ kind, where, frozen, found })
  }

  #count(kind: Unproved['kind']): void {
    this.#unproved.set(kind, (this.#unproved.get(kind) ?? 0) + 1)
  }

  get #isFull(): boolean {
    return this.#differences.length === maxDifferences
  }

  /** The words before a place; '' when nobody will read them. */
  #before(at: number): string {
    if (this.#isFull) return ''
    const index = this.#wordAt(at)
    return this.#question.words.slice(Math.max(0, index - wordsBefore), index).join(' ')
  }

  /** Those behind it. */
  #behind(at: number): string {
    if (this.#isFull) return ''
    const index = this.#wordAt(at)
    return this.#question.words.slice(index, index + wordsBefore).join(' ')
  }

  #wordAt(at: number): number {
    const { words } = this.#question
    let said = 0
    let index = 0
    while (index < words.length && said < at) {
      said += measure(words[index] ?? '')
      index += 1
    }
    return index
  }
}

/** As it is called in the document, and what it shows. */
function nameOf({ label, described }: BesidePicture): string {
  return label === described ? label : `${label} (${described})`
}

function listed(marks: string): readonly string[] {
  return marks === '' ? [] : marks.split(' ')
}

/** What stands before the slash. */
function placeOf(mark: string): number {
  return Number.parseInt(mark, 10)
}

function plain(text: string): string {
  return wordsOf(text).join(' ')
}

/** Programs may drop the title of a link. */
function isSaid({ title }: FoundLink, frozen: string): boolean {
  return title === '' || plain(title) === plain(frozen)
}

/** Two lists in the order of their places, each entry beside the one at the same place; undefined where there is none. */
function* inPairs<A, B>(
  first: readonly A[], second: readonly B[], placeOfFirst: (entry: A) => number, placeOfSecond: (entry: B) => number,
): Generator<readonly [A, B | undefined] | readonly [undefined, B]> {
  let [i, j] = [0, 0]
  while (i < first.length || j < second.length) {
    const [a, b] = [first[i], second[j]]
    const order = a === undefined ? 1 : b === undefined ? -1 : placeOfFirst(a) - placeOfSecond(b)
    if (a !== undefined && order <= 0) {
      yield [a, order === 0 ? b : undefined]
      i += 1
      if (order === 0) j += 1
    } else if (b !== undefined) {
      yield [undefined, b]
      j += 1
    }
  }
}
