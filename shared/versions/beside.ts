/**
 * What a document shows beside its words: pictures, where links lead, the numbers of list items, the letterhead and the heads of pages. It is
 * sealed as one digest and carried whole by every file, so that a file alone can be asked what of it is still there.
 */
import { z } from 'zod'
import { labelsFor } from '../minutes/labels-for.ts'
import { listNumberings, type ListNumbering, type Minutes } from '../minutes/minutes.ts'
import { footerLines } from '../render/letterhead.ts'
import { canonicalJson } from './canonical-json.ts'
import { sha256Of } from './fingerprint.ts'
import { collectMinutes, wordsOf } from './minutes-words.ts'

// See `seal.ts`: no code is made of text.
z.config({ jitless: true })

// How long a proof may be in all, `readVersionFile` says.
const text = z.string()
const place = z.int().min(0)

const picture = z.strictObject({
  /** Characters of the words before it (`measure`). */
  at: place,
  /** As the board names it: of a picture that is none, anything. */
  blob: text,
  /** "Figure 3". */
  label: text,
  alt: text,
  /** What stands for the alternative text where there is none: the caption, else the label. */
  described: text,
  /** Digest of what is printed where the picture is missing: with its name, which is printed nowhere else. */
  missing: text,
})

const link = z.strictObject({ from: place, to: place, href: text, title: text })
export const besideSchema = z.strictObject({
  pictures: z.array(picture),
  links: z.array(link),
  /** Of every item of a list that counts: `numberMark`, with spaces between. */
  numbers: text,
  letterhead: z.strictObject({
    logo: z.strictObject({ blob: text, alt: text }).nullable(),
    lines: z.array(text),
    /** The title, at the head of a page. */
    head: text,
    /** "Page # of #". */
    page: text,
  }),
  /** Left out in versions from before. */
  places: z
    .strictObject({
      /** Of every citation number, in order: the characters before it, in one format or the other: "12 40~97". */
      cited: text,
      /** Of every table: `TablePlaces`, with spaces between. */
      tables: text,
      /** Of direction: `marksIn`, with spaces between. */
      marks: text,
    })
    .exactOptional(),
})

export type Beside = z.output<typeof besideSchema>
export type BesidePicture = z.output<typeof picture>
export type BesideLink = z.output<typeof link>

/** The number of an item, and what it counts in; '?' for a way of counting that is none of Minuta's. */
export type ListNumber = { readonly at: number; readonly number: number; readonly numbering: ListNumbering | '1' | '?' }

/** What a list counts in, by the sign that HTML and OpenDocument have for it. */
export function numberingOf(sign: string): ListNumber['numbering'] {
  return (['1', ...listNumberings] as const).find((numbering) => numbering === sign) ?? '?'
}

/** Short, as there may be thousands: "1204/3a" for the third item of a list that counts in letters, behind 1204 characters. */
export function numberMark({ at, number, numbering }: ListNumber): string {
  return `${at}/${number}${numbering === '1' ? '' : numbering}`
}

/** What stands for a number of a page. */
export const pageNumber = '#'

/** What `minutes` show beside their words. */
export function besideOf(minutes: Minutes): Beside {
  const { labels } = labelsFor(minutes.language)
  const { figures, links, numbers, cited, tables, marks } = collectMinutes(minutes)
  const { cover, title, letterhead } = minutes
  return {
    pictures: figures.map(({ at, figure: { blob, number, alt, caption, name } }) => {
      const label = `${labels.section.figure} ${number}`
      const described = [alt, caption, label].find((said) => said.trim() !== '') ?? label
      return { at, blob, label, alt, described, missing: missingDigest(labels.missingImage(name)) }
    }),
    links: links.map((link) => ({ ...link })),
    numbers: numbers.map(numberMark).join(' '),
    letterhead: {
      logo: letterhead.logo === null ? null : { blob: letterhead.logo, alt: cover === null || cover.kicker === '' ? title : cover.kicker },
      lines: [...footerLines(minutes)],
      head: title,
      page: labels.page(pageNumber, pageNumber),
    },
    places: {
      cited: cited.map(({ at, or }) => (or === null ? String(at) : `${at}~${or}`)).join(' '),
      tables: tables.join(' '),
      marks: marks.join(' '),
    },
  }
}

export function besideDigest(beside: Beside): string {
  return sha256Of(canonicalJson(beside))
}

/** Digest of what is printed for a picture that is missing, in the brackets of Markdown or without. */
export function missingDigest(text: string): string {
  return sha256Of(wordsOf(text.replace(/^\s*\[|\]\s*$/g, '')).join(' '))
}
