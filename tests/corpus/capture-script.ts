/** The capture script of the founding meeting (../shared/data/founding-meeting): its steps, and which of them this version can play. */
import fs from 'node:fs'
import path from 'node:path'

export const meetingFolder = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'founding-meeting')

export type Step = {
  readonly step: number
  readonly who: string
  readonly board: string
  readonly op: string
  readonly where?: string
  readonly text?: string | readonly string[]
  readonly old?: string
  readonly prefix?: string
  readonly row?: number | string
  readonly concurrent_group?: string
  readonly expect?: string
}

export type CaptureScript = {
  readonly people: Readonly<Record<string, { readonly name: string }>>
  readonly boards: Readonly<Record<string, { readonly title: string; readonly kind: string }>>
  readonly steps: readonly Step[]
}

export function readCaptureScript(): CaptureScript {
  return JSON.parse(fs.readFileSync(path.join(meetingFolder, 'capture-script.json'), 'utf8')) as CaptureScript
}

/** Operations whose feature comes with a later version: notes walls, votes, timer, comments, locks, photos of walls. */
const laterOperations: ReadonlySet<string> = new Set([
  'add_note', 'move_note', 'edit_note', 'delete_note', 'restore_note', 'rename_column', 'group_notes', 'link_note', 'embed_board',
  'vote', 'start_timer', 'comment', 'lock', 'insert_image', 'close_session',
])

/** Steps as they happen: alone, or together with the neighbours of their concurrent group. Undo and redo on a wall go with the wall. */
export function playableGroups(steps: readonly Step[]): { readonly groups: readonly (readonly Step[])[]; readonly later: readonly Step[] } {
  const isLater = (step: Step): boolean => laterOperations.has(step.op) || ((step.op === 'undo' || step.op === 'redo') && step.board !== 'B0')
  const groups: Step[][] = []
  for (const step of steps.filter((candidate) => !isLater(candidate))) {
    const last = groups.at(-1)
    if (step.concurrent_group !== undefined && last?.[0]?.concurrent_group === step.concurrent_group) last.push(step)
    else groups.push([step])
  }
  return { groups, later: steps.filter(isLater) }
}
