/** What the native part of the database needs of the program that loads it. On an older one it ends the process with a segmentation fault and says nothing. */
const neededNodeApi = 10
/** The first Node that has it. */
export const neededNode = '22.14'

export function isNodeApiNew(): boolean {
  return Number(process.versions['napi'] ?? 0) >= neededNodeApi
}
