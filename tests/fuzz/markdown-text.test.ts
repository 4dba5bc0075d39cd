/** Random punctuation, read back by pandoc: nothing that people type may become markup (MI11). */
import { expect, test } from 'vitest'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { renderMarkdown } from '../../shared/render/markdown/markdown.ts'
import { p } from '../fixtures/rich.ts'
import { singleBoardWorkshop } from '../fixtures/workshops.ts'
import { outputOf, pandocNodes } from '../helpers/read-exports.ts'

const alphabet = '**__``[]()<>&#!|~$-+=:.;12 aéx\\"\'{}^/%?, '.split('')
const lineCount = 400

/** A small linear congruential generator: the same lines on every machine. */
function lines(seed: number): readonly string[] {
  let state = seed
  const next = (bound: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const line = (): string => Array.from({ length: 2 + next(26) }, () => alphabet[next(alphabet.length)] ?? '').join('')
  return Array.from({ length: lineCount }, (_, index) => `${index === 0 ? '' : line()}${line().replace(/\s+$/, '')}z`)
}

/** The text of pandoc's inline nodes. */
function plain(node: unknown): string {
  if (Array.isArray(node)) return node.map((child) => plain(child)).join('')
  if (typeof node !== 'object' || node === null) return ''
  const { t, c } = node as { t?: string; c?: unknown }
  if (t === 'Str') return String(c)
  if (t === 'Space' || t === 'SoftBreak') return ' '
  return t === 'Para' || t === undefined ? plain(c) : `<${t}>`
}

test.each([1, 2, 3])('seed %i: every line of random punctuation reads back as typed', (seed) => {
  const typed = lines(seed)
  const { content } = renderMarkdown(compileMinutes(singleBoardWorkshop('T', typed.map((line) => p(line))), { language: 'en' }), new Map())
  const tree = JSON.parse(outputOf('pandoc', ['--from=gfm', '--to=json', '--wrap=none'], content)) as { blocks: readonly unknown[] }
  const read = pandocNodes(tree.blocks, 'Para').map((node) => plain(node))
  const fold = (text: string): string => text.replace(/ +/g, ' ').trim()
  const expected = typed.map((line) => fold(line))
  // Every paragraph begins with its citation number, raised by HTML around it.
  const got = read.slice(-expected.length).map((line) => fold(line.replace(/^<RawInline>\d+<RawInline> /, '')))
  expect(got.flatMap((line, index) => (line === expected[index] ? [] : [{ typed: expected[index], read: line }])).slice(0, 5)).toEqual([])
})
