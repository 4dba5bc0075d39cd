import { expect, test } from 'vitest'
import { besideLabel, withoutLabelMarks } from '../../../shared/render/directions.ts'

const mark = '\u200E'

test('VF110 the marks that Minuta puts around a value behind a label are none of the words, and any other mark of direction is one that somebody set', () => {
  for (const value of ['2026-02', 'Ana Lúcia', '+30 210 1234']) {
    for (const label of ['المرجع: ', 'المرجع\t']) expect(withoutLabelMarks(label + besideLabel(value, 'rtl'))).toBe(label + value)
  }
  expect(withoutLabelMarks(`المسؤول: ${besideLabel('Ana', 'rtl')}    الموعد: ${besideLabel('2026-02-01', 'rtl')}`)).toBe('المسؤول: Ana    الموعد: 2026-02-01')
  for (const text of [`من ${mark}5-3${mark} إلى`, `المرجع: ${mark}نص${mark}`, `المرجع: ${mark}2026-02`, `المرجع: 2026${mark}-02`]) expect(withoutLabelMarks(text)).toBe(text)
})

test('EX40 whoever typed a mark of direction has said how the words run: no other one is put around them', () => {
  expect(besideLabel(`2026${mark}-02`, 'rtl')).toBe(`2026${mark}-02`)
})
