/**
 * The MessagePort between a window and the engine: every message, in both directions. Document changes travel as the frames
 * of `shared/protocol/messages.ts` (types 0, 1 and 3), so a window and the engine heal by the same handshake as two peers on
 * a network; everything else is a typed call.
 */
import type { DocumentBytes } from '../document/hand-over/file-changes.ts'
import type { BlobId, BoardId, RoomName, WorkshopId } from '../model/ids.ts'
import type { Role } from '../model/roles.ts'
import type { ApprovalSignature, ApprovalWords, VersionStatus } from '../model/versions.ts'
import type { PartialDate } from '../model/workshop.ts'
import type { RelayAddress } from '../protocol/join-link.ts'
import type { ConnectedPeer } from '../protocol/minuta-frames.ts'
import type { SearchKind } from '../search/entries.ts'
import type { SearchPart } from '../search/mark.ts'
import type { EarlierMeeting } from '../series/open-points.ts'
import type { Appearance } from './appearance.ts'

/** One line of the library. */
export type WorkshopSummary = {
  readonly id: WorkshopId
  readonly title: string
  readonly body: string
  readonly place: string
  readonly date: PartialDate
  readonly boardCount: number
  /** The newest frozen version of its minutes; null while nothing is frozen. */
  readonly version: { readonly number: number; readonly status: VersionStatus } | null
  /** The relay that it is shared through; null when it lives on this computer only. */
  readonly relay: RelayAddress | null
  /** The relay behind the room of this computer, which gets and brings everything as well; null when there is none. */
  readonly uplink: { readonly relay: RelayAddress; readonly state: RelayState } | null
  /** When this computer last changed or received something, ms since the epoch. For sorting only. */
  readonly changedAt: number
  /** True when the user put it away: the library keeps it apart. Of this computer only. */
  readonly isPutAway: boolean
  readonly status: WorkshopStatus
}

/** How the engine's link to the relay stands. */
export type RelayState =
  | { readonly kind: 'none' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /**
   * `since`: ms since the epoch; `reason`: a close reason of the relay, 'unreachable', 'working-offline' while the user wants it so,
   * or why this computer itself went no further: 'otherCertificate' (whoever answers is not the relay that was meant), 'notVouched' (no
   * facilitator vouches for a room that was announced), 'inviteMissing' (the relay asks for an invite and none is held here).
   */
  | { readonly kind: 'offline'; readonly since: number; readonly reason: string }

export type WorkshopStatus = {
  /** True when everything in the engine's copy is committed on this computer. */
  readonly isStored: boolean
  /** Why it is not, when storage refuses: the kind of the StorageError. */
  readonly storageProblem: string | null
  readonly relay: RelayState
  /** True when the relay has acknowledged everything that this computer holds. */
  readonly isOnRelay: boolean
  /** Other devices that have stored everything the relay acknowledged to us; 0 while `isOnRelay` is false. */
  readonly deviceCount: number
  /** Images still to be sent to or fetched from the relay. */
  readonly pendingBlobs: number
  /**
   * What this computer is to the workshop, as its own key, its invite or the relay says; 'facilitator' for a workshop without
   * access control. Somebody whose role may not write a document gets it read-only.
   */
  readonly role: Role
}

/** An invite to a workshop, as facilitators see it. */
export type Invite = {
  /** The public key that was invited, base64url. */
  readonly id: string
  readonly role: Role
  /** What the facilitator called it: "Experts of the regions". */
  readonly label: string
  /** ms since the epoch. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** When it was taken back, ms since the epoch; null while it was not. */
  readonly revokedAt: number | null
  /** False for an invite taken back that the relay does not know of yet: it is told as soon as there is a connection. */
  readonly isRevocationOnRelay: boolean
  /** The link for the app; null for an invite that was made on another computer, or while the workshop has no relay. */
  readonly link: string | null
  /** The token behind the `#` of every link of this invite; null as `link`. */
  readonly token: string | null
}

/** What this computer may do with the access to a workshop. */
export type Access = {
  readonly role: Role
  /** False for a workshop without a key of its own: whoever knows its id may join it, on relays that ask nobody. */
  readonly hasAccessControl: boolean
  /** True where invites can be made: a facilitator's computer that holds a key. */
  readonly canInvite: boolean
  /** The newest first; empty for everybody but facilitators. */
  readonly invites: readonly Invite[]
}

/** What the network doctor looked at, in order; the first that failed is the reason. */
export const doctorChecks = ['network', 'address', 'port', 'captive-portal', 'certificate', 'relay', 'access'] as const
export type DoctorCheck = (typeof doctorChecks)[number]
export type DoctorFinding = {
  readonly check: DoctorCheck
  readonly outcome: 'good' | 'bad' | 'not-tried'
  /**
   * Names what was found, in no language: 'no-network', 'other-network', 'no-answer' (client isolation or a firewall), 'refused'
   * (nobody listens there), 'no-such-host', 'login-page', 'other-certificate', 'not-a-relay', 'invite-wrong', 'invite-expired',
   * 'invite-revoked', 'invite-missing', 'no-such-workshop', 'too-many', or another close reason of the relay.
   */
  readonly detail: string
  /** Own and asked addresses, for words like "this computer is in 10.0.0.x, the room in 192.168.1.x". */
  readonly values: readonly string[]
}
export type Diagnosis = {
  readonly findings: readonly DoctorFinding[]
  /** True when everything that was tried is good. */
  readonly isGood: boolean
}

export type Settings = {
  /** Name and organisation under which others see this user; '' until asked. */
  readonly name: string
  readonly organisation: string
  /** 'system' or a BCP 47 tag of a supported language. */
  readonly language: string
  /** 'auto' follows the language. */
  readonly direction: 'auto' | 'ltr' | 'rtl'
  readonly appearance: Appearance
  /** The relay address used last; offered next time. */
  readonly relayUrl: string
  /** True while the user works without any relay; changed by `setWorkOffline`, ignored by `setSettings`. */
  readonly isWorkingOffline: boolean
}

/** Something that search found, as it is to be shown. */
export type SearchHit = {
  readonly workshop: WorkshopId
  readonly workshopTitle: string
  readonly kind: SearchKind
  /** Id of the board, outcome, person or workshop. */
  readonly id: string
  /** The board to open; null for people and workshops. */
  readonly board: BoardId | null
  readonly title: readonly SearchPart[]
  /** The words around the first match; empty when there are no others than the title's. */
  readonly snippet: readonly SearchPart[]
}

export type SearchResult = {
  /** The best first. */
  readonly hits: readonly SearchHit[]
  /** False while workshops of this computer are still to be read for the first time, or again. */
  readonly isComplete: boolean
}

/** A copy of the database that can take the place of one that cannot be opened. */
export type GoodCopy = {
  /** When it was made, ms since the epoch. */
  readonly madeAt: number
  readonly workshopCount: number
}

export type Restored = GoodCopy & {
  /** Name of the file, in the data folder, that the damaged database was kept under. */
  readonly keptAs: string
}

/** A whole workshop out of a file (`shared/import/imported-workshop.ts`). */
export type WorkshopFile = DocumentBytes & { readonly workshop: WorkshopId }

export type OpenedFile = {
  /** False when the workshop was here already: then nothing of the file was taken. */
  readonly isNew: boolean
  /** True when the file holds changes that this computer does not have. Always false for a new one. */
  readonly hasMore: boolean
}

/** `keptAs`: name of the hand-over file, in the folder `before changes`, that holds the workshop as it was before. */
export type TakenOver = { readonly keptAs: string }

/** Calls from a window to the engine: name → arguments and result. Every failure arrives as an EngineFailure. */
export type EngineCalls = {
  listWorkshops: { args: []; result: readonly WorkshopSummary[] }
  /** Creates a workshop from a record (see docs/workshop-record.md); the creating engine is the only one that ever fills it. */
  createWorkshop: { args: [record: unknown]; result: WorkshopId }
  /** Makes the workshop of a file part of the library, durable when it resolves; one that is here is left as it is. Its images come first, by `putBlob`. */
  openWorkshopFile: { args: [file: WorkshopFile]; result: OpenedFile }
  /** Both documents of a workshop as they are now, for the importer to say what a file would change in it. */
  captureWorkshop: { args: [workshop: WorkshopId]; result: DocumentBytes }
  /**
   * Takes what the file of a workshop that is here holds into it; stored when it resolves, or as soon as storage takes anything, as the status says. Its images come first, by `putBlob`. Fails with
   * 'not-allowed' for a role that may not write the notes, and with 'unsupported-file' for another history (`detail` is a MergeProblem); then nothing was taken.
   */
  takeOverFile: { args: [file: WorkshopFile]; result: TakenOver }
  /**
   * Takes what came by the last `takeOverFile`, which `keptAs` names, out again, or brings it back; false, and nothing done, when another one came later, somebody has written into it or answered it, or
   * the workshop was closed since.
   */
  setTakenOut: { args: [workshop: WorkshopId, keptAs: string, isOut: boolean]; result: boolean }
  /** Puts a workshop away from the library, or brings it back; nothing else of it changes. */
  setPutAway: { args: [workshop: WorkshopId, isPutAway: boolean]; result: void }
  /** Joins by a link of either kind (`shared/protocol/join-link.ts`); resolves when the whole document has arrived and is stored. */
  joinWorkshop: { args: [link: string]; result: WorkshopId }
  /**
   * Shares through `relay`, or stops sharing (null). Local content is untouched either way. `uplink`: a second relay that gets and brings
   * everything as well, for a `relay` that is the room of this computer; without it there is none.
   */
  setRelay: { args: [workshop: WorkshopId, relay: RelayAddress | null, uplink?: RelayAddress | null]; result: void }
  getAccess: { args: [workshop: WorkshopId]; result: Access }
  /** `expiresAt`: ms since the epoch. Fails with 'not-allowed' where `canInvite` is false. */
  createInvite: { args: [workshop: WorkshopId, invite: { readonly role: Role; readonly label: string; readonly expiresAt: number }]; result: Invite }
  /** Takes an invite back, with everybody it let in. Recorded before it returns; the relay acts on it within two seconds of hearing it. */
  revokeInvite: { args: [workshop: WorkshopId, invite: string]; result: Invite }
  /** Who is connected to the relay of the workshop now, this computer included; empty while there is no connection. */
  listConnected: { args: [workshop: WorkshopId]; result: readonly ConnectedPeer[] }
  /** Which person of the participant list the user of this computer is, and under what name others see them in this workshop. */
  setIdentity: { args: [workshop: WorkshopId, person: string]; result: void }
  /** Vouches for a relay with this pin (base64url), so that members can follow the room there: the proof for `relay-control.ts`, base64url. */
  signRelay: { args: [workshop: WorkshopId, pin: string]; result: string }
  /**
   * Signs a frozen version with the key of this computer for this workshop, which is made when it is asked for first, and with the invite that
   * it holds. Fails with 'not-allowed' for a version that the notes do not name, and for a role or an invite that lets nobody approve.
   */
  signApproval: { args: [workshop: WorkshopId, version: string, words: ApprovalWords]; result: ApprovalSignature }
  /** Finds out why joining or connecting fails. Takes at most some seconds; opens no connection but to the addresses of the link. */
  diagnose: { args: [link: string]; result: Diagnosis }
  /** Cuts or restores the link to every relay, for work without a network; remembered. */
  setWorkOffline: { args: [isOffline: boolean]; result: void }
  putBlob: { args: [bytes: Uint8Array, mediaType: string]; result: BlobId }
  hasBlob: { args: [blob: BlobId]; result: boolean }
  /** Null when it is not on this computer. */
  readBlob: { args: [blob: BlobId]; result: Uint8Array | null }
  getSettings: { args: []; result: Settings }
  setSettings: { args: [change: Partial<Settings>]; result: Settings }
  /** Looks through all boards, outcomes and people of all workshops on this computer. Any text is a valid query. */
  search: { args: [query: string, limit: number]; result: SearchResult }
  /** What a workshop of this computer left open, for a later one to take over. Changes nothing in it. */
  readEarlierMeeting: { args: [workshop: WorkshopId]; result: EarlierMeeting }
  /** While the database is damaged: the newest copy that is whole, or null. Reads all of it. */
  findGoodCopy: { args: []; result: GoodCopy | null }
  /** Keeps the damaged database aside, untouched, puts the copy of `findGoodCopy` in its place and opens it. */
  openGoodCopy: { args: []; result: Restored }
}
export type EngineCall = keyof EngineCalls

/** Why a call failed; the renderer has a sentence for each kind. */
export type EngineFailure = {
  readonly kind:
    | 'storage' // `detail` is the StorageErrorKind
    | 'bad-record' // `detail` is where and why, in English, for the log; of a file the importer has told it in words
    | 'bad-address' // not a ws:// or wss:// URL, or not a join link
    | 'unreachable' // the relay did not answer in time
    | 'no-such-workshop' // the relay answered, but its room is empty
    | 'refused' // `detail` is the close reason, or one of the reasons of `RelayState`
    | 'not-allowed' // the role of this computer does not allow it, or it holds no key of the workshop
    | 'unsupported-file'
    | 'bug'
  readonly detail: string
}

export type WindowToEngine =
  | { readonly type: 'call'; readonly id: number; readonly name: EngineCall; readonly args: readonly unknown[] }
  /** Starts document traffic for one of the documents of a workshop on this port; answered by frames and a status. */
  | { readonly type: 'open'; readonly room: RoomName }
  | { readonly type: 'close'; readonly room: RoomName }
  | { readonly type: 'frame'; readonly room: RoomName; readonly bytes: Uint8Array }

export type EngineToWindow =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: EngineFailure }
  | { readonly type: 'frame'; readonly room: RoomName; readonly bytes: Uint8Array }
  /** The first `count` write frames of this port for this room, since `open`, are committed on this computer. */
  | { readonly type: 'ack'; readonly room: RoomName; readonly count: number }
  | { readonly type: 'status'; readonly room: RoomName; readonly status: WorkshopStatus }
  /** The library changed; sent to every window. */
  | { readonly type: 'library'; readonly workshops: readonly WorkshopSummary[] }
  /** The settings changed, in whichever window; sent to every window. */
  | { readonly type: 'settings'; readonly settings: Settings }
  /** Opening failed; the document is untouched. */
  | { readonly type: 'open-failed'; readonly room: RoomName; readonly failure: EngineFailure }
