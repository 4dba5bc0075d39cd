import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { nodeSqlitePlatform } from '../../../shared/node/sqlite-platform.ts'
import { SearchIndex } from '../../../main/engine/search/search-index.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { searchEntries, type SearchEntry } from '../../../shared/search/entries.ts'
import { readQuery } from '../../../shared/search/words.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { seededRandom } from '../../helpers/random.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
let files = 0
const newPath = (): string => path.join(folder.path, `${(files += 1)}.sqlite`)
const open = (file = newPath()): SearchIndex => new SearchIndex(nodeSqlitePlatform, file)
const position = { lineage: 'a', head: 1 }

function index(target: SearchIndex, workshop: string, entries: readonly SearchEntry[]): void {
  target.put(workshop as WorkshopId, entries)
  target.finish(workshop as WorkshopId, `Title of ${workshop}`, entries, position)
}

const found = (target: SearchIndex, query: string): string[] => target.search(readQuery(query), 200).map(({ workshop, kind, id }) => `${workshop} ${kind} ${id}`).sort()
const board = (id: string, title: string, body: string): SearchEntry => ({ kind: 'board', id, board: null, title, body })

test('SE3 boards, outcomes, people and the workshop are found by their words, each once and as what it is', () => {
  const target = open()
  const workshop = fullWorkshop()
  index(target, workshop.id, searchEntries(workshop))
  const of = (query: string): string[] => found(target, query).map((hit) => hit.replace(`${workshop.id} `, ''))
  expect(of('santoni')).toEqual(['outcome a1', 'outcome u1', 'person p2'])
  expect(of('παππα')).toContain('person p1')
  expect(of('فاطمه')).toContain('person p3')
  expect(of('agenda')).toEqual(['outcome d1'])
  expect(of('D-1')).toEqual(['outcome d1'])
  expect(of('flip chart')).toEqual(['board b7'])
  expect(of('customs house')).toEqual([`workshop ${workshop.id}`])
  expect(of('cold stores presented')).toEqual(['board b2'])
  expect(of('zzz')).toEqual([])
  target.close()
})

test('SE9 a word in a title counts more than the same word in a body, however often it stands there', () => {
  const target = open()
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ')
  index(target, 'w', [board('body', 'Notes', `harbour ${words} harbour`), board('title', 'Harbour', words), board('neither', 'Notes', words)])
  expect(target.search(readQuery('harbour'), 5).map(({ id }) => id)).toEqual(['title', 'body'])
})

test('SE4 any text is a query: nothing typed is syntax, and nothing throws (property)', () => {
  const target = open()
  index(target, 'w', [board('b', 'Alpha', 'NEAR AND OR NOT beta title body words')])
  for (const query of ['"', '""', '*', 'a*', 'NOT', 'alpha OR', 'title:alpha', '{title}: x', 'NEAR(a b)', '(', "';--", '^alpha', '\0', 'alpha\0beta', '-', '+alpha']) {
    expect(() => target.search(readQuery(query), 20)).not.toThrow()
  }
  expect(found(target, 'title:alpha')).toEqual([])
  expect(found(target, 'NOT beta')).toEqual(['w board b'])
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (query) => {
    target.search(readQuery(query), 20)
  }), { seed: 20_260_919, numRuns: 300 })
  target.close()
})

test.each([1, 2, 3])('SE5 an index that followed every change finds the same as one that was made anew (seed %i)', (seed) => {
  const random = seededRandom(seed)
  const words = ['alpha', 'beta', 'gámma', 'Δέλτα', 'épsilon', 'مُحَمَّد', 'zeta'] as const
  const target = open()
  const now = new Map<string, SearchEntry[]>()
  const sentence = (): string => Array.from({ length: random.below(6) + 1 }, () => random.pick(words)).join(' ')
  for (let step = 0; step < 120; step += 1) {
    const workshop = `w${random.below(3)}`
    const entries = (now.get(workshop) ?? []).filter(() => random.chance(0.95)).map((entry) => (random.chance(0.3) ? { ...entry, body: sentence() } : entry))
    entries.push(board(`b${step}`, sentence(), sentence()))
    now.set(workshop, entries)
    index(target, workshop, entries)
    if (random.chance(0.05)) {
      target.remove(workshop)
      now.delete(workshop)
    }
  }
  const anew = open()
  for (const [workshop, entries] of now) index(anew, workshop, entries)
  for (const query of [...words, 'al', 'a', 'alpha beta', 'gamma δελτα']) expect({ query, hits: found(target, query) }).toEqual({ query, hits: found(anew, query) })
  expect(found(anew, 'alpha').length).toBeGreaterThan(0)
  target.close()
  anew.close()
})

test('SE6 a file that is damaged, foreign or of another layout is replaced by an empty index', () => {
  const file = newPath()
  const before = open(file)
  index(before, 'w', [board('b', 'Alpha', '')])
  before.close()
  const same = open(file)
  expect([found(same, 'alpha'), [...same.workshops()]]).toEqual([['w board b'], [['w', position]]])
  same.close()
  for (const content of ['', 'not a database', Buffer.alloc(9_000, 7)]) {
    fs.writeFileSync(file, content)
    const after = open(file)
    expect([found(after, 'alpha'), after.workshops().size]).toEqual([[], 0])
    after.close()
  }
})
