/** Which workshops the relay has doors for, and how it guards them. */
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { isHashOfKey } from '../../shared/protocol/capability.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { Entrance } from './admission.ts'

/**
 * `open`: everybody into everything; for tests and networks where everybody is trusted. `invite`: with an invite of the workshop, into
 * every workshop. `listed`: only into workshops that were admitted, with an invite where the workshop has a key.
 */
export type AccessMode = 'open' | 'invite' | 'listed'

/** `proof`: as `Entrances.admit` takes it. */
export type Admitted = { readonly workshop: WorkshopId; readonly proof: Uint8Array | null }

export class Entrances {
  readonly #mode: AccessMode
  readonly #only: ReadonlySet<WorkshopId>
  readonly #admitted = new Map<WorkshopId, Entrance>()

  /** `only`: the workshops that exist for this relay; all when there are none. */
  constructor(mode: AccessMode, only: readonly WorkshopId[] = []) {
    this.#mode = mode
    this.#only = new Set(only)
  }

  /**
   * `proof`: see `isRelayVouchedFor`; null for a workshop without a key, which is then open to whoever knows its id. The id of a
   * workshop with a key says that it has one, so such a workshop never opens by mistake.
   */
  admit({ workshop, proof }: Admitted): void {
    if (proof === null && !isHashOfKey(workshop)) this.#admitted.set(workshop, { kind: 'open' })
    else this.#admitted.set(workshop, { kind: 'invite', proof: proof ?? new Uint8Array() })
  }

  of(workshop: WorkshopId): Entrance {
    if (this.#only.size > 0 && !this.#only.has(workshop)) return { kind: 'closed' }
    switch (this.#mode) {
      case 'open':
        return { kind: 'open' }
      case 'invite':
        return isWorkshopId(workshop) ? { kind: 'invite', proof: new Uint8Array() } : { kind: 'closed' }
      case 'listed':
        return this.#admitted.get(workshop) ?? { kind: 'closed' }
      default:
        return assertNever(this.#mode, 'access')
    }
  }
}
