/** What a file shows beside its words, in the words of the command line. */
import type { BesideDifference, Unproved } from '../../../shared/verify/judge-beside.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'

/** The end of a sentence that begins with "but". */
export function besideLine({ kind, where, frozen, found }: BesideDifference): string {
  const changed = `${frozen || '(nothing)'} / ${found || '(nothing)'}`
  switch (kind) {
    case 'picture-replaced':
      return `another picture stands in the place of ${where}`
    case 'picture-added':
      return where === '' ? 'a picture was added' : `a picture was added after "${where}"`
    case 'picture-removed':
      return `a picture was taken out: ${where}`
    case 'description':
      return `the description of a picture was changed, ${where}: ${changed}`
    case 'missing-name':
      return `the name of a missing picture was changed, ${where}: ${changed}`
    case 'link':
      return `a link leads elsewhere, after "${where}": ${changed}`
    case 'number':
      return `the number of a list item was changed, after "${where}": ${changed}`
    case 'letterhead':
      return `the letterhead, or the head or foot of the pages, was changed: ${changed}`
    case 'place':
      return `the number of a paragraph or figure stands elsewhere, ${where}: before "${frozen}" / before "${found}"`
    case 'table':
      return `the cells of a table stand otherwise in its rows and columns, after "${where}"`
    case 'direction':
      return `a mark that turns the direction of words was added or taken out, after "${where}"`
    default:
      return assertNever(kind, 'difference')
  }
}

/** `isAgainst`: whether the file was compared with a workshop. */
export function unprovedLine({ kind, count }: Unproved, isAgainst: boolean): string {
  const pictures = count === 1 ? 'one picture' : `${count} pictures`
  switch (kind) {
    case 'pictures-saved-again':
      return `${pictures} cannot be proved: another program saved the file, and pictures may change then; look at them`
    case 'pictures-against':
      return `${pictures} cannot be proved${isAgainst ? ': the workshop does not hold them' : ' by this file alone; --against WORKSHOP.minuta compares them'}`
    case 'pictures-missing':
      return `${pictures} of the version ${count === 1 ? 'is' : 'are'} not in this file`
    case 'frozen-before':
      return 'this version is from before pictures, links, list numbers and letterhead were proved; look at those'
    default:
      return assertNever(kind, 'what is not proved')
  }
}
