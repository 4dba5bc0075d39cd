/**
 * What participants signed and nobody has added yet, checked a part at a time: a signature takes milliseconds, and whoever takes part can hand in
 * thousands. What proves nothing, and what a key signed already, takes no place of what somebody may add.
 */
import type * as Y from 'yjs'
import type { WorkshopId } from '../../model/ids.ts'
import type { Approval, ApprovalCheck, CheckedApproval } from '../../model/versions.ts'
import type { SignaturePlatform } from '../../protocol/signatures.ts'
import { checkApproval } from '../../versions/approval-signature.ts'
import { sha256Of } from '../../versions/fingerprint.ts'
import { approvalContext, byDate, putAside, readCheckedApprovals, standingApprovals } from './approvals.ts'
import { responsesLimits } from '../responses/responses-roots.ts'
import { readRoomSignatures, waitingSignatures } from './room-signatures.ts'
import { readVersions } from './versions.ts'

export type WaitingRead = {
  /** As many as are shown, by date; what counts before what does not. */
  readonly shown: readonly CheckedApproval[]
  /** Whether everything was looked at; if not, `read` goes on where it stopped. */
  readonly isDone: boolean
}

/** Everything that waits for one of the versions that the notes name, and was not put aside. For what needs no signature checked. */
export function waitingFor(notes: Y.Doc, responses: Y.Doc): readonly Approval[] {
  const versions = new Set(readVersions(notes).map(({ fingerprint }) => fingerprint))
  const aside = putAside(notes)
  return waitingSignatures(readRoomSignatures(responses), standingApprovals(notes)).filter(({ id, version }) => versions.has(version) && !aside.has(id))
}

export class WaitingChecks {
  readonly #platform: SignaturePlatform
  readonly #workshop: WorkshopId
  readonly #notes: Y.Doc
  readonly #responses: Y.Doc
  /**
   * What was looked at, by its digest. What was refused is refused for ever: nobody gives back an invite that was taken. Null for what was genuine,
   * which is cheap to ask again.
   */
  readonly #known = new Map<string, ApprovalCheck | null>()

  /** `platform` should remember what was genuine: that is asked again with every change. */
  constructor(platform: SignaturePlatform, workshop: WorkshopId, notes: Y.Doc, responses: Y.Doc) {
    this.#platform = platform
    this.#workshop = workshop
    this.#notes = notes
    this.#responses = responses
  }

  /** Looks at what is new, at most `responsesLimits.maxSignatures` at a time. */
  read(): WaitingRead {
    const { maxSignatures } = responsesLimits
    const context = approvalContext(this.#platform, this.#workshop, this.#notes)
    const taken = new Set(readCheckedApprovals(this.#platform, this.#workshop, this.#notes).flatMap(placeOf))
    const counting: CheckedApproval[] = []
    const others: CheckedApproval[] = []
    let looks = 0
    for (const approval of waitingFor(this.#notes, this.#responses)) {
      if (counting.length >= maxSignatures) break
      const digest = sha256Of(JSON.stringify(approval))
      const known = this.#known.get(digest)
      if (known === undefined) looks += 1
      if (looks > maxSignatures) return { shown: shownOf(counting, others), isDone: false }
      const checked = { ...approval, check: known ?? checkApproval(this.#platform, approval, context) }
      this.#known.set(digest, checked.check.kind === 'refused' ? checked.check : null)
      const [place] = placeOf(checked)
      if (place === undefined || taken.has(place)) others.push(checked)
      else {
        taken.add(place)
        counting.push(checked)
      }
    }
    return { shown: shownOf(counting, others), isDone: true }
  }
}

function shownOf(counting: readonly CheckedApproval[], others: readonly CheckedApproval[]): readonly CheckedApproval[] {
  return [...counting, ...others].slice(0, responsesLimits.maxSignatures).sort(byDate)
}

/** A key signs a version once; none for what proves nothing. */
function placeOf({ version, check }: CheckedApproval): readonly string[] {
  return check.kind === 'signed' ? [`${version} ${check.key}`] : []
}
