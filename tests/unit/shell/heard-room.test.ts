import { expect, test } from 'vitest'
import { readHeardRoom, type HeardService } from '../../../main/discovery/heard-room.ts'

const pin = 'A'.repeat(43)
const good: HeardService = {
  name: 'lano-reka', port: 4455, txt: { pin, tags: 'B'.repeat(16) }, addresses: ['192.168.1.7', '192.168.1.7', 'fe80::1'], referer: { address: '192.168.1.7' },
}

test('RM12 a room is reached first where its packet came from', () => {
  expect(readHeardRoom({ ...good, addresses: ['10.0.0.9', '192.168.1.7'] })).toEqual({
    name: 'lano-reka', relay: { urls: ['wss://192.168.1.7:4455', 'wss://10.0.0.9:4455'], pin }, tags: ['B'.repeat(16)],
  })
  expect(readHeardRoom(good)?.relay.urls).toEqual(['wss://192.168.1.7:4455'])
})

test('RM12 a stranger cannot make this computer knock at a public door, or at a hundred', () => {
  expect(readHeardRoom({ ...good, addresses: ['8.8.8.8', '127.0.0.1', 'example.org', '203.0.113.1'] })?.relay.urls).toEqual(['wss://192.168.1.7:4455'])
  expect(readHeardRoom({ ...good, addresses: Array.from({ length: 100 }, (_, index) => `10.0.0.${index}`) })?.relay.urls).toHaveLength(4)
})

test.each<[string, Partial<HeardService>]>([
  ['a name of their own', { name: 'Free Wi-Fi, click here' }], ['no name', { name: undefined }], ['port 0', { port: 0 }], ['a port beyond', { port: 65_536 }], ['a port in text', { port: '4455' }],
  ['half a port', { port: 1.5 }], ['no record', { txt: undefined }], ['another record', { txt: { path: '/' } }], ['no address', { addresses: [], referer: {} }],
  ['addresses that are none', { addresses: 'x', referer: { address: 'evil.example' } }], ['an address with a path', { addresses: [], referer: { address: '10.0.0.1/x?' } }],
])('RM12 a packet that is not a room of ours is nothing: %s', (_name, change) => {
  expect(readHeardRoom({ ...good, ...change })).toBe(null)
})
