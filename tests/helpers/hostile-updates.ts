/** Honest Yjs documents made at random, and what somebody with bad intentions makes of their bytes. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Random } from './random.ts'

/** Edits `doc` once, somewhere, with one of the shared types that boards are made of. */
export function editAtRandom(doc: Y.Doc, random: Random): void {
  const text = doc.getText('text')
  const map = doc.getMap('map')
  const fragment = doc.getXmlFragment('fragment')
  const list = doc.getArray('list')
  switch (random.below(9)) {
    case 0:
    case 1:
    case 2:
      text.insert(random.below(text.length + 1), random.pick(['word ', 'é', '漢字', '👩‍🚀', 'x']))
      break
    case 3:
      if (text.length > 0) text.delete(random.below(text.length), 1)
      break
    case 4:
      if (text.length > 1) text.format(0, 1 + random.below(text.length - 1), { bold: random.chance(0.5) ? true : null })
      break
    case 5:
      map.set(random.pick(['a', 'b', 'c']), random.pick([1, -7, 1.5, 'text', null, true, [1, { deep: ['x'] }], new Uint8Array([1, 2])] as [unknown, ...unknown[]]))
      break
    case 6: {
      const element = new Y.XmlElement(random.pick(['paragraph', 'heading']))
      element.insert(0, [new Y.XmlText('inside')])
      element.setAttribute('level', '2')
      fragment.insert(random.below(fragment.length + 1), [element])
      break
    }
    case 7:
      if (fragment.length > 0) fragment.delete(random.below(fragment.length), 1)
      break
    default:
      list.insert(random.below(list.length + 1), [random.below(100), 'item', { key: 'value' }])
  }
}

/** Bytes that are almost right: flipped, cut, repeated, spliced, or with a number blown up. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Array.from(bytes)
  const times = 1 + random.below(3)
  for (let time = 0; time < times; time += 1) {
    const at = random.below(copy.length + 1)
    switch (random.below(8)) {
      case 0:
        copy[at] = ((copy[at] ?? 0) ^ (1 << random.below(8))) & 0xff
        break
      case 1:
        copy[at] = random.below(256)
        break
      case 2:
        copy.length = at
        break
      case 3:
        copy.splice(at, 1)
        break
      case 4:
        copy.splice(at, 0, random.below(256))
        break
      case 5:
        copy.splice(at, 1, ...encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, random.pick([127, 128, 2 ** 24, 2 ** 26 + 1, 2 ** 30, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER]))
        }))
        break
      case 6:
        copy.splice(at, 0, ...copy.slice(random.below(copy.length + 1), random.below(copy.length + 1)))
        break
      default:
        copy.splice(at, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
    }
  }
  return Uint8Array.from(copy.map((byte) => byte & 0xff))
}

/** One update of `count` clients, each of whom wrote one letter behind that of client 1. */
export function waitingSections(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    const section = (client: number, origin: number | null): void => {
      for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeUint8(encoder, origin === null ? 4 : 0x84)
      if (origin === null) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, 'root')
      } else for (const number of [origin, 0]) encoding.writeVarUint(encoder, number)
      encoding.writeVarString(encoder, 'a')
    }
    encoding.writeVarUint(encoder, count + 2)
    section(1, null)
    // Not in order, so that the walk goes by who waits for whom.
    section(2, 3)
    for (let index = 0; index < count; index += 1) section(3 + index, 1)
    encoding.writeVarUint(encoder, 0)
  })
}

/** One update that deletes the first letter of client 5 `count` times. */
export function repeatedDeletions(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [0, 1, 5, count]) encoding.writeVarUint(encoder, number)
    for (let index = 0; index < count; index += 1) for (const number of [0, 1]) encoding.writeVarUint(encoder, number)
  })
}

/** One update with one collected letter of each of `count` clients, counted from `first` on. */
export function manyClients(first: number, count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count)
    for (let index = 0; index < count; index += 1) for (const number of [1, first + index, 0, 0, 1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint(encoder, 0)
  })
}

/** One update that names `count` clients and has nothing of any of them. */
export function emptySections(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count)
    for (let client = 0; client < count; client += 1) for (const number of [0, client, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint(encoder, 0)
  })
}

/** `count` maps of `client`, each in the one before; the first is in the map at `clock` of that client, or in a root where that is null. */
export function nestedMaps(client: number, clock: number | null, count: number): Uint8Array {
  return encoding.encode((encoder) => {
    const write = (...numbers: readonly number[]): void => {
      for (const number of numbers) encoding.writeVarUint(encoder, number)
    }
    const first = clock === null ? 0 : clock + 1
    write(1, count, client, first)
    for (let index = 0; index < count; index += 1) {
      encoding.writeUint8(encoder, 0x27)
      if (index === 0 && clock === null) {
        write(1)
        encoding.writeVarString(encoder, 'root')
      } else write(0, client, first + index - 1)
      encoding.writeVarString(encoder, 'inside')
      write(1)
    }
    write(0)
  })
}
