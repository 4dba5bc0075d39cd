/** What a browser knows of a workshop that it joined, and how what several tabs know of it becomes one row. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { PartialDate } from '../../shared/model/workshop.ts'

/** A workshop that this browser has joined. */
export type KnownWorkshop = {
  readonly id: WorkshopId
  /** What stood behind the `#` of the link; '' for a relay that asks nobody. */
  readonly token: string
  /** Who the user is there, as others see it; '' while they have not said. */
  readonly name: string
  readonly organisation: string
  /** Id in the participant list, or ''. */
  readonly person: string
  /** What the relay last said; null before it said anything. */
  readonly role: Role | null
  readonly title: string
  readonly body: string
  readonly place: string
  readonly date: PartialDate
  readonly boardCount: number
  /** When it was opened here last, ms since the epoch. */
  readonly openedAt: number
  /** The secret by which this browser signs versions; missing until it signs first. */
  readonly signingKey?: Uint8Array
}

/** When fields were changed last, ms since the epoch. */
export type ChangeTimes = Readonly<Partial<Record<string, number>>>

/** As it is stored. */
export type WorkshopRow = KnownWorkshop & { readonly changedAt?: ChangeTimes }

/** Changes that were not stored, and when each field was changed, ms since the epoch: another tab may have stored a newer one since. */
export type Unstored = { readonly change: Partial<KnownWorkshop>; readonly changedAt: ChangeTimes }

/** `known` with what could not be stored earlier and was not changed since, and with `change`. */
export function applyChange(known: WorkshopRow, unstored: Unstored, change: Partial<KnownWorkshop>): WorkshopRow {
  const { changedAt = {}, signingKey } = known
  const late = Object.entries(unstored.change).filter(([field]) => (unstored.changedAt[field] ?? 0) > (changedAt[field] ?? 0))
  const lateTimes = late.map(([field]) => [field, unstored.changedAt[field]])
  return {
    ...known, ...Object.fromEntries(late), ...change, ...(signingKey === undefined ? {} : { signingKey }),
    changedAt: { ...changedAt, ...Object.fromEntries(lateTimes), ...timesOf(change, changedAt) },
  }
}

/** Later than `before`, what the clock of the device says and was set back to. */
export function timesOf(change: Partial<KnownWorkshop>, before: ChangeTimes = {}): ChangeTimes {
  const now = Date.now()
  return Object.fromEntries(Object.keys(change).map((field) => [field, Math.max(now, (before[field] ?? 0) + 1)]))
}

export function withoutTimes(row: WorkshopRow): KnownWorkshop {
  const known: { -readonly [Field in keyof WorkshopRow]: WorkshopRow[Field] } = { ...row }
  delete known.changedAt
  return known
}
