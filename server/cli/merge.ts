/** `merge FILE.minuta FILE.minuta -o FILE.minuta`: two files of one workshop, written apart, become one. */
import { parseArgs } from 'node:util'
import { readOnlyReason } from '../../shared/document/boards/content-guard.ts'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import { changedGroups, changesBetween, type FileChanges } from '../../shared/document/hand-over/file-changes.ts'
import { writeHandOverFile, type HandOver } from '../../shared/document/hand-over/hand-over-file.ts'
import { destroyDocuments, mergeDocuments, type Documents } from '../../shared/document/hand-over/merge-documents.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { badInput, badUsage } from './cli-error.ts'
import { writeOutput } from './files.ts'
import { openWorkshop, type OpenedWorkshop } from './open-workshop.ts'
import { say, sayJson } from './terminal.ts'
import { mergeUsage } from './usages.ts'

/** What `merge --json` prints. */
export type MergeSummary = {
  readonly output: string
  readonly workshop: string
  readonly title: string
  readonly items: number
  readonly boards: number
  readonly outcomes: number
  readonly blobs: { readonly named: number; readonly included: number }
  /** What each of the two did not have, in the order in which they were named. */
  readonly gained: readonly { readonly file: string; readonly changes: FileChanges }[]
}

export async function runMerge(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { output: { type: 'string', short: 'o' }, json: { type: 'boolean' } }, allowPositionals: true })
  const [first, second, ...others] = positionals
  if (first === undefined || second === undefined || others.length > 0 || !values.output) throw badUsage(`usage: ${mergeUsage}`)
  const one = await openWorkshop(first)
  try {
    const other = await openWorkshop(second)
    try {
      const summary = await merge([first, one], [second, other], values.output)
      if (values.json) sayJson(summary)
      else for (const line of describe(summary)) say(line)
    } finally {
      other.close()
    }
  } finally {
    one.close()
  }
  return 0
}

type Input = readonly [path: string, opened: OpenedWorkshop]

async function merge([first, one]: Input, [second, other]: Input, output: string): Promise<MergeSummary> {
  if (one.file.workshop !== other.file.workshop) throw badInput(`${second}: another workshop than ${first}`)
  for (const [file, { doc }] of [[first, one], [second, other]] as const) {
    if (readOnlyReason(doc) !== null) throw badInput(`${file}: was written by a newer Minuta; merge it with that version`)
  }
  const together = mergeDocuments(documentsOf(one), documentsOf(other))
  if (!together.ok) throw badInput(`${second}: not the same history as ${first}: both bear the id of one workshop, but were made apart, and one would hide the other`)
  const { merged } = together
  try {
    const blobs = new Map<BlobId, Uint8Array>([...one.file.blobs, ...other.file.blobs])
    await writeOutput(output, writeHandOverFile(fileOf(merged, blobs)), [first, second])
    const { id, details, items, boards, outcomes, blobs: named } = readWorkshop(merged.notes)
    return {
      output, workshop: id, title: details.title, items: items.length, boards: boards.length, outcomes: outcomes.length,
      blobs: { named: named.length, included: blobs.size },
      gained: [[first, one] as const, [second, other] as const].map(([file, opened]) => ({ file, changes: changesBetween(documentsOf(opened), merged, nodeSignatures) })),
    }
  } finally {
    destroyDocuments(merged)
  }
}

function documentsOf({ doc, responses }: OpenedWorkshop): Documents {
  return { notes: doc, responses }
}

function fileOf({ notes, responses }: Documents, blobs: ReadonlyMap<BlobId, Uint8Array>): HandOver {
  return { ...captureHandOver(notes, responses), blobs }
}

function describe({ output, title, items, boards, outcomes, gained }: MergeSummary): readonly string[] {
  return [
    `${output}: ${title} (${items} items, ${boards} boards, ${outcomes} outcomes)`,
    ...gained.map(({ file, changes }) => `  not in ${file}: ${inWords(changes)}`),
  ]
}

function inWords({ groups, others, exposed, takenBack }: FileChanges): string {
  const counted = changedGroups.flatMap((group) => {
    const counts = (['added', 'changed', 'gone'] as const).filter((kind) => groups[group][kind].length > 0).map((kind) => `${groups[group][kind].length} ${kind === 'added' ? 'new' : kind}`)
    return counts.length === 0 ? [] : [`${group} ${counts.join(', ')}`]
  })
  const besides = [
    others.length === 0 ? '' : `changes of ${others.join(', ')}`, exposed.length === 0 ? '' : `no longer confidential ${exposed.length}`, takenBack.length === 0 ? '' : `invites taken back ${takenBack.length}`,
  ]
  return [...counted, ...besides].filter((words) => words !== '').join('; ') || 'nothing that is shown'
}
