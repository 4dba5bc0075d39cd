/** Zip archives where there is no Node: with the same bounds, in plain JavaScript, an entry at a time. */
import { unzipSync, type UnzipFileInfo } from 'fflate'
import { archiveOf, damagedArchive, type Archive, type ArchiveEntry } from './archive.ts'
import { RefusedError } from './imported.ts'

/** Rejects with a RefusedError. */
export function unzipArchive(bytes: Uint8Array): Promise<Archive> {
  try {
    const listed: [string, ArchiveEntry][] = []
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        listed.push([name, { compressedSize: size, uncompressedSize: originalSize }])
        return false
      },
    })
    return Promise.resolve(archiveOf(listed, async (name, entry) => Promise.resolve(unpack(bytes, name, entry))))
  } catch (error) {
    return Promise.reject(damagedArchive(error))
  }
}

/** As much of the first entry called `name` as the list says; fflate writes no more. */
function unpack(bytes: Uint8Array, name: string, { uncompressedSize }: ArchiveEntry): Uint8Array {
  let content: Uint8Array | undefined
  let isFound = false
  const isWanted = (file: UnzipFileInfo): boolean => {
    if (file.name !== name || isFound) return false
    isFound = true
    return true
  }
  try {
    content = unzipSync(bytes, { filter: isWanted })[name]
  } catch (error) {
    throw damagedArchive(error)
  }
  if (content?.length !== uncompressedSize) throw new RefusedError('damaged', `${name} is not as long as it says`)
  return content
}
