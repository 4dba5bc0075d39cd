/** What somebody who was let in sends: passed on to the room, answered here, or refused for their role. */
import { Cursor, MalformedError } from '../../shared/protocol/cursor.ts'
import { decodeRevocation, isRevocationGenuine } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { isAtLeast } from '../../shared/model/roles.ts'
import { messageType, syncType } from '../../shared/protocol/messages.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import { encodeSync, readPeerFrame, type SyncFrame } from '../../shared/protocol/sync-frames.ts'
import { StorageError } from '../../shared/storage/room-store.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { Log } from '../log.ts'
import type { Room } from '../room/room.ts'
import type { Access } from './access.ts'
import type { Member } from './member.ts'

/** What a client says that has nothing to say. */
const emptyAnswer = encodeSync(syncType.step2, Uint8Array.from([0, 0]))

type Parts = { readonly access: Access; readonly log: Log }

/** Handles one frame. Whatever is wrong with it ends this connection and nothing else. */
export function receiveFromMember(member: Member, room: Room, bytes: Uint8Array, parts: Parts): void {
  const { connection } = member
  if (!member.takeFrame()) {
    connection.close('tooMany')
    return
  }
  // Nearly every frame: an editor's edit.
  if (bytes[0] === messageType.sync && member.mayWrite) {
    room.receive(connection, bytes)
    return
  }
  try {
    if (isForRoom(member, bytes, parts)) room.receive(connection, bytes)
  } catch (error) {
    if (error instanceof MalformedError) {
      parts.log('frame-refused', { reason: error.message })
      connection.close(error.isLimit ? 'limitExceeded' : 'malformedFrame')
    } else if (error instanceof StorageError) {
      parts.log('revocation-not-stored', { kind: error.kind })
      connection.close('notStored')
    } else throw error
  }
}

/** True when the room is to have the frame; every other has been dealt with. Throws MalformedError and StorageError. */
function isForRoom(member: Member, bytes: Uint8Array, { access }: Parts): boolean {
  // By value and not by the first byte: a number can be written in more bytes than it needs.
  const cursor = new Cursor(bytes)
  switch (cursor.varUint('message type')) {
    case messageType.sync:
      return isSyncAllowed(member, cursor.varUint('sync type'), bytes)
    case messageType.awareness:
      return member.takePresence()
    case messageType.queryAwareness:
    case messageType.stored:
      return true
    default:
      return isOwnFrameForRoom(member, readPeerFrame(bytes), access)
  }
}

/** A reader who writes is refused before the update is looked at. */
function isSyncAllowed(member: Member, type: number, bytes: Uint8Array): boolean {
  if (type === syncType.step1 || member.mayWrite) return true
  if (!isEqual(bytes, emptyAnswer)) member.connection.close('roleForbids')
  return false
}

function isOwnFrameForRoom(member: Member, frame: SyncFrame, access: Access): boolean {
  switch (frame.type) {
    case 'device':
      member.device = frame.device
      member.kind = frame.kind
      access.noteDevice()
      return true
    case 'revoke':
      revoke(member, frame.revocation, access)
      return false
    case 'queryPeers':
      if (member.takePresence()) member.connection.tell({ type: 'peers', peers: peersFor(member, access) })
      return false
    case 'prove':
      // Once is enough; a second one may be somebody else's.
      member.connection.close('malformedFrame')
      return false
    case 'step1':
    case 'step2':
    case 'update':
    case 'awareness':
    case 'queryAwareness':
    case 'stored':
      return true
    default:
      return assertNever(frame, 'frame')
  }
}

/** For who runs or records the workshop; everybody else sees who is there by their presence, and not with what. */
function peersFor({ admission, place }: Member, { members }: Access): readonly ConnectedPeer[] {
  return isAtLeast(admission.role, 'rapporteur') ? members.in(place.workshop).map((peer) => peer.describe()) : []
}

/** On the disk first; then whoever it names is cut off, and then the sender is told. Throws StorageError when it is not on the disk. */
function revoke({ admission, connection }: Member, bytes: Uint8Array, { doorkeeper, members, revocations }: Access): void {
  const revocation = decodeRevocation(bytes)
  const { workshop } = admission
  // Who sends it need not be who signed it, and the signer may have been taken back since: see `isRevocationGenuine`.
  if (admission.role !== 'facilitator' || !isRevocationGenuine(doorkeeper.platform, revocation, workshop)) {
    connection.close('roleForbids')
    return
  }
  revocations.keep(workshop, revocation)
  members.cut(workshop, toBase64Url(revocation.subject))
  connection.tell({ type: 'revoked', subject: revocation.subject })
}

function isEqual(one: Uint8Array, two: Uint8Array): boolean {
  return one.length === two.length && one.every((byte, index) => byte === two[index])
}
