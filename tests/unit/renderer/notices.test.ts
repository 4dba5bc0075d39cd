import { expect, test } from 'vitest'
import { clearToasts, showToast } from '../../../renderer/base/controls/toast.tsx'

test('UI260 notices that go with what they are about, also those that wait for room, let go of what they keep', () => {
  const closed: number[] = []
  for (const number of [1, 2, 3, 4, 5]) showToast({ message: `Notice ${number}`, details: ['with more'], onClose: () => closed.push(number) })
  clearToasts()
  expect(closed.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  clearToasts()
  expect(closed).toHaveLength(5)
})
