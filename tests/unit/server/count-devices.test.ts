import { expect, it } from 'vitest'
import { countDevices } from '../../../server/room/count-devices.ts'
import { seededRandom } from '../../helpers/random.ts'

it.each([1, 2, 3])('RL4: counts the other devices that have stored what was acked, each once (seed %i)', (seed) => {
  const random = seededRandom(seed)
  for (let round = 0; round < 50; round += 1) {
    const connections = Array.from({ length: random.below(12) }, () => ({ device: random.below(5), storedSeq: random.below(6), ackedSeq: 1 + random.below(5) }))
    const countFor = countDevices(connections)
    for (const connection of connections) {
      const others = connections.filter(({ device, storedSeq }) => device !== connection.device && storedSeq >= connection.ackedSeq)
      expect(countFor(connection)).toBe(new Set(others.map(({ device }) => device)).size)
    }
  }
})
