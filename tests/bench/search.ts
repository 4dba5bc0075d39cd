/** Search over 2,000 boards of 390 words in 100 workshops, as a facilitator has after some years. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { SearchIndex } from '../../main/engine/search/search-index.ts'
import type { BoardId, WorkshopId } from '../../shared/model/ids.ts'
import type { SearchEntry } from '../../shared/search/entries.ts'
import { readQuery } from '../../shared/search/words.ts'
import { seededRandom } from '../helpers/random.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { quantile, rounded, timed } from './timing.ts'

const workshopCount = 100
const boardsPerWorkshop = 20
const wordsPerBoard = 390
const vocabulary = 20_000
const rounds = 200
const shownHits = 40

export function search(): Readonly<Record<string, number>> {
  const random = seededRandom(20_260_919)
  // The square makes a few words common and most of them rare, as in speech.
  const names = Array.from({ length: vocabulary }, (_, number) => nameOf(number))
  const nameAt = (number: number): string => names[number] ?? ''
  const word = (): string => nameAt(Math.floor((random.below(1_000_000) / 1_000_000) ** 2 * vocabulary))
  const sentence = (count: number): string => Array.from({ length: count }, word).join(' ')
  const board = (workshop: number, index: number): SearchEntry =>
    ({ kind: 'board', id: `b${workshop}-${index}`, board: `b${workshop}-${index}` as BoardId, title: sentence(4), body: sentence(wordsPerBoard) })
  const folder = temporaryFolder()
  try {
    const file = path.join(folder.path, 'search.sqlite')
    const index = new SearchIndex(nodeSqlitePlatform, file)
    const workshops = Array.from({ length: workshopCount }, (_, workshop) => Array.from({ length: boardsPerWorkshop }, (_, at) => board(workshop, at)))
    const buildMs = timed(() => {
      for (const [at, entries] of workshops.entries()) {
        index.put(`w${at}` as WorkshopId, entries)
        index.finish(`w${at}` as WorkshopId, `Workshop ${at}`, entries, { lineage: 'a', head: 1 })
      }
    })
    const times = (query: () => string): number[] => Array.from({ length: rounds }, () => timed(() => index.search(readQuery(query()), shownHits)))
    const rare = times(() => nameAt(vocabulary - 1 - random.below(vocabulary / 2)))
    const common = times(() => nameAt(random.below(5)))
    const prefix = times(() => nameAt(random.below(vocabulary)).slice(0, 3))
    const pair = times(() => `${nameAt(random.below(200))} ${nameAt(random.below(200))}`)
    const letter = times(() => nameAt(random.below(vocabulary)).slice(0, 1))
    const edits = Array.from({ length: rounds }, () => {
      const [workshop, at] = [random.below(workshopCount), random.below(boardsPerWorkshop)]
      const entry = board(workshop, at)
      return timed(() => index.put(`w${workshop}` as WorkshopId, [entry]))
    })
    index.close()
    return rounded({
      boards: workshopCount * boardsPerWorkshop, buildMs, fileMegabytes: statSync(file).size / 1e6,
      rareP50Ms: quantile(rare, 0.5), rareP99Ms: quantile(rare, 0.99),
      commonP50Ms: quantile(common, 0.5), commonP99Ms: quantile(common, 0.99),
      prefix3P50Ms: quantile(prefix, 0.5), prefix3P99Ms: quantile(prefix, 0.99),
      twoWordsP50Ms: quantile(pair, 0.5), twoWordsP99Ms: quantile(pair, 0.99),
      oneLetterP50Ms: quantile(letter, 0.5), oneLetterP99Ms: quantile(letter, 0.99),
      editP50Ms: quantile(edits, 0.5), editP99Ms: quantile(edits, 0.99),
    })
  } finally {
    folder.remove()
  }
}

const syllables = ['ba', 'cor', 'dé', 'fi', 'gal', 'hu', 'jo', 'ka', 'lé', 'mis', 'no', 'pa', 'qui', 'ré', 'su', 'tan', 'vo', 'xe', 'yo', 'zu', 'ar', 'en', 'is', 'or', 'un', 'al', 'em'] as const

/** A word for every number, of two to five syllables; words with neighbouring numbers begin differently. */
function nameOf(number: number): string {
  const random = seededRandom(number + 1)
  return Array.from({ length: random.below(4) + 2 }, () => random.pick(syllables)).join('')
}
