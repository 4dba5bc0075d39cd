import { describe, expect, test } from 'vitest'
import { findEntries, type PaletteSection } from '../../../renderer/app/command-palette.tsx'
import { fold, matches } from '../../../renderer/base/controls/fold.ts'
import { dropIndex } from '../../../renderer/base/controls/reorder.tsx'

describe('search', () => {
  test('UI51 finds across accents, case and word order', () => {
    expect(matches('Región de Andalucía', 'andalucia region')).toBe(true)
    expect(matches('Guy Esclopé', 'ESCLOPE')).toBe(true)
    expect(matches('Δυτική Ελλάδα', 'ελλαδα')).toBe(true)
    expect(matches('Corsica', 'sardinia')).toBe(false)
  })

  test('an empty query matches everything', () => {
    expect(matches('', '  ')).toBe(true)
  })

  test('folding twice changes nothing more', () => {
    for (const text of ['Ça  va ?', 'ÉCOLE', 'İstanbul', 'محضر']) expect(fold(fold(text))).toBe(fold(text))
  })
})

describe('the command palette', () => {
  const entry = (label: string, hint = '') => ({ id: label, label, hint, onAction: () => undefined })
  const sections: readonly PaletteSection[] = [
    { title: 'Boards', entries: [entry('The debate'), entry('Debate'), entry('Closing', 'debate of the evening')] },
    { title: 'People', entries: [entry('Ana')] },
  ]

  test('puts what begins with the query first and leaves out sections without a match', () => {
    expect(findEntries(sections, 'deb')).toEqual([{ title: 'Boards', entries: [sections[0]?.entries[1], sections[0]?.entries[0], sections[0]?.entries[2]] }])
  })

  test('shows everything for an empty query, but no endless lists', () => {
    const many = [{ title: 'Boards', entries: Array.from({ length: 500 }, (_, index) => entry(`Board ${index}`)) }]
    expect(findEntries(many, '')[0]?.entries.length).toBeLessThan(20)
  })
})

describe('UI20 dropping a row', () => {
  const ids = ['a', 'b', 'c', 'd']

  test('gives the index among the others', () => {
    expect(dropIndex(ids, 'a', 'c', 'after')).toBe(2)
    expect(dropIndex(ids, 'd', 'a', 'before')).toBe(0)
    expect(dropIndex(ids, 'd', 'b', 'after')).toBe(2)
  })

  test('where it stands already, or on itself, changes nothing', () => {
    expect(dropIndex(ids, 'b', 'a', 'after')).toBeNull()
    expect(dropIndex(ids, 'b', 'c', 'before')).toBeNull()
    expect(dropIndex(ids, 'b', 'b', 'before')).toBeNull()
  })
})
