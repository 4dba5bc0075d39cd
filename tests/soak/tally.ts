/** What was typed by whom, and what the lights have promised of it: every word is the only one of its kind. */
import { Ledger } from '../helpers/random-edits.ts'
import { countTokens, token } from '../helpers/tokens.ts'
import { linkingFragment } from '../../shared/document/roots.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import { documentKinds, type DocumentKind } from '../../shared/model/roles.ts'
import * as Y from 'yjs'
import type { Documents } from './read-disk.ts'

/** Part of the minutes whose words take the tokens of the notes: random edits keep to the boards. */
export const tokenPart = 'opening'

export type Words = Record<DocumentKind, string[]>

export function noWords(): Words {
  return { notes: [], responses: [] }
}

export class Tally {
  readonly ledger = new Ledger()
  /** Words that must be everywhere in the end, and those that may have gone down with their window. */
  readonly certain: Record<DocumentKind, Set<string>> = { notes: new Set(), responses: new Set() }
  readonly uncertain: Record<DocumentKind, Set<string>> = { notes: new Set(), responses: new Set() }
  /** Who typed it, and after which event: for the message of a failure. */
  readonly origins = new Map<string, string>()
  #count = 0

  newWord(kind: DocumentKind, origin: string): string {
    this.#count += 1
    const word = token(kind === 'notes' ? 1 : 2, this.#count)
    this.certain[kind].add(word)
    this.origins.set(word, origin)
    return word
  }

  /** Those of `words` that must be everywhere in the end. */
  certainOf(words: Words): Words {
    return { notes: words.notes.filter((word) => this.certain.notes.has(word)), responses: words.responses.filter((word) => this.certain.responses.has(word)) }
  }

  /** These may be gone. */
  doubt(words: Words): void {
    for (const kind of documentKinds) {
      for (const word of words[kind]) {
        this.certain[kind].delete(word)
        this.uncertain[kind].add(word)
      }
    }
  }

  /** What is wrong with the words of two documents in the end; nothing when every one is there once. */
  problems(documents: Documents): string[] {
    return documentKinds.flatMap((kind) => {
      const counts = countTokens(textOf(documents, kind))
      const lost = [...this.certain[kind]].filter((word) => !counts.has(word))
      const doubled = [...counts].filter(([, count]) => count > 1).map(([word]) => word)
      const unheard = [...counts.keys()].filter((word) => !this.certain[kind].has(word) && !this.uncertain[kind].has(word))
      return [...lost.map((word) => `lost ${word} ${this.origins.get(word) ?? ''}`), ...doubled.map((word) => `doubled ${word}`), ...unheard.map((word) => `never typed ${word}`)]
    })
  }
}

/** Those of `words` that are not in `documents`. */
export function missing(words: Words, documents: Documents): string[] {
  return documentKinds.flatMap((kind) => {
    const counts = countTokens(textOf(documents, kind))
    return words[kind].filter((word) => !counts.has(word))
  })
}

export function tokenText(doc: Y.Doc): Y.XmlText {
  const paragraph = linkingFragment(doc, tokenPart).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the text for the tokens has not arrived')
  return text
}

function textOf({ notes, responses }: Documents, kind: DocumentKind): string {
  if (kind === 'notes') return linkingFragment(notes, tokenPart).length === 0 ? '' : tokenText(notes).toJSON()
  // Also what was taken back.
  return JSON.stringify([responsesRootsOf(responses).comments.toJSON(), responsesRootsOf(responses).questions.toJSON()])
}
