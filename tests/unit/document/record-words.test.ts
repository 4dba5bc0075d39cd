import { describe, expect, test } from 'vitest'
import { languages } from '../../../renderer/base/words/i18n.tsx'
import { recordLanguages, recordProblemWords, recordRefusalWords } from '../../../shared/document/record/problem-words.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { recordProblemKinds, recordRefusal, type RecordProblem, type RecordProblemKind } from '../../../shared/document/record/record-problem.ts'
import { recordFormat, recordJsonSchema } from '../../../shared/document/record/record-schema.ts'

const whole = { format: recordFormat, version: 1, workshop: { title: 'T' } }
const board = (...content: unknown[]): object => ({ boards: [{ content }] })
const decision = { type: 'outcome', attrs: { kind: 'decision', id: 'x' }, content: ['a'] }
const nested = (levels: number): unknown => (levels === 0 ? 'x' : { type: 'blockquote', content: [nested(levels - 1)] })

/** For every reason a record that is refused for it, and the place that is named. */
const refused: Readonly<Record<RecordProblemKind, readonly [change: unknown, path: string, value: string]>> = {
  'no-object': [7, '', ''],
  'other-format': [{ format: 'x' }, 'format', recordFormat],
  'newer-version': [{ version: 9 }, 'version', '9'],
  'too-deep': [board(nested(40)), `boards[0].content[0]${'.content[0]'.repeat(33)}`, '32'],
  missing: [{ workshop: {} }, 'workshop.title', ''],
  'not-text': [{ workshop: { title: 7 } }, 'workshop.title', ''],
  'not-number': [{ workshop: { title: 'T', date: { year: '2026' } } }, 'workshop.date.year', ''],
  'not-whole': [{ workshop: { title: 'T', date: { year: 2026.5 } } }, 'workshop.date.year', ''],
  'not-flag': [{ programme: [{ kind: 'debate', held: 'yes' }] }, 'programme[0].held', ''],
  'not-list': [{ people: 'Ana' }, 'people', ''],
  'not-fields': [{ people: ['Ana'] }, 'people[0]', ''],
  'not-node': [board(7), 'boards[0].content[0]', ''],
  'not-json': [board({ type: 'paragraph', attrs: { a: () => 1 } }), 'boards[0].content[0].attrs.a', ''],
  empty: [{ translations: [{ language: 'fr', unit: 'u', source: '' }] }, 'translations[0].source', ''],
  'too-long': [{ workshop: { title: 'x'.repeat(1_000_001) } }, 'workshop.title', '1000000'],
  'too-many': [{ people: [{ name: 'Ana', duties: ['chair', 'chair', 'chair', 'chair'] }] }, 'people[0].duties', '3'],
  'too-small': [{ outcomeNumbers: [{ kind: 'decision', number: 0, outcome: 'x' }] }, 'outcomeNumbers[0].number', '1'],
  'too-large': [{ workshop: { title: 'T', date: { month: 13 } } }, 'workshop.date.month', '12'],
  'unknown-field': [board({ type: 'paragraph', txt: 'x', colour: 'red' }), 'boards[0].content[0]', 'txt, colour'],
  'not-a-choice': [{ people: [{ name: 'Ana', duties: ['boss'] }] }, 'people[0].duties[0]', 'chair, rapporteur, facilitator'],
  'bad-id': [{ people: [{ id: 'a b', name: 'Ana' }] }, 'people[0].id', ''],
  'bad-workshop-id': [{ workshop: { title: 'T', id: 'x' } }, 'workshop.id', ''],
  'bad-blob-id': [{ blobs: [{ id: 'x' }] }, 'blobs[0].id', ''],
  'bad-colour': [{ workshop: { title: 'T', letterhead: { color: 'red' } } }, 'workshop.letterhead.color', ''],
  'bad-language': [{ translations: [{ language: 'FR', unit: 'u', source: 's' }] }, 'translations[0].language', ''],
  'bad-unit': [{ translations: [{ language: 'fr', unit: 'two words', source: 's' }] }, 'translations[0].unit', ''],
  'bad-digest': [{ minutes: { summaries: { part: { basis: 'X' } } } }, 'minutes.summaries.part.basis', ''],
  'bad-origin': [{ matters: [{ what: 'W', takenFrom: 'X' }] }, 'matters[0].takenFrom', ''],
  'unknown-person': [{ programme: [{ kind: 'debate', speakers: ['ana'] }] }, 'programme[0].speakers[0]', 'ana'],
  'unknown-board': [{ minutes: { hidden: [{ board: 'b', block: 0 }] } }, 'minutes.hidden[0].board', 'b'],
  'id-twice': [board(decision, decision), 'boards[0].content[1]', 'x'],
  'number-twice': [{ outcomeNumbers: ['x', 'y'].map((outcome) => ({ kind: 'decision', number: 1, outcome })) }, 'outcomeNumbers[1]', 'decision 1'],
  'unknown-node': [board({ type: 'callout' }), 'boards[0].content[0].type', 'callout'],
  'unknown-mark': [board({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'blink' }] }] }), 'boards[0].content[0].content[0].marks[0].type', 'blink'],
  'bad-attribute': [board({ type: 'heading', attrs: { level: 'two' } }), 'boards[0].content[0].attrs.level', '"two"'],
  'bad-link': [board({ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'file:x' } }] }] }), 'boards[0].content[0].content[0].marks[0].attrs.href', ''],
  'empty-text': [board({ type: 'paragraph', content: [{ type: 'text', text: '' }] }), 'boards[0].content[0].content[0].text', ''],
  misplaced: [board('x', { type: 'listItem', content: ['x'] }), 'boards[0].content[1]', ''],
}

function problemsOf(change: unknown): readonly RecordProblem[] {
  const made = documentFromRecord(typeof change === 'object' ? { ...whole, ...change } : change)
  return made.ok ? [] : made.problems
}

test.each(recordProblemKinds)('IM71 a record that is refused as %s says where and what', (kind) => {
  const [change, path, value] = refused[kind]
  expect(problemsOf(change)).toEqual([{ path, kind, value }])
})

test('DO60 what names no point of an earlier meeting is refused in the words of every other digest', () => {
  expect(problemsOf({ matters: [{ what: 'Send it', takenFrom: 'here' }] })).toEqual([{ path: 'matters[0].takenFrom', kind: 'bad-origin', value: '' }])
})

test('IM71 a field that is wrong inside rich text is named, however deep it lies', () => {
  const paragraph = (text: unknown): object => ({ type: 'paragraph', content: [text] })
  expect(problemsOf(board('ok', { type: 'blockquote', content: [paragraph({ type: 'text', text: 7 })] }))).toEqual([{ path: 'boards[0].content[1].content[0].content[0].text', kind: 'not-text', value: '' }])
})

/** A value for everything that the schema knows, with a form that no text and no name of a part may have. */
function malformed(schema: JsonSchema): unknown {
  const { const: only, type, properties, additionalProperties, items, anyOf } = schema
  if (only !== undefined) return only
  if (anyOf?.[0] !== undefined) return malformed(anyOf[0])
  if (properties !== undefined) return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, malformed(inner)]))
  if (typeof additionalProperties === 'object') return { '': malformed(additionalProperties) }
  if (items !== undefined) return [malformed(items)]
  return type === 'string' ? ' \n ' : -1
}

type JsonSchema = {
  readonly const?: unknown
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

test('IM75 whatever in a record has a form of its own, a malformed one is refused with a reason of ours', () => {
  const problems = problemsOf(malformed(recordJsonSchema() as JsonSchema))
  const kinds = new Set(problems.map(({ kind }) => kind))
  expect([...kinds].filter((kind) => !recordProblemKinds.includes(kind))).toEqual([])
  expect(kinds).toEqual(new Set([...kinds, ...recordProblemKinds.filter((kind) => kind.startsWith('bad-') && !['bad-attribute', 'bad-link'].includes(kind))]))
})

test('IM75 a name of a part that is too long, and a number below all numbers, are not called empty', () => {
  expect(problemsOf({ minutes: { linking: { ['x'.repeat(201)]: ['x'] } } })).toMatchObject([{ kind: 'too-long', value: '200' }])
  expect(problemsOf({ workshop: { title: 'T', date: { year: -1e300 } } }).slice(0, 1)).toMatchObject([{ path: 'workshop.date.year', kind: 'too-small' }])
  expect(problemsOf({ blobs: [{ id: 'a'.repeat(64), byteLength: 1e300 }] })).toMatchObject([{ path: 'blobs[0].byteLength', kind: 'too-large' }])
})

test('IM76 of a block in the wrong place the innermost is named', () => {
  const inQuote = { type: 'blockquote', content: ['x', { type: 'listItem', content: ['x'] }] }
  expect(problemsOf(board('x', { type: 'bulletList', content: [{ type: 'listItem', content: ['x', inQuote] }] })))
    .toEqual([{ path: 'boards[0].content[1].content[0].content[1].content[1]', kind: 'misplaced', value: '' }])
  const bold = { type: 'text', text: 'x', marks: [{ type: 'bold' }] }
  expect(problemsOf(board({ type: 'codeBlock', content: ['x', bold] }))).toMatchObject([{ path: 'boards[0].content[0].content[1]', kind: 'misplaced' }])
})

test.each(recordLanguages)('IM77 a refusal in %s stays short, on one line and in its direction, whatever a record holds', (language) => {
  const long = `\u202E\n\u0007${'x'.repeat(1_000_000)}`
  for (const change of [board({ type: long }), board({ type: 'heading', attrs: { level: long } }), board({ type: 'paragraph', [long]: 1 }), board({ type: 'paragraph', attrs: { [long]: () => 1 } }), { minutes: { linking: { [long]: 7 } } }]) {
    const words = recordRefusalWords(recordRefusal(problemsOf(change)), language)
    expect(words.length).toBeLessThan(700)
    expect(words).not.toMatch(/[\p{Cc}\u202A-\u202E]/u)
  }
})

test('IM71 reasons are there in every language of the interface', () => {
  expect([...recordLanguages].sort()).toEqual([...languages].sort())
})

describe.each(recordLanguages)('IM71 the reasons in %s', (language) => {
  const sentences = recordProblemKinds.map((kind) => recordProblemWords({ path: 'people[2].name', kind, value: 'VALUE' }, language))

  test('differ from each other, name the place, and what the record says where English names it', () => {
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const [index, kind] of recordProblemKinds.entries()) {
      expect([kind, sentences[index]]).toEqual([kind, expect.stringContaining('people[2].name')])
      const isNamed = recordProblemWords({ path: '', kind, value: 'VALUE' }, 'en').includes('VALUE')
      expect([kind, sentences[index]?.includes('VALUE')]).toEqual([kind, isNamed])
    }
  })

  test('are not the words of the checker, and no copy of the English ones', () => {
    expect(sentences.filter((words) => /\b(?:invalid|expected|received|unrecognized|undefined)\b/iu.test(words))).toEqual([])
    const english = recordProblemKinds.map((kind) => recordProblemWords({ path: 'people[2].name', kind, value: 'VALUE' }, 'en'))
    expect(sentences.filter((words, index) => language !== 'en' && words === english[index])).toEqual([])
  })

  test('of the whole have no place, and say how many more there are', () => {
    const [first, second] = [{ path: '', kind: 'no-object', value: '' }, { path: 'people', kind: 'not-list', value: '' }] as const
    expect(recordRefusalWords(recordRefusal([first]), language)).toBe(recordProblemWords(first, language))
    expect(recordRefusalWords(recordRefusal([second, first, first]), language)).toBe(`${recordProblemWords(second, language)} (+2)`)
  })
})
