/** Structured logs: one JSON line per event, without names, content or anything that would let its reader into a room. */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'

export type LogFields = Readonly<Record<string, string | number | boolean>>
export type Log = (event: string, fields?: LogFields) => void

const [stdout, stderr] = [1, 2]

export const logToStderr: Log = (event, fields = {}) => {
  writeLine(stderr, { time: new Date().toISOString(), event, ...fields })
}

/** The one line of stdout: whoever started the relay waits for it. */
export function announce(url: string): void {
  writeLine(stdout, { event: 'listening', url })
}

/** Not by `process.stderr`: its first failure would end the process, and it is when the disk is full that people need the relay. */
function writeLine(file: number, fields: LogFields): void {
  try {
    writeSync(file, `${JSON.stringify(fields)}\n`)
  } catch {
    // Nobody reads it any more, or there is no room for it: the line is lost, and the next one may not be.
  }
}

/** Names a room in a log. Its real name may be all that it takes to join, so a log never has it. */
export function roomTag(room: string): string {
  return createHash('sha256').update(room).digest('hex').slice(0, 10)
}

/** What kind of error nobody expected, and where it was thrown; never its message, which may quote what people wrote. */
export function placeOfError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  return { error: error.name, at: place?.trim() ?? '' }
}
