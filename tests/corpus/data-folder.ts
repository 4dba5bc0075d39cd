/** Where the real inputs lie: `shared/data` beside the repository, or beside the folder that holds its working trees. */
import fs from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')

/** A folder of them, by its path below `shared/data`. */
export function dataFolder(name: string): string {
  const places = ['../shared/data', '../../shared/data'].map((place) => path.join(root, place, name))
  return places.find((place) => fs.existsSync(place)) ?? (places[0] as string)
}
