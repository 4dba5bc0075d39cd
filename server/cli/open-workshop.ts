/** Opens a hand-over file as the documents of a workshop. */
import { openHandOver, type OpenedHandOver } from '../../shared/document/hand-over/open-hand-over.ts'
import { badInput } from './cli-error.ts'
import { readInput } from './files.ts'

export type OpenedWorkshop = OpenedHandOver

/** Throws a CliError with a sentence when the file cannot be used. The caller closes it. */
export async function openWorkshop(path: string): Promise<OpenedWorkshop> {
  const read = openHandOver(await readInput(path))
  if (!read.ok) throw badInput(`${path}: ${read.problem.reason}`)
  return read.opened
}
