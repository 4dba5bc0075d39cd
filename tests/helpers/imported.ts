/** Reading a made file as the importer does, and its blocks in a form that a test can spell out. */
import { expect } from 'vitest'
import type { ImportedDocument } from '../../shared/import/imported.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { readImport } from '../../shared/node/import/read-import.ts'
import { boardProblems } from './board-problems.ts'

/** The document; fails the test when it is refused, or not fit for a board. */
export async function imported(name: string, content: string | Uint8Array): Promise<ImportedDocument> {
  const outcome = await outcomeOf(name, content)
  if (outcome.kind === 'refused') throw new Error(`${name} was refused: ${outcome.refusal.kind}: ${outcome.refusal.detail}`)
  expect(boardProblems(outcome.content.blocks)).toEqual([])
  return outcome.content
}

export function outcomeOf(name: string, content: string | Uint8Array): ReturnType<typeof readImport<'document'>> {
  return readImport('document', { kind: 'bytes', name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content })
}

/** Blocks as indented lines: "heading 2: words", marks as <bold>…</bold>, hard breaks as "|". */
export function outlineOf(blocks: readonly RichNode[], indent = ''): string[] {
  return blocks.flatMap((node) => {
    const children = node.content ?? []
    const isLine = children.every(({ type }) => type === 'text' || type === 'hardBreak') && !/(list|row|cell|header|item|table|quote)$/i.test(node.type)
    const head = `${indent}${node.type}${attributesOf(node)}`
    return isLine ? [`${head}${children.length > 0 ? `: ${children.map(marked).join('')}` : ''}`] : [head, ...outlineOf(children, `${indent}  `)]
  })
}

function attributesOf({ attrs = {} }: RichNode): string {
  const shown = Object.entries(attrs).filter(([name, value]) => name !== 'blob' && value !== null && value !== '' && value !== false && !(name.endsWith('span') && value === 1) && !(name === 'start' && value === 1))
  return shown.map(([name, value]) => ` ${name}=${Array.isArray(value) ? value.join(',') : String(value)}`).join('')
}

function marked({ type, text = '', marks = [] }: RichNode): string {
  if (type === 'hardBreak') return '|'
  return marks.reduce((words, mark) => `<${mark.type}${mark.type === 'link' ? ` ${String(mark.attrs?.['href'])}` : ''}>${words}</${mark.type}>`, text)
}

export function noticesOf({ notices }: ImportedDocument): string[] {
  return notices.map(({ kind, name, count }) => `${kind} ${name} ${count}`.replace('  ', ' '))
}
