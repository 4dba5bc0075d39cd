import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { announcementText, isRoomName, maxAnnouncedTags, newRoomName, parseAnnouncementText, roomTag } from '../../../shared/protocol/announcement.ts'

const pin = 'A'.repeat(43)

test('RM10 names of rooms can be said aloud, are rarely the same, and are recognised', () => {
  const names = Array.from({ length: 500 }, () => newRoomName(nodeSignatures))
  for (const name of names) {
    expect(isRoomName(name)).toBe(true)
    for (const word of name.split('-')) expect(word.slice(0, 2)).not.toBe(word.slice(2))
  }
  expect(new Set(names).size).toBeGreaterThan(490)
})

test.each(['', 'lano', 'lano-rek', 'Lano-reka', 'lano_reka', 'lano-reka ', 'lano-reka-lano', '<b>-<b>', 'room-name', `lano-reka${'x'.repeat(1000)}`, 'lano-reka\n'])('RM12 a stranger’s text is no name of a room: %j', (text) => {
  expect(isRoomName(text)).toBe(false)
})

test('RM10 an announcement comes back as it was said, in texts that fit into a packet', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 80 }), (count) => {
    const tags = Array.from({ length: count }, (_, index) => roomTag(nodeSignatures, 'lano-reka', `workshop-${index}` as WorkshopId))
    const text = announcementText({ pin, tags })
    for (const [key, value] of Object.entries(text)) expect(key.length + 1 + value.length).toBeLessThanOrEqual(255)
    expect(Object.entries(text).reduce((sum, [key, value]) => sum + key.length + value.length + 2, 0)).toBeLessThan(1200)
    expect(parseAnnouncementText(text)).toEqual({ pin, tags: tags.slice(0, maxAnnouncedTags) })
  }), { seed: 20261125, numRuns: 81 })
})

test('RM10 nothing of an announcement says which workshop it is, and no two rooms say the same of it', () => {
  const workshop = newId<WorkshopId>()
  const first = roomTag(nodeSignatures, 'lano-reka', workshop)
  expect(first).not.toBe(roomTag(nodeSignatures, 'dobi-tane', workshop))
  expect(JSON.stringify(announcementText({ pin, tags: [first] }))).not.toContain(workshop.slice(0, 8))
})

test.each<[string, unknown]>([
  ['nothing', undefined], ['null', null], ['text', 'pin'], ['no pin', { tags: 'A'.repeat(16) }], ['a short pin', { pin: 'A'.repeat(42) }], ['a pin with other letters', { pin: `${'A'.repeat(42)}=` }],
  ['a key without a value', { pin: true }], ['a short tag', { pin, tags: 'AAAA' }], ['an empty tag', { pin, tags: `${'A'.repeat(16)},` }], ['markup', { pin, tags: '<script>alert(1' }],
  ['a long text', { pin, tags: Array.from({ length: 400 }, () => 'A'.repeat(16)).join(',') }], ['bytes', { pin, tags: new Uint8Array(16) }],
])('RM12 a stranger’s record is refused as a whole: %s', (_name, text) => {
  expect(parseAnnouncementText(text)).toBe(null)
})

test('RM12 no record of a stranger makes more than the tags that fit, whatever it holds', () => {
  const full = Array.from({ length: 14 }, () => 'A'.repeat(16)).join(',')
  const key = fc.constantFrom('pin', 'tags', 'tags2', 'tags3', 'tags4', 'tags5')
  const value = fc.oneof(fc.constant(pin), fc.constant(full), fc.base64String(), fc.anything())
  let count = 0
  fc.assert(fc.property(fc.dictionary(key, value), (text) => {
    const tags = parseAnnouncementText(text)?.tags.length ?? 0
    count = Math.max(count, tags)
    return tags <= maxAnnouncedTags
  }), { seed: 20261126, numRuns: 3000 })
  // Some of them were whole.
  expect(count).toBeGreaterThan(14)
})
