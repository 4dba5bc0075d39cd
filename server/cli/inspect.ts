/** `inspect FILE.minuta [--json]`: what is in a hand-over file, and whether this version can edit all of it. */
import { parseArgs } from 'node:util'
import { contentProblems, readOnlyReason, type ContentProblem } from '../../shared/document/boards/content-guard.ts'
import { outcomeNodes } from '../../shared/document/read-outcomes.ts'
import { boardFragment, readWorkshop } from '../../shared/document/read-workshop.ts'
import { plainText } from '../../shared/document/boards/board-content.ts'
import type { PartialDate } from '../../shared/model/workshop.ts'
import { badUsage } from './cli-error.ts'
import { openWorkshop, type OpenedWorkshop } from './open-workshop.ts'
import { say, sayJson } from './terminal.ts'
import { inspectUsage } from './usages.ts'

export async function runInspect(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
  const [input, ...others] = positionals
  if (input === undefined || others.length > 0) throw badUsage(`usage: ${inspectUsage}`)
  const opened = await openWorkshop(input)
  try {
    const summary = summarise(opened)
    if (values.json) sayJson(summary)
    else for (const line of describe(summary)) say(line)
  } finally {
    opened.close()
  }
  return 0
}

/** What `inspect --json` prints. */
export type WorkshopSummary = {
  readonly workshop: string
  readonly schemaVersion: number
  readonly title: string
  readonly body: string
  readonly place: string
  readonly date: PartialDate
  /** Why this version may not edit the workshop; null when it may. */
  readonly readOnly: string | null
  readonly items: number
  readonly people: number
  readonly organisations: number
  readonly boards: readonly { readonly title: string; readonly characters: number; readonly outcomes: number; readonly problems: readonly ContentProblem[] }[]
  readonly outcomes: readonly { readonly label: string; readonly kind: string; readonly text: string }[]
  readonly responses: {
    readonly checkIns: number
    readonly questions: number
    readonly votes: number
    readonly ballots: number
    readonly comments: number
    /** Entries beyond what a meeting has; they are in the file and shown nowhere. */
    readonly leftOut: number
    readonly updateBytes: number
  }
  readonly blobs: { readonly named: number; readonly included: number }
  readonly updateBytes: number
}

function summarise({ doc, responses, file }: OpenedWorkshop): WorkshopSummary {
  const workshop = readWorkshop(doc, responses)
  const { floor } = workshop
  const { title, body, place, date } = workshop.details
  return {
    workshop: workshop.id,
    schemaVersion: workshop.schemaVersion,
    title, body, place, date,
    readOnly: readOnlyReason(doc),
    items: workshop.items.length,
    people: workshop.people.length,
    organisations: workshop.organisations.length,
    boards: workshop.boards.map((board) => {
      const fragment = boardFragment(doc, board.id)
      return {
        title: board.title,
        characters: plainText(board.content).length,
        outcomes: outcomeNodes(board.content).length,
        problems: fragment ? contentProblems(fragment) : [],
      }
    }),
    outcomes: workshop.outcomes.map(({ label, kind, text }) => ({ label, kind, text })),
    responses: {
      checkIns: floor.checkIns.length,
      questions: floor.questions.length,
      votes: floor.votes.length,
      ballots: floor.votes.reduce((sum, { ballotCount }) => sum + ballotCount, 0),
      comments: floor.threads.reduce((sum, { replies }) => sum + 1 + replies.length, 0),
      leftOut: floor.leftOut,
      updateBytes: file.responses?.byteLength ?? 0,
    },
    blobs: { named: workshop.blobs.length, included: file.blobs.size },
    updateBytes: file.update.byteLength,
  }
}

function describe(summary: WorkshopSummary): readonly string[] {
  const { day, month, year } = summary.date
  const date = [year, month, day].map((part, index) => (part === null ? '' : String(part).padStart(index === 0 ? 4 : 2, '0'))).filter(Boolean).join('-')
  return [
    summary.title,
    ...[summary.body, [summary.place, date].filter(Boolean).join(', ')].filter(Boolean),
    `workshop ${summary.workshop}, layout ${summary.schemaVersion}${summary.readOnly ? ` (${summary.readOnly}: read-only here)` : ''}`,
    `${summary.items} items, ${summary.people} people, ${summary.organisations} organisations, ${summary.boards.length} boards, `
      + `${summary.blobs.included} of ${summary.blobs.named} images and files, ${summary.updateBytes} bytes`,
    ...(summary.responses.updateBytes > 0 ? [responsesLine(summary.responses)] : []),
    ...summary.boards.map(({ title, characters, outcomes, problems }) =>
      `  board  ${title || '(untitled)'}: ${characters} characters, ${outcomes} outcomes`
      + (problems.length > 0 ? `; cannot be edited here: ${problems.map(({ kind, name }) => `${kind} ${name}`).join(', ')}` : '')),
    ...summary.outcomes.map(({ label, text }) => `  ${label.padEnd(5)}  ${text}`),
  ]
}

function responsesLine({ checkIns, questions, votes, ballots, comments, leftOut }: WorkshopSummary['responses']): string {
  const counts = `from the room: ${checkIns} check-ins, ${questions} questions and remarks, ${votes} votes with ${ballots} ballots, ${comments} comments`
  return leftOut > 0 ? `${counts}; ${leftOut} more than are shown` : counts
}
