/**
 * What values the attributes of the board schema may have. ProseMirror does not check types when it makes a node from a shared
 * document, so that a peer could hand the view an object where it expects a number; the guard and the reader check here.
 */
import { laterFieldNames, outcomeFieldNames } from '../../outcomes/kinds.ts'
import { outcomeKinds } from '../../model/workshop.ts'
import { laterImageAttributes, linkProtocols } from './board-schema.ts'

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isTextOrNull: Check = (value) => value === null || typeof value === 'string'
const isMarkOrNull: Check = (value) => value === null || value === true
const isDirection: Check = (value) => value === null || value === 'ltr' || value === 'rtl' || value === 'auto'
const isIntegerUpTo = (min: number, max: number): Check => (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
const isSpan = isIntegerUpTo(1, 1000)
const isWidth: Check = (value) => value === null || isIntegerUpTo(0, 100_000)(value)
const isColumnWidths: Check = (value) => value === null || (Array.isArray(value) && value.length <= 1000 && value.every(isWidth))
const isOutcomeKind: Check = (value) => outcomeKinds.some((kind) => kind === value)

const cell: Readonly<Record<string, Check>> = { colspan: isSpan, rowspan: isSpan, colwidth: isColumnWidths }

const nodeAttributes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  paragraph: { dir: isDirection, confidential: isMarkOrNull },
  heading: { dir: isDirection, level: isIntegerUpTo(1, 6), confidential: isMarkOrNull },
  orderedList: { start: isIntegerUpTo(-1_000_000, 1_000_000), type: isTextOrNull },
  taskItem: { checked: (value) => typeof value === 'boolean' },
  codeBlock: { language: isTextOrNull, confidential: isMarkOrNull },
  image: {
    blob: isText, alt: isText, caption: isText, width: isWidth, confidential: isMarkOrNull,
    ...Object.fromEntries(laterImageAttributes.map((name) => [name, isTextOrNull])),
  },
  tableCell: cell,
  tableHeader: cell,
  outcome: {
    id: isText,
    kind: isOutcomeKind,
    dir: isDirection,
    ...Object.fromEntries(outcomeFieldNames.map((name) => [name, laterFieldNames.has(name) ? isTextOrNull : isText])),
  },
}

const markAttributes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  link: { href: isTextOrNull, title: isTextOrNull },
  highlight: { color: isTextOrNull },
}

/** Whether `value` may stand in attribute `name` of a node of this type; false for an attribute that the type does not have. */
export function isNodeAttribute(type: string, name: string, value: unknown): boolean {
  return checkOf(nodeAttributes, type, name)?.(value) ?? false
}

/** The same for marks. */
export function isMarkAttribute(type: string, name: string, value: unknown): boolean {
  return checkOf(markAttributes, type, name)?.(value) ?? false
}

// Names come from peers: only own properties count, or `constructor` would find something.
function checkOf(table: Readonly<Record<string, Readonly<Record<string, Check>>>>, type: string, name: string): Check | null {
  const checks = Object.hasOwn(table, type) ? table[type] : undefined
  return (checks && Object.hasOwn(checks, name) ? checks[name] : undefined) ?? null
}

/** Whether a link may be followed, printed and exported; any other is kept as plain text. */
export function isSafeHref(href: string): boolean {
  const start = href.slice(0, 8).toLowerCase()
  return linkProtocols.some((protocol) => start.startsWith(protocol))
}
