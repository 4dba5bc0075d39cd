/**
 * The ProseMirror schema of boards, linking text and imports: the one list of nodes, marks and attributes that this build
 * understands. The editor's Tiptap extensions must produce exactly this schema (a test compares them); headless readers and
 * renderers use it directly.
 *
 * Containers take `block*`, not `block+`: when two people delete the last two children of a list item at the same time, the
 * merged item is empty. Under `block+` it would be invalid, and the editor binding deletes invalid nodes with everything in
 * them (see the "schema lint" test). Only the root requires content, which the binding never writes by itself.
 */
import { Schema, type AttributeSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model'
import { fieldAttribute, laterFieldNames, outcomeFieldNames } from '../../outcomes/kinds.ts'

/** Text direction of a block: null follows the first strong character, as `dir="auto"` does. */
const dir: AttributeSpec = { default: null }

/**
 * `true`: the block stays in the house. Null, which is never written, is one that does not: an older Minuta, which does not know the
 * attribute, goes on writing on every board that has no such block, and shows the others read-only.
 */
const confidential: AttributeSpec = { default: null }

/**
 * What figures say since boards were first in use: what stands on the sheet that was photographed, which sheet of how many it is, when
 * the picture was taken; what is said of the people in it (`peopleInPicture`), and who they are, by name.
 */
export const laterImageAttributes = ['transcription', 'sheet', 'takenAt', 'people', 'shows'] as const

/** Attributes that came later: null, and neither written nor read, where nobody said anything. */
export const laterAttributes: ReadonlySet<string> = new Set(['confidential', ...laterFieldNames, ...laterImageAttributes])

/** The blocks that carry the mark themselves; outcomes have a field of that name, everything else is marked by what it holds. */
export const confidentialBlocks: readonly string[] = ['paragraph', 'heading', 'codeBlock', 'image']

const cell: NodeSpec = {
  content: 'block*',
  isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
}

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { group: 'block', content: 'inline*', attrs: { dir, confidential } },
  heading: { group: 'block', content: 'inline*', defining: true, attrs: { dir, level: { default: 1 }, confidential } },
  bulletList: { group: 'block list', content: 'listItem*' },
  orderedList: { group: 'block list', content: 'listItem*', attrs: { start: { default: 1 }, type: { default: null } } },
  listItem: { content: 'block*', defining: true },
  taskList: { group: 'block list', content: 'taskItem*' },
  taskItem: { content: 'block*', defining: true, attrs: { checked: { default: false } } },
  blockquote: { group: 'block', content: 'block*', defining: true },
  codeBlock: { group: 'block', content: 'text*', marks: '', code: true, defining: true, attrs: { language: { default: null }, confidential } },
  horizontalRule: { group: 'block' },
  image: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: {
      blob: { default: '' }, alt: { default: '' }, caption: { default: '' }, width: { default: null }, confidential,
      ...Object.fromEntries(laterImageAttributes.map((name) => [name, { default: null }])),
    },
  },
  table: { group: 'block', content: 'tableRow*', isolating: true, tableRole: 'table' },
  tableRow: { content: '(tableCell | tableHeader)*', tableRole: 'row' },
  tableCell: { ...cell, tableRole: 'cell' },
  tableHeader: { ...cell, tableRole: 'header_cell' },
  outcome: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: {
      id: { default: '' },
      kind: { default: 'decision' },
      dir,
      ...Object.fromEntries(outcomeFieldNames.map((name) => [name, { default: fieldAttribute(name, '') }])),
    },
  },
  hardBreak: { group: 'inline', inline: true, selectable: false },
  text: { group: 'inline' },
}

const marks: Record<string, MarkSpec> = {
  link: { inclusive: false, attrs: { href: { default: null }, title: { default: null } } },
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  code: { excludes: '_', code: true },
  highlight: { attrs: { color: { default: null } } },
}

export const boardSchema = new Schema({ nodes, marks })

/** Protocols that a link may have; everything else is kept as text and never followed. */
export const linkProtocols = ['http:', 'https:', 'mailto:'] as const
