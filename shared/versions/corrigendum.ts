/** The part of a later version that says what was asked for, what was decided, and what changed: part of what is frozen. */
import type { PendingCorrection } from '../model/versions.ts'
import type { Block, Minutes, MinutesPart } from '../minutes/minutes.ts'
import { printable } from '../minutes/printable.ts'
import { textDirection } from '../minutes/direction.ts'
import { inlinesOf, metaLine, simpleTable } from '../minutes/text-blocks.ts'
import { compareMinutes, corrigendumPart, type Change } from './compare-minutes.ts'
import { versionLabels, type VersionLabels } from './labels.ts'

export type Predecessor = {
  readonly number: number
  /** The same document of the version before; null when it was not frozen then. */
  readonly minutes: Minutes | null
  /** Whether its words may be told in this one: some may have stopped being for everybody. */
  readonly isTold: boolean
  /** What was asked for and is to be printed, in order; also what was asked for in versions before that one. */
  readonly corrections: readonly PendingCorrection[]
}

/** `minutes` with its corrigendum, or as they are when there is nothing to say. */
export function withCorrigendum(minutes: Minutes, { number, minutes: before, isTold, corrections }: Predecessor): Minutes {
  const labels = versionLabels(minutes.language)
  const blocks = [
    ...requestBlocks(minutes, number, corrections, labels),
    ...(before === null ? [] : changeBlocks(compareMinutes(before, minutes), number, isTold, labels)),
  ]
  if (blocks.length === 0) return minutes
  const part: MinutesPart = { id: corrigendumPart, number: '', title: labels.corrigendum, direction: textDirection(labels.corrigendum), linking: [], blocks }
  return {
    ...minutes,
    parts: [...minutes.parts, part],
    outline: [...minutes.outline, { id: corrigendumPart, number: '', title: part.title, isExcluded: false }],
  }
}

/** Requests quote what may be confidential and name people: they stand in the full minutes only. */
function requestBlocks({ profile }: Minutes, before: number, corrections: readonly PendingCorrection[], labels: VersionLabels): readonly Block[] {
  if (profile !== 'full') return []
  const table = simpleTable(
    labels.requests,
    [labels.place, labels.request, labels.by, labels.decision, labels.reason],
    corrections.map(({ number, place, request, by, decision, reason }) => [
      [place, number === before ? '' : labels.ofVersion(number)].filter((text) => text !== '').join(' · '), request, by, labels.decisions[decision], reason,
    ]),
  )
  return table === null ? [] : [table]
}

function changeBlocks(changes: readonly Change[], version: number, isTold: boolean, labels: VersionLabels): readonly Block[] {
  if (changes.length === 0) return [metaLine(labels.noChange(version))]
  const table = simpleTable(
    labels.changes(version),
    [labels.paragraph, labels.section, '', labels.before, labels.after],
    (isTold ? changes : withoutEarlier(changes, labels)).map((change) => [
      paragraphOf(change, labels),
      change.kind !== 'removed' ? change.after.part : isTold ? change.before.part : '',
      labels.kinds[change.kind],
      change.kind === 'added' || !isTold ? '' : cell(change.before.text),
      change.kind === 'removed' ? '' : cell(change.after.text),
    ]),
  )
  return table === null ? [] : [table]
}

/** Those of which something can be said without a word of before: of what was taken out only the number is left, once for everything that was cited by it. */
function withoutEarlier(changes: readonly Change[], labels: VersionLabels): readonly Change[] {
  const seen = new Set<string>([''])
  return changes.filter((change) => {
    const paragraph = paragraphOf(change, labels)
    const isNew = change.kind !== 'removed' || !seen.has(paragraph)
    if (change.kind === 'removed') seen.add(paragraph)
    return isNew
  })
}

/** "14", or "14 (was 13)" when it moved. */
function paragraphOf(change: Change, labels: VersionLabels): string {
  const before = change.kind === 'added' ? null : change.before.paragraph
  const after = change.kind === 'removed' ? null : change.after.paragraph
  if (after === null) return before === null ? '' : String(before)
  return before === null || before === after ? String(after) : labels.was(String(after), String(before))
}

function cell(text: string): readonly Block[] {
  return [{ kind: 'paragraph', style: 'body', number: null, inlines: inlinesOf(printable(text)), direction: textDirection(text) }]
}
