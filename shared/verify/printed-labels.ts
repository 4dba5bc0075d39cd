/**
 * What Minuta prints in places that are no part of the words: in any of its languages, as a file tells its own only in what is to be proved.
 * Whoever changes one of these labels makes files from before say something else.
 */
import type { Labels } from '../minutes/labels.ts'
import { labelsFor, minutesLanguages } from '../minutes/labels-for.ts'
import { wordsOf } from '../versions/minutes-words.ts'

const every = (text: (labels: Labels) => string): readonly (readonly string[])[] => minutesLanguages.map((language) => wordsOf(text(labelsFor(language).labels)))

const figureLabels = every(({ section }) => section.figure)
/** The name of the image follows, and is not proved. */
const missingLabels = every(({ missingImage }) => missingImage(''))
const contentsTitles = new Set(every(({ contents }) => contents).map((words) => words.join(' ')))

/** The number of a figure and the words of its caption, from a line that begins as Minuta begins it; null and all words from another. */
export function readCaption(text: string): { readonly number: string | null; readonly caption: readonly string[] } {
  const words = wordsOf(text)
  const label = figureLabels.find((label) => startsWith(words, label))
  const number = label === undefined ? undefined : words[label.length]
  return label !== undefined && number !== undefined && /^\d+$/.test(number) ? { number, caption: words.slice(label.length + 1) } : { number: null, caption: words }
}

/** Whether this is what is printed for an image that is not there, in the brackets of Markdown or without. */
export function isMissingImage(text: string): boolean {
  const words = wordsOf(text.replace(/^\s*\[|\]\s*$/g, ''))
  return missingLabels.some((label) => startsWith(words, label))
}

/** `line`: its words, with spaces between them. */
export function isContentsTitle(line: string): boolean {
  return contentsTitles.has(line)
}

/** Whether the mark before an item says more than a number, a letter or a sign. `%1` stands for the number. */
export function isWordyMark(mark: string): boolean {
  return /\p{L}{2}|\p{N}/u.test(mark.replace(/%\d+%?/g, ' '))
}

function startsWith(words: readonly string[], label: readonly string[]): boolean {
  return label.every((word, index) => words[index] === word)
}
