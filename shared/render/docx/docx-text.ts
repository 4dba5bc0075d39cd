/** Runs of text for Word: it wants every run to say in which direction it is read, and knows nothing of the bidi algorithm's hints. */
import { ExternalHyperlink, TextRun, type IRunOptions, type ParagraphChild } from 'docx'
import type { Direction, Inline, Mark } from '../../minutes/minutes.ts'

/**
 * With vowel signs and commas, which Unicode counts to every script that uses them: a word that is cut at one loses the joins of its letters.
 * Joiners belong to it between its own letters only: between emoji they make one picture of several.
 */
const rtlLetter = String.raw`[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}]`
const rtlWord = String.raw`[\u200C\u200D]{0,8}${rtlLetter}(?:${rtlLetter}|[\u200C\u200D])*`
const rtlWords = new RegExp(String.raw`${rtlWord}(?:\s+${rtlWord})*`, 'gu')
/** In a right-to-left paragraph digits and punctuation go with it, and only words in left-to-right letters stand out. */
const ltrWords = /(?=[^\p{scx=Arabic}\p{scx=Hebrew}]*\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}](?:[^\p{scx=Arabic}\p{scx=Hebrew}]*[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}])?/gu

export type RunStyle = Pick<IRunOptions, 'style' | 'bold' | 'color' | 'font' | 'size' | 'language'>

/** The children of a paragraph. `direction` is that of the paragraph. */
export function wordRuns(inlines: readonly Inline[], direction: Direction, style: RunStyle = {}): readonly ParagraphChild[] {
  return inlines.flatMap((inline): readonly ParagraphChild[] => {
    if (inline.kind === 'break') return [new TextRun({ break: 1 })]
    const link = inline.marks.find((mark) => mark.kind === 'link')
    const options = { ...style, ...(link === undefined ? {} : { style: 'Hyperlink' }), ...markOptions(inline.marks) }
    const runs = directedRuns(inline.text, direction).map(({ text, isRtl }) => new TextRun({ ...options, text, ...(isRtl ? { rightToLeft: true } : {}) }))
    return link === undefined ? runs : [new ExternalHyperlink({ link: link.href, children: runs, ...(link.title === '' ? {} : { tooltip: link.title }) })]
  })
}

/** Plain words as runs. */
export function plainRuns(text: string, direction: Direction, style: RunStyle = {}): readonly ParagraphChild[] {
  return wordRuns([{ kind: 'text', text, marks: [] }], direction, style)
}

function directedRuns(text: string, direction: Direction): readonly { readonly text: string; readonly isRtl: boolean }[] {
  const base = direction === 'rtl'
  const runs: { text: string; isRtl: boolean }[] = []
  let end = 0
  for (const match of text.matchAll(base ? ltrWords : rtlWords)) {
    runs.push({ text: text.slice(end, match.index), isRtl: base }, { text: match[0], isRtl: !base })
    end = match.index + match[0].length
  }
  runs.push({ text: text.slice(end), isRtl: base })
  return runs.filter((run) => run.text !== '')
}

function markOptions(marks: readonly Mark[]): IRunOptions {
  const has = (kind: Mark['kind']): boolean => marks.some((mark) => mark.kind === kind)
  return {
    ...(has('bold') ? { bold: true, boldComplexScript: true } : {}),
    ...(has('italic') ? { italics: true, italicsComplexScript: true } : {}),
    ...(has('underline') ? { underline: {} } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(has('code') ? { style: 'InlineCode' } : {}),
    ...(has('highlight') ? { shading: { type: 'clear', color: 'auto', fill: 'FBEEB8' } } : {}),
  }
}
