/** What main remembers from one start to the next: where the window was, the language of its menus, whether it is light or dark, where the last document went, and which workshop files nobody has taken in yet. Not worth a failure: an unreadable file counts as none. */
import type { Rectangle } from 'electron/main'
import fs from 'node:fs'
import path from 'node:path'
import { isAppearance, type Appearance } from '../../shared/ipc/appearance.ts'
import { log } from './log.ts'
import { isWorkshopFile } from './opening/workshop-arguments.ts'

export type ShellState = {
  readonly bounds: Rectangle | null
  readonly isMaximized: boolean
  readonly language: string | null
  readonly appearance: Appearance
  readonly exportFolder: string | null
  /** Absolute paths. */
  readonly waitingFiles: readonly string[]
}

const emptyState: ShellState = { bounds: null, isMaximized: false, language: null, appearance: 'system', exportFolder: null, waitingFiles: [] }
const fileName = 'window.json'

export function readShellState(directory: string): ShellState {
  try {
    return parseShellState(JSON.parse(fs.readFileSync(path.join(directory, fileName), 'utf8')))
  } catch {
    return emptyState
  }
}

/** Takes over every part of `value` that has the right shape. */
export function parseShellState(value: unknown): ShellState {
  if (typeof value !== 'object' || value === null) return emptyState
  const { bounds, isMaximized, language, appearance, exportFolder, waitingFiles } = value as Record<string, unknown>
  return {
    bounds: isRectangle(bounds) ? bounds : null,
    isMaximized: isMaximized === true,
    language: typeof language === 'string' ? language : null,
    appearance: isAppearance(appearance) ? appearance : 'system',
    exportFolder: typeof exportFolder === 'string' ? exportFolder : null,
    waitingFiles: Array.isArray(waitingFiles) ? waitingFiles.filter((file) => typeof file === 'string' && path.isAbsolute(file) && isWorkshopFile(file)) : [],
  }
}

export function writeShellState(directory: string, state: ShellState): void {
  const file = path.join(directory, fileName)
  try {
    fs.writeFileSync(`${file}.new`, JSON.stringify(state))
    fs.renameSync(`${file}.new`, file)
  } catch (error) {
    log.error(`window state not written: ${String(error)}`)
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Record<string, unknown>
  return [x, y, width, height].every((number) => Number.isInteger(number))
}
