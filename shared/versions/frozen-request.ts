/** What is asked for when a frozen version is exported. */
import type { Profile } from '../minutes/minutes.ts'
import type { BlobId } from '../model/ids.ts'
import type { CheckedApproval, VersionStatus } from '../model/versions.ts'

/** What the shared document knows of a version beside its blob. */
export type VersionState = {
  readonly number: number
  readonly status: VersionStatus
  /** Of this version only. Those whose signature does not count are not printed. */
  readonly approvals: readonly CheckedApproval[]
}

/** Which document of which version, and what the shared document knows of the version now. */
export type FrozenRequest = VersionState & {
  readonly blob: BlobId
  readonly fingerprint: string
  readonly profile: Profile
  readonly language: string
  /** Of a letter. */
  readonly organisation: string
}
