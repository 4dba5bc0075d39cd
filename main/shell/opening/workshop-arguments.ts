/** Workshop files that somebody opened in the file manager, dropped on the app's icon or named on a command line, as the system passes them in the arguments of the program. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findDeepLink } from './deep-link.ts'

const workshopEnding = '.minuta'
/** What follows it is no switch of Chromium, however it begins. */
const switchesEnd = '--'

/**
 * Absolute paths of the files among `args`, in their order; whether anything lies there is found out when it is opened. `args`: the program first, and
 * anywhere among them what Chromium was told or adds; `workingDirectory`: of the process that was started with them.
 */
export function findWorkshopFiles(args: readonly string[], workingDirectory: string, isWindows: boolean = process.platform === 'win32'): readonly string[] {
  // Who follows a link opens no file: nothing that was slipped in behind the address of a page counts.
  if (findDeepLink(args) !== null) return []
  const given = args.slice(1)
  const end = given.indexOf(switchesEnd)
  const files = [...given.slice(0, end === -1 ? undefined : end).filter((arg) => !arg.startsWith('-')), ...(end === -1 ? [] : given.slice(end + 1))]
  const paths = isWindows ? path.win32 : path.posix
  return files.map((arg) => pathOfUrl(arg, isWindows) ?? paths.resolve(workingDirectory, arg)).filter(isWorkshopFile)
}

/** By its name; what is in it is for the importer process to judge. */
export function isWorkshopFile(file: string): boolean {
  return file.toLowerCase().endsWith(workshopEnding)
}

/** Null for what is no address of a file of this computer. */
function pathOfUrl(text: string, isWindows: boolean): string | null {
  if (!/^file:/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.host !== '') return null
  try {
    return fileURLToPath(url, { windows: isWindows })
  } catch {
    return null
  }
}
