/** What tests write on boards: numbered tokens that can be found again, each exactly once or not at all. */
import * as Y from 'yjs'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { recordFormat } from '../../shared/document/record/record-schema.ts'

/** The smallest record: a workshop with a title. */
export function recordOf(title: string): unknown {
  return { format: recordFormat, version: 1, workshop: { title } }
}

/** Adds a board with one paragraph and returns its text, for tokens to be typed into. */
export function addNotes(doc: Y.Doc, title: string): Y.XmlText {
  const fragment = boardFragment(doc, addBoard(doc, 'test', { title, item: null }))
  if (fragment === null) throw new Error(`no board ${title}`)
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  fragment.insert(0, [paragraph])
  return text
}

/** Types ` <token>` at the end. */
export function typeToken(text: Y.XmlText, token: string): void {
  text.insert(text.length, ` <${token}>`)
}

/** Every token on any board of `doc`, in the order of the boards. */
export function tokensOf(doc: Y.Doc): string[] {
  const written = readBoardList(doc).map(({ id }) => plainTextOf(boardFragment(doc, id)))
  return [...written.join(' ').matchAll(/<([^<>]+)>/gu)].map(([, token]) => token ?? '')
}

function plainTextOf(node: Y.XmlFragment | null): string {
  if (node === null) return ''
  return node.toArray().map((child) => {
    if (child instanceof Y.XmlText) return child.toDelta().map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '')).join('')
    return child instanceof Y.XmlElement ? plainTextOf(child) : ''
  }).join(' ')
}

/** Tokens that are there more than once. */
export function doubled(tokens: readonly string[]): string[] {
  return tokens.filter((token, index) => tokens.indexOf(token) !== index)
}
