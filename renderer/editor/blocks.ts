/** Everything that can be put on a board, in one list: the slash menu, the toolbar and their shortcuts read it. */
import type { Editor } from '@tiptap/core'
import type { Node, NodeType } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { Heading1, Heading2, Heading3, Image, List, ListOrdered, ListTodo, Lock, Minus, Pilcrow, SquareCode, Table2, TextQuote, User, type LucideIcon } from 'lucide-react'
import { outcomeKinds, type OutcomeKind, type Person } from '../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../shared/outcomes/kinds.ts'
import type { Text } from '../base/words/i18n.tsx'
import { kindIcons } from '../outcomes/kind-badge.tsx'
import type { MessageKey as OutcomeMessageKey } from '../outcomes/messages.ts'
import { confidentialShortcut } from './confidential.ts'
import type { MessageKey } from './messages.ts'
import { outcomeShortcut } from './outcomes/outcome-editing.ts'

export type BlockGroup = 'groupText' | 'groupLists' | 'groupInsert' | 'groupOutcomes' | 'groupPeople'

export type Block = {
  readonly id: string
  readonly group: BlockGroup
  readonly label: string
  readonly icon: LucideIcon
  /** ProseMirror key; null for what has none. */
  readonly shortcut: string | null
  /** What tells it from others of the same name. */
  readonly detail?: string
  /** Letters that name it at once in the slash menu ("d" and a space). */
  readonly letter: string | null
  /** What else people call it; the label in the interface's language is always searched. */
  readonly words: readonly string[]
  readonly apply: (editor: Editor) => void
}

/** People as what can be put into a line: their names, as the list has them. */
export function peopleBlocks(people: readonly Person[]): Block[] {
  return people
    .filter(({ name }) => name !== '')
    .map(({ id, name, organisation }) => ({
      id, group: 'groupPeople', label: name, detail: organisation, icon: User, shortcut: null, letter: null, words: [organisation],
      apply: (editor) => editor.chain().focus().insertContent({ type: 'text', text: `${name} ` }).run(),
    }))
}

type StockBlock = Omit<Block, 'label' | 'letter'> & { readonly key: MessageKey }

const textBlocks: readonly StockBlock[] = [
  { id: 'paragraph', key: 'paragraph', group: 'groupText', icon: Pilcrow, shortcut: 'Mod-Alt-0', words: ['paragraph'], apply: (editor) => editor.chain().focus().setParagraph().run() },
  { id: 'heading1', key: 'heading1', group: 'groupText', icon: Heading1, shortcut: 'Mod-Alt-1', words: ['h1', 'title'], apply: (editor) => editor.chain().focus().toggleHeading({ level: 1 }).run() },
  { id: 'heading2', key: 'heading2', group: 'groupText', icon: Heading2, shortcut: 'Mod-Alt-2', words: ['h2'], apply: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run() },
  { id: 'heading3', key: 'heading3', group: 'groupText', icon: Heading3, shortcut: 'Mod-Alt-3', words: ['h3'], apply: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run() },
  { id: 'blockquote', key: 'blockquote', group: 'groupText', icon: TextQuote, shortcut: 'Mod-Shift-b', words: ['blockquote'], apply: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { id: 'codeBlock', key: 'codeBlock', group: 'groupText', icon: SquareCode, shortcut: null, words: ['code', 'pre'], apply: (editor) => editor.chain().focus().toggleCodeBlock().run() },
  { id: 'confidential', key: 'confidentialBlock', group: 'groupText', icon: Lock, shortcut: confidentialShortcut, words: ['secret', 'lock', 'private'], apply: (editor) => editor.chain().focus().toggleConfidential().run() },
  { id: 'bulletList', key: 'bulletList', group: 'groupLists', icon: List, shortcut: 'Mod-Shift-8', words: ['ul', 'bullet'], apply: (editor) => editor.chain().focus().toggleBulletList().run() },
  { id: 'orderedList', key: 'orderedList', group: 'groupLists', icon: ListOrdered, shortcut: 'Mod-Shift-7', words: ['ol', '1.'], apply: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { id: 'taskList', key: 'taskList', group: 'groupLists', icon: ListTodo, shortcut: 'Mod-Shift-9', words: ['todo', 'checkbox'], apply: (editor) => editor.chain().focus().toggleTaskList().run() },
  { id: 'table', key: 'table', group: 'groupInsert', icon: Table2, shortcut: null, words: ['grid'], apply: insertTable },
  { id: 'rule', key: 'rule', group: 'groupInsert', icon: Minus, shortcut: null, words: ['hr', 'line', '---'], apply: insertRule },
]

/**
 * A table of three by three, the caret in its first cell. Stock `insertTable` makes cells without a line to stand in, because the schema allows
 * them, and then loses the caret.
 */
function insertTable(editor: Editor): void {
  insertBlock(editor, ({ table, tableRow, tableHeader, tableCell, paragraph }) => {
    if (!table || !tableRow || !tableHeader || !tableCell || !paragraph) return null
    const row = (cell: NodeType): Node => tableRow.create(null, [0, 1, 2].map(() => cell.create(null, paragraph.create())))
    return table.create(null, [row(tableHeader), row(tableCell), row(tableCell)])
  })
}

/** A rule, the caret in the line behind it. The stock command cuts the line in two at the caret, and an outcome into two of the same owner. */
function insertRule(editor: Editor): void {
  insertBlock(editor, ({ horizontalRule }) => horizontalRule?.create() ?? null, (next) => next?.type.name === 'paragraph')
}

/**
 * Puts a block in place of an empty line or below any other, the caret in its first line or in the next one, and a line below it where what
 * comes next is none to go on in: a table at the end of a board has no way out.
 */
function insertBlock(editor: Editor, make: (nodes: Readonly<Record<string, NodeType>>) => Node | null, isWayOut = (next: Node | null): boolean => next !== null): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state: { schema } }) => {
      const { paragraph } = schema.nodes
      const node = make(schema.nodes)
      if (!node || !paragraph) return false
      const { $from, to } = tr.selection
      const isEmptyLine = $from.parent.type === paragraph && $from.parent.content.size === 0
      const from = isEmptyLine ? $from.before() : $from.parent.isTextblock ? $from.after() : to
      const end = isEmptyLine ? $from.after() : from
      tr.replaceWith(from, end, isWayOut(tr.doc.resolve(end).nodeAfter) ? node : [node, paragraph.create()])
      tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1))).scrollIntoView()
      return true
    })
    .run()
}

/** All blocks with their names in the language of `text` and `words`. `onImage` asks the user for image files. */
export function boardBlocks(text: Text<MessageKey>, words: Text<OutcomeMessageKey>, onImage: () => void): Block[] {
  const stock = textBlocks.map(({ key, ...block }): Block => ({ ...block, label: text(key), letter: null }))
  const image: Block = { id: 'image', group: 'groupInsert', label: text('image'), icon: Image, shortcut: null, letter: null, words: ['picture', 'photo'], apply: onImage }
  return [...stock, image, ...outcomeKinds.map((kind) => outcomeBlock(kind, words(kind)))]
}

function outcomeBlock(kind: OutcomeKind, label: string): Block {
  return {
    id: kind,
    group: 'groupOutcomes',
    label,
    icon: kindIcons[kind],
    shortcut: outcomeShortcut(kind),
    letter: outcomeKindSpecs[kind].letter.toLowerCase(),
    words: [kind],
    apply: (editor) => editor.chain().focus().insertOutcome(kind).run(),
  }
}

/** Text without accents and case, for searching. */
function folded(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Blocks that `query` may mean, best first: the outcome of that letter, then names that start with it, then names that contain it. */
export function findBlocks(blocks: readonly Block[], query: string): Block[] {
  const wanted = folded(query)
  if (wanted === '') return [...blocks]
  const rank = (block: Block): number => {
    const names = [block.label, ...block.words].map(folded)
    if (block.letter === wanted) return 0
    if (names.some((name) => name.startsWith(wanted))) return 1
    return names.some((name) => name.split(/\s/u).some((word) => word.startsWith(wanted))) ? 2 : 3
  }
  return blocks
    .map((block) => ({ block, rank: rank(block) }))
    .filter(({ rank: found }) => found < 3)
    .sort((left, right) => left.rank - right.rank)
    .map(({ block }) => block)
}
