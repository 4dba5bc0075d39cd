/** Files as the command line reads and writes them. */
import { randomBytes } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { writeWhole } from '../../shared/node/write-whole.ts'
import type { FilePiece } from '../../shared/render/file-piece.ts'
import { badInput } from './cli-error.ts'

/** Larger inputs are refused before they are read into memory. */
const maxInputBytes = 1024 * 1024 * 1024

export async function readInput(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size > maxInputBytes) throw badInput(`${file}: larger than ${maxInputBytes / 1024 ** 3} GiB`)
    return await readFile(file)
  } catch (error) {
    throw asBadInput(error, file, 'cannot be read')
  }
}

/** Strict UTF-8 JSON; a byte order mark is skipped. */
export async function readJson(file: string): Promise<unknown> {
  const bytes = await readInput(file)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch (error) {
    throw badInput(`${file}: not JSON: ${error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)}`)
  }
}

/**
 * Writes `content` under another name in the same folder, syncs, then renames: `file` is the old one or the new one, never half.
 * Refuses to replace any of `inputs`.
 */
export async function writeOutput(file: string, content: Uint8Array | AsyncIterable<FilePiece>, inputs: readonly string[]): Promise<void> {
  const target = await canonical(file)
  for (const input of inputs) {
    if (await canonical(input) === target) throw badInput(`${file}: the output would replace the input; nothing was written`)
  }
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeWhole(target, temporary, content)
  } catch (error) {
    throw asBadInput(error, file, 'cannot be written')
  }
}

/** The file that `file` stands for, links followed; its own path when it does not exist yet. */
async function canonical(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch {
    const folder = path.dirname(path.resolve(file))
    return path.join(await realpath(folder).catch(() => folder), path.basename(file))
  }
}

function asBadInput(error: unknown, file: string, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return error
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder', EACCES: 'permission denied', EISDIR: 'is a folder', ENOSPC: 'the disk is full', EROFS: 'the disk is read-only',
  }
  return badInput(`${file}: ${what}: ${reasons[code] ?? code}`)
}
