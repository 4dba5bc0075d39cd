import { expect, test } from 'vitest'
import { RelayPlaces, type RelayPlace } from '../../../main/engine/relay/relay-places.ts'

const placeAt = (url: string, mustProve = false): RelayPlace => ({ url, pin: null, mustProve })

test('EN54 the place that worked last is tried first in every round, as long as it is one', () => {
  let list = [placeAt('a'), placeAt('b'), placeAt('c')]
  const places = new RelayPlaces(() => list)
  expect([places.current.url, places.moveOn(), places.current.url]).toEqual(['a', false, 'b'])
  places.remember()
  places.restart()
  expect(round(places)).toEqual(['b', 'a', 'c'])
  expect(round(places)).toEqual(['b', 'a', 'c'])
  list = [placeAt('a'), placeAt('d')]
  expect(places.hasNew()).toBe(true)
  places.restart()
  expect([places.hasNew(), ...round(places)]).toEqual([false, 'a', 'd'])
})

test('EN54 a place that had to prove itself once is the same place when it need not any more', () => {
  let list = [placeAt('a'), placeAt('b', true)]
  const places = new RelayPlaces(() => list)
  places.moveOn()
  places.remember()
  list = [placeAt('a'), placeAt('b')]
  expect(places.hasNew()).toBe(false)
  places.restart()
  expect(places.current).toEqual(placeAt('b'))
})

/** The places of one round, in their order; the next one has begun afterwards. */
function round(places: RelayPlaces): string[] {
  const urls: string[] = []
  do urls.push(places.current.url)
  while (!places.moveOn())
  return urls
}
