/**
 * How an outcome names another one of the same workshop: by its permanent id, as numbers can change when two people who were apart meet.
 * Anything else in such a field is words: a decision of an earlier meeting.
 */
const prefix = 'outcome:'

/** What stands in a field that names the outcome with this id. */
export function referenceTo(outcome: string): string {
  return `${prefix}${outcome}`
}

/** The id of the outcome that `value` names; null for words. */
export function referredOutcome(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith(prefix) ? value.slice(prefix.length) : null
}
