/** Where the words of a PDF stand on the paper: poppler's reading of the glyphs, which knows nothing of what was written. */
import { outputOf } from './read-exports.ts'

export type PdfWord = {
  /** Right-to-left words are given in the order in which they are read. */
  readonly text: string
  readonly page: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** All words, page by page. */
export function pdfWords(file: string): readonly PdfWord[] {
  const pages = outputOf('pdftotext', ['-bbox', file, '-']).split(/<page\b/).slice(1)
  return pages.flatMap((page, index) =>
    [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<\/word>/g)].map(([, left, top, right, bottom, text = '']) => {
      const plain = text.replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity)
      return {
        // Glyphs come from left to right, whatever their script.
        text: /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(plain) ? Array.from(plain).reverse().join('') : plain,
        page: index,
        left: Number(left),
        right: Number(right),
        top: Number(top),
        bottom: Number(bottom),
      }
    }),
  )
}

/** The words that stand on one line with the first word of this text, from left to right. */
export function lineOf(words: readonly PdfWord[], text: string): readonly PdfWord[] {
  const found = words.find((word) => word.text === text)
  if (!found) throw new Error(`"${text}" is nowhere in the PDF`)
  const middle = (found.top + found.bottom) / 2
  return words.filter((word) => word.page === found.page && word.top < middle && word.bottom > middle).sort((a, b) => a.left - b.left)
}
