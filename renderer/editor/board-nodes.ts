/**
 * The Tiptap extensions that make up the board schema: stock nodes and marks, narrowed to exactly what
 * `shared/document/boards/board-schema.ts` says (a test compares the two). A node that differed here from there would make this
 * window delete what another one wrote. Menus, sync and guards are added by `board-extensions.ts`.
 */
import { markInputRule, wrappingInputRule, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold, starInputRegex as boldStars } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { Highlight } from '@tiptap/extension-highlight'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic, starInputRegex as italicStars } from '@tiptap/extension-italic'
import { Link } from '@tiptap/extension-link'
import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { withSteadyBorders } from './tables/column-borders.ts'
import { ConfidentialBlocks } from './confidential.ts'
import { isSafeLink, shouldAutolink } from './links/links.ts'
import { OutcomeNode } from './outcomes/outcome-node.ts'
import { PictureNode } from './pictures/picture-node.ts'
import { TextDirection } from './text-direction.ts'
import { mendingFirst, mendingWhereItCan } from './tables/whole-tables.ts'

/**
 * Stock marks answer to "Mod-B" as well, for Caps Lock. It is also what Shift makes of the letter, and then another key; with Caps Lock
 * ProseMirror finds "Mod-b" by itself.
 */
function withoutCapitals<Command>(shortcuts: Readonly<Record<string, Command>> = {}): Record<string, Command> {
  return Object.fromEntries(Object.entries(shortcuts).filter(([key]) => !/-[A-Z]$/u.test(key)))
}

/** A number, a full stop and a space; three digits and more are a year or a reference, not the start of a list. */
const orderedListStart = /^(\d{1,2})\.\s$/

/** A colour that may stand in a style: hexadecimal, or nothing. */
function colorOf(color: unknown): string | null {
  return typeof color === 'string' && /^#[0-9a-f]{3,8}$/iu.test(color) ? color : null
}

const cellAttributes = {
  colspan: { default: 1, parseHTML: (cell: HTMLElement) => spanOf(cell, 'colspan') },
  rowspan: { default: 1, parseHTML: (cell: HTMLElement) => spanOf(cell, 'rowspan') },
}

/** Spans come from foreign HTML; a number beyond any real table would freeze the layout. */
function spanOf(cell: HTMLElement, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return Number.isInteger(span) && span > 1 ? Math.min(span, 200) : 1
}

/** Widths as our own boards write them (`colwidth="120,80"`), or none: widths of foreign tables are in units of another page. */
function columnWidths(cell: HTMLElement): readonly number[] | null {
  const widths = (cell.getAttribute('colwidth') ?? '').split(',').map((width) => Number.parseInt(width, 10))
  return widths.every((width) => Number.isInteger(width) && width >= 0) && widths.length === spanOf(cell, 'colspan') ? widths : null
}

const cellSchema = {
  content: 'block*',
  addAttributes: () => ({ ...cellAttributes, colwidth: { default: null, parseHTML: columnWidths } }),
  parseHTML: () => [{ tag: 'td' }],
}

/**
 * Every node and mark of a board. The order of marks is their nesting order and is part of the schema.
 * `OutcomeNode` and `PictureNode` come without their views, so that this list also works without React.
 */
export const boardNodes: Extensions = [
  Document,
  Paragraph,
  Text,
  Heading,
  BulletList.extend({ content: 'listItem*' }),
  OrderedList.extend({
    content: 'listItem*',
    // The stock plugin makes a list of pasted plain text that happens to start with numbers.
    addProseMirrorPlugins: () => [],
    addInputRules() {
      return [
        wrappingInputRule({
          find: orderedListStart,
          type: this.type,
          getAttributes: (match) => ({ start: Number(match[1]) }),
          joinPredicate: (match, node) => node.childCount + Number(node.attrs['start']) === Number(match[1]),
        }),
      ]
    },
  }),
  ListItem.extend({ content: 'block*' }),
  TaskList.extend({ content: 'taskItem*' }),
  TaskItem.extend({ content: 'block*' }).configure({ nested: true }),
  Blockquote.extend({ content: 'block*' }),
  // Without a key of its own: the stock one is that of a quote.
  CodeBlock.extend({
    addKeyboardShortcuts() {
      const { 'Mod-Alt-c': _, ...others } = this.parent?.() ?? {}
      return others
    },
  }),
  HorizontalRule,
  PictureNode,
  Table.extend({
    content: 'tableRow*',
    addCommands() {
      return mendingFirst(this.parent?.() ?? {})
    },
    addKeyboardShortcuts() {
      const { editor } = this
      return {
        ...this.parent?.(),
        // In two steps: the cells of a new row get their lines in between, and the caret needs one to stand in.
        Tab: () => editor.commands.goToNextCell() || (editor.commands.addRowAfter() && editor.commands.goToNextCell()),
      }
    },
    addProseMirrorPlugins() {
      return (this.parent?.() ?? []).map((plugin) => withSteadyBorders(mendingWhereItCan(plugin)))
    },
  }).configure({ resizable: true, cellMinWidth: 56, lastColumnResizable: true }),
  TableRow.extend({ content: '(tableCell | tableHeader)*' }),
  TableCell.extend(cellSchema),
  TableHeader.extend({ ...cellSchema, parseHTML: () => [{ tag: 'th' }] }),
  OutcomeNode,
  HardBreak,
  Link.extend({
    inclusive: false,
    addAttributes: () => ({ href: { default: null }, title: { default: null } }),
  }).configure({
    openOnClick: false,
    protocols: [],
    defaultProtocol: 'https',
    HTMLAttributes: { target: null, rel: 'noopener noreferrer nofollow', class: null },
    isAllowedUri: (url) => isSafeLink(url),
    shouldAutoLink: shouldAutolink,
  }),
  Bold.extend({
    addInputRules() {
      return [markInputRule({ find: boldStars, type: this.type })]
    },
    addKeyboardShortcuts() {
      return withoutCapitals(this.parent?.())
    },
  }),
  Italic.extend({
    addInputRules() {
      return [markInputRule({ find: italicStars, type: this.type })]
    },
    addKeyboardShortcuts() {
      return withoutCapitals(this.parent?.())
    },
  }),
  Underline.extend({
    addKeyboardShortcuts() {
      return withoutCapitals(this.parent?.())
    },
  }),
  Strike,
  Code,
  Highlight.extend({
    addAttributes: () => ({
      color: {
        default: null,
        parseHTML: (element: HTMLElement) => colorOf(element.getAttribute('data-color')),
        renderHTML: ({ color }: Record<string, unknown>) => (colorOf(color) === null ? {} : { 'data-color': color, 'style': `background-color: ${String(color)}` }),
      },
    }),
  }),
  TextDirection,
  ConfidentialBlocks,
]
