/** Structured logs: one JSON line per event, without names, content or anything that would let its reader into a room. */
import { createHash } from 'node:crypto'

export type LogFields = Readonly<Record<string, string | number | boolean>>
export type Log = (event: string, fields?: LogFields) => void

export const logToStderr: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...fields })}\n`)
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
