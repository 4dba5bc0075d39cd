/** Loaded into an engine before anything else: its clock is wrong by as much as the environment says. */
const byMs = Number(process.env['MINUTA_SOAK_CLOCK'] ?? 0)
const RightDate = Date

globalThis.Date = class extends RightDate {
  constructor(...given: []) {
    if (given.length === 0) super(RightDate.now() + byMs)
    else super(...given)
  }

  static override now(): number {
    return RightDate.now() + byMs
  }
} as DateConstructor
