/** Matters arising in the documents: in every language, and as a register. */
import { expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { formatDateField } from '../../../shared/minutes/dates.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { MatterId } from '../../../shared/model/ids.ts'
import type { Matter, Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { registersOf } from '../../../shared/render/registers/registers.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'

const takenFrom = '0123456789abcdef'.repeat(2)
const matter = (id: string, fields: Partial<Matter>): Matter => ({ id: id as MatterId, label: '2026-01/A-1', what: 'Send it', owner: 'Ana', due: '', status: 'open', note: '', confidential: false, ...fields })
const workshop: Workshop = {
  ...fullWorkshop(),
  matters: [
    matter('m1', { what: 'Send it', due: '2026-10-30', note: 'Half of it', takenFrom }), matter('m2', { label: '', what: '', owner: '', status: 'open' }), matter('m3', { what: 'Ask them', due: 'next meeting' }),
    matter('m4', { what: 'Pay the gift back', due: '2026-11-01', confidential: true }),
  ],
}

test.each(minutesLanguages)('MI74 what was taken over is printed with its state in %s', (language) => {
  const minutes = compileMinutes(workshop, { language })
  const words = blockText(minutes.parts.find(({ id }) => id === 'matters')?.blocks ?? [])
  const { labels } = labelsFor(language)
  for (const told of ['2026-01/A-1', 'Send it', 'Ana', formatDateField('2026-10-30', language), 'Half of it', 'Pay the gift back', labels.actionStatus.open ?? 'open', labels.matters.note]) expect(words).toContain(told)
  expect(JSON.stringify(minutes)).not.toContain(takenFrom)
})

test('MI52 a matter that was added and never filled in is not printed, and one of nothing but those prints no part', () => {
  const empty = [matter('m2', { label: '', what: '', owner: '' })]
  expect(compileMinutes({ ...workshop, matters: empty }, { language: 'en' }).parts.map(({ id }) => id)).not.toContain('matters')
  expect(compileMinutes({ ...workshop, matters: empty.map((one) => ({ ...one, status: 'done' as const })) }, { language: 'en' }).parts.map(({ id }) => id)).toContain('matters')
})

test('MI74 they are a register of their own, with dates for spreadsheets and without what stays in the house', () => {
  const rowsOf = (profile: 'full' | 'public', language: string): readonly (readonly string[])[] =>
    registersOf(compileMinutes(workshop, { language, profile }), workshop).find(({ name }) => name === 'matters-arising')?.rows.slice(1).map(([label = '', what = '', owner = '', due = '']) => [label, what, owner, due]) ?? []
  for (const language of ['en', 'ar']) {
    expect(rowsOf('full', language)).toEqual([['2026-01/A-1', 'Send it', 'Ana', '2026-10-30'], ['2026-01/A-1', 'Ask them', 'Ana', 'next meeting'], ['2026-01/A-1', 'Pay the gift back', 'Ana', '2026-11-01']])
    expect(rowsOf('public', language)).toEqual([['2026-01/A-1', 'Send it', 'Ana', '2026-10-30'], ['2026-01/A-1', 'Ask them', 'Ana', 'next meeting']])
  }
})

test.each(minutesLanguages)('MI88 they may be questions as well: their column is not headed as one of actions in %s', (language) => {
  const { labels } = labelsFor(language)
  const [header] = registersOf(compileMinutes(workshop, { language }), workshop).find(({ name }) => name === 'matters-arising')?.rows ?? []
  expect(header?.[1]).toBe(labels.matters.what)
  expect(labels.matters.what).not.toBe(labels.outcome.action)
})
