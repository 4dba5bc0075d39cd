import { describe, expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { Block } from '../../../shared/minutes/minutes.ts'
import { compareMinutes, compareUnits, unitsOf, type Change, type Unit } from '../../../shared/versions/compare-minutes.ts'
import { diffSequences } from '../../../shared/versions/sequence-diff.ts'
import { node, p } from '../../fixtures/rich.ts'
import { singleBoardWorkshop } from '../../fixtures/workshops.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

describe('the way from one sequence to another', () => {
  test.each(seeds)('VF6 equal runs are equal, runs cover both sequences, and no shorter way exists (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const letters = (): string[] => Array.from({ length: random.below(14) }, () => random.pick(['a', 'b', 'c', 'd']))
    const [before, after] = [letters(), letters()]
    const runs = diffSequences(before, after)
    expect(runs.flatMap(({ before: [from, to] }) => before.slice(from, to))).toEqual(before)
    expect(runs.flatMap(({ after: [from, to] }) => after.slice(from, to))).toEqual(after)
    const equal = runs.filter(({ isEqual }) => isEqual)
    expect(equal.map((run) => before.slice(...run.before))).toEqual(equal.map((run) => after.slice(...run.after)))
    const kept = equal.reduce((sum, { before: [from, to] }) => sum + to - from, 0)
    expect(kept).toBe(longestCommon(before, after))
  })

  test('VF6 two long texts with nothing in common are one difference, at once', () => {
    const [before, after] = ['a', 'b'].map((name) => Array.from({ length: 5_000 }, (_, index) => `${name}${index}`)) as [string[], string[]]
    expect(diffSequences(before, after)).toEqual([{ isEqual: false, before: [0, 5_000], after: [0, 5_000] }])
  })
})

/** By the textbook: slow and sure. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const row = table[i]
      if (row) row[j] = a[i - 1] === b[j - 1] ? (table[i - 1]?.[j - 1] ?? 0) + 1 : Math.max(table[i - 1]?.[j] ?? 0, row[j - 1] ?? 0)
    }
  }
  return table[a.length]?.[b.length] ?? 0
}

type Statement = { readonly id: number; readonly words: string }
type Edit = { readonly kind: 'changed' | 'added' | 'removed'; readonly before: string | null; readonly after: string | null }

const vocabulary = ['partners', 'regions', 'report', 'fund', 'training', 'visit', 'network', 'call', 'youth', 'islands'] as const

function sentence(random: Random, id: number): string {
  return `S${id} ${Array.from({ length: 8 }, () => random.pick(vocabulary)).join(' ')}.`
}

/** Numbered paragraphs, now and then in a list, a table or an outcome, as minutes have them. */
function documentOf(statements: readonly Statement[]): readonly Unit[] {
  let number = 0
  const blocks = statements.map(({ id, words }): Block => {
    const inlines = [{ kind: 'text', text: words, marks: [] } as const]
    number += 1
    switch (id % 4) {
      case 0:
        return { kind: 'list', style: 'bullet', start: 1, number, items: [{ isChecked: null, blocks: [{ kind: 'paragraph', style: 'body', number: null, inlines, direction: 'ltr' }] }] }
      case 1:
        return { kind: 'outcomes', entries: [{ kind: 'decision', kindName: 'Decision', label: `D-${id}`, number, inlines, direction: 'ltr', fields: [] }] }
      default:
        return { kind: 'paragraph', style: 'body', number, inlines, direction: 'ltr' }
    }
  })
  return unitsOf({ title: 'Minutes', cover: null, parts: [{ id: 'item:1', number: '1', title: 'Debate', direction: 'ltr', linking: [], blocks }] })
}

function listed(changes: readonly Change[]): readonly Edit[] {
  return changes.map((change) => ({
    kind: change.kind,
    before: change.kind === 'added' ? null : change.before.text.replace(/^D-\d+ /, ''),
    after: change.kind === 'removed' ? null : change.after.text.replace(/^D-\d+ /, ''),
  }))
}

describe('what changed between two versions', () => {
  test.each(seeds)('VF6 every edit is listed, and nothing else (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const before: Statement[] = Array.from({ length: 30 }, (_, id) => ({ id, words: sentence(random, id) }))
    const edits: Edit[] = []
    let next = before.length
    const after = before.flatMap((statement): Statement[] => {
      const choice = random.below(12)
      if (choice === 0) {
        edits.push({ kind: 'removed', before: statement.words, after: null })
        return []
      }
      if (choice === 1) {
        const words = statement.words.replace('.', ', as the rapporteur recalls.')
        edits.push({ kind: 'changed', before: statement.words, after: words })
        return [{ ...statement, words }]
      }
      if (choice === 2) {
        next += 1
        const added = { id: next, words: `N${next} new words that nobody had written before.` }
        edits.push({ kind: 'added', before: null, after: added.words })
        return [added, statement]
      }
      return [statement]
    })
    const order = (list: readonly Edit[]): readonly string[] => list.map((edit) => JSON.stringify(edit)).sort((a, b) => (a < b ? -1 : 1))
    expect(order(listed(compareUnits(documentOf(before), documentOf(after))))).toEqual(order(edits))
  })

  test('VF6 numbers that move on are no change; a change says both numbers', () => {
    const before = [0, 1, 2, 3].map((id) => ({ id: id * 4 + 2, words: `S${id} what was said about the report and the fund` }))
    const after = [{ id: 30, words: 'Put in front of everything' }, ...before.slice(0, 3), { id: 14, words: 'S3 what was said about the report and the funds' }]
    const changes = compareUnits(documentOf(before), documentOf(after))
    expect(changes.map((change) => [change.kind, change.kind === 'added' ? null : change.before.paragraph, change.kind === 'removed' ? null : change.after.paragraph])).toEqual([
      ['added', null, 1],
      ['changed', 4, 5],
    ])
  })

  test('VF6 a mark, a row of a table, a fact and a caption count as much as a word', () => {
    const paragraph = (marks: readonly { readonly kind: 'bold' }[]): Block => ({ kind: 'paragraph', style: 'body', number: 1, inlines: [{ kind: 'text', text: 'agreed', marks }], direction: null })
    const cell = (text: string) => ({ isHeader: false, colspan: 1, rowspan: 1, blocks: [{ kind: 'paragraph', style: 'body', number: null, inlines: [{ kind: 'text', text, marks: [] }], direction: null }] as const })
    const table = (rows: readonly string[]): Block => ({ kind: 'table', caption: '', columnCount: 1, columnWidths: [], headerRowCount: 0, rows: rows.map((text) => [cell(text)]) })
    const facts = (value: string): Block => ({ kind: 'facts', title: '', facts: [{ term: 'Venue', blocks: cell(value).blocks }] })
    const figure = (caption: string): Block => ({ kind: 'figure', number: 1, blob: 'a' as never, name: 'wall.png', alt: '', caption, widthPx: null })
    const whole = (blocks: readonly Block[]) => unitsOf({ title: '', cover: null, parts: [{ id: 'x', number: '', title: 'X', direction: null, linking: [], blocks }] })
    const changes = compareUnits(
      whole([paragraph([]), table(['one', 'two words', 'three']), facts('Great Hall'), figure('The wall at noon')]),
      whole([paragraph([{ kind: 'bold' }]), table(['one', 'two word', 'three']), facts('Great Hall II'), figure('The wall at one')]),
    )
    expect(changes.map((change) => [change.kind, 'after' in change ? change.after.text : ''])).toEqual([
      ['changed', 'agreed'], ['changed', 'two word'], ['changed', 'Venue: Great Hall II'], ['changed', 'wall.png: The wall at one'],
    ])
  })
})

test('VF6 a list that counted 1, 2 and counts a, b has changed', () => {
  const minutes = (type: string | null, start: number) => {
    const items = ['Close the port', 'Open the port'].map((words) => node('listItem', [p(words)]))
    return compileMinutes(singleBoardWorkshop('T', [node('orderedList', items, { start, type })]), { language: 'en', attribution: 'person' })
  }
  const kinds = (type: string | null, start: number) => compareMinutes(minutes(null, 1), minutes(type, start)).map(({ kind }) => kind)
  expect([kinds(null, 1), kinds(null, 3), kinds('a', 1)]).toEqual([[], ['changed', 'changed'], ['changed', 'changed']])
})
