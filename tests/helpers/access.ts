/** Keys of workshops, invites, and peers that prove who they are: what tests of access are made of. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket as NodeWebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind, Role } from '../../shared/model/roles.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { encodeRevocation, signAuth, signRevocation, writeAuth, type AuthMessage, type PeerIdentity } from '../../shared/protocol/admission.ts'
import { grant, holderOf, workshopIdOf, type Capability } from '../../shared/protocol/capability.ts'
import { messageType, subprotocol, ticketSubprotocol } from '../../shared/protocol/messages.ts'
import { encodeMinutaFrame, readRelayFrame, type RelayFrame } from '../../shared/protocol/minuta-frames.ts'
import { settled } from './raw-peer.ts'

/** A capability with the secret of its holder: what stands behind the `#` of a link. */
export type Invite = { readonly capability: Capability; readonly secret: Uint8Array }

const daySeconds = 86_400

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000)
}

/** A new workshop; `owner` holds its own key. */
export function newWorkshop(): { readonly workshop: WorkshopId; readonly owner: Invite } {
  const secret = nodeSignatures.randomBytes(32)
  const workshopKey = nodeSignatures.publicKeyOf(secret)
  return { workshop: workshopIdOf(nodeSignatures, workshopKey), owner: { capability: { workshopKey, grants: [] }, secret } }
}

/** What `parent` hands out: an invite for `role`, good from a minute ago for a day unless said otherwise (seconds since the epoch). */
export function invite(parent: Invite, role: Role, { issuedAt = nowSeconds() - 60, expiresAt = nowSeconds() + daySeconds } = {}): Invite {
  const secret = nodeSignatures.randomBytes(32)
  const capability = grant(nodeSignatures, parent.capability, parent.secret, { subject: nodeSignatures.publicKeyOf(secret), role, issuedAt, expiresAt })
  return { capability, secret }
}

/** The bytes of a `revoke` frame's revocation: `signer` takes `taken` back. */
export function revocationOf(signer: Invite, taken: Invite): Uint8Array {
  return encodeRevocation(signRevocation(nodeSignatures, signer.capability, signer.secret, { subject: holderOf(taken.capability), revokedAt: nowSeconds() }))
}

export function identityOf(name: string): PeerIdentity {
  return { name, organisation: `${name}'s organisation`, person: `person-${name}` }
}

/** The answer of `invite`'s holder to a challenge of the relay at `url` (`ws://…` or `http://…`). */
export function proof({ capability, secret }: Invite, { url, room, challenge, name = 'Ana' }: { readonly url: string; readonly room: RoomName; readonly challenge: Uint8Array; readonly name?: string }): AuthMessage {
  return signAuth(nodeSignatures, capability, secret, identityOf(name), { challenge, audience: new URL(url).host, room })
}

export type ProvenOptions = {
  readonly document?: DocumentKind
  readonly name?: string
  /** For a relay with a certificate of its own. */
  readonly tls?: { readonly rejectUnauthorized: false }
}

/** A websocket that proves itself and then sends the bytes it is given, noting what comes back. */
export class ProvenPeer {
  /** Every frame since the admission. */
  readonly frames: Uint8Array[] = []
  /** Resolves with the close code. */
  readonly closed: Promise<number>
  /** Where the relay let the peer in. */
  admitted: Extract<RelayFrame, { readonly type: 'admitted' }> | undefined
  readonly #socket: NodeWebSocket
  #onAdmitted: () => void = () => undefined

  private constructor(socket: NodeWebSocket, answer: (challenge: Uint8Array) => AuthMessage) {
    this.#socket = socket
    this.closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    // The close code tells what happened; ws reports a broken connection here too.
    socket.on('error', () => {})
    socket.on('message', (data: Buffer) => {
      if (this.admitted !== undefined) {
        this.frames.push(new Uint8Array(data))
        return
      }
      const frame = relayFrame(data)
      if (frame?.type === 'challenge') socket.send(encodeMinutaFrame({ type: 'prove', auth: answer(frame.challenge) }))
      else if (frame?.type === 'admitted') {
        this.admitted = frame
        this.#onAdmitted()
      }
    })
  }

  /** Connects; resolves when the relay has let it in, or with `admitted` undefined when it has not: see `closed`. */
  static async connect(url: string, workshop: WorkshopId, invite: Invite, { document = 'notes', name = 'Ana', tls }: ProvenOptions = {}): Promise<ProvenPeer> {
    const room = roomOf(workshop, document)
    const socket = new NodeWebSocket(`${url}/${room}`, [subprotocol], tls ?? {})
    const peer = new ProvenPeer(socket, (challenge) => proof(invite, { url, room, challenge, name }))
    const admitted = new Promise<void>((resolve) => {
      peer.#onAdmitted = resolve
    })
    await Promise.race([admitted, peer.closed])
    return peer
  }

  /** The frames of the relay's own types. */
  get relayFrames(): RelayFrame[] {
    return this.frames.map((bytes) => relayFrame(bytes)).filter((frame) => frame !== null)
  }

  /** For HTTP requests. */
  get authorization(): string {
    return `Minuta ${Buffer.from(this.admitted?.session ?? []).toString('base64url')}`
  }

  get isOpen(): boolean {
    return this.#socket.readyState === NodeWebSocket.OPEN
  }

  send(data: Uint8Array): void {
    this.#socket.send(data)
  }

  /** Resolves when the relay has handled everything sent so far and what it said to that is here, or with the code with which it closed. */
  settled(): Promise<number | null> {
    return settled(this.#socket, this.closed)
  }

  /** Stops reading. */
  freeze(): void {
    this.#socket.pause()
  }

  destroy(): void {
    this.#socket.terminate()
  }
}

export type ProvenClient = {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly provider: WebsocketProvider
  /** Close codes of the connections that have ended. */
  readonly codes: number[]
  destroy(): void
}

/** The published provider on a socket that proves itself before the provider hears that it is open. Reconnects like any other. */
export function provenClient(url: string, workshop: WorkshopId, invite: Invite, { document = 'notes', name = 'Ana', tls }: ProvenOptions = {}): ProvenClient {
  const room = roomOf(workshop, document)
  const doc = new Y.Doc()
  const codes: number[] = []
  const provider = new WebsocketProvider(url, room, doc, {
    connect: false,
    disableBc: true,
    protocols: [subprotocol],
    maxBackoffTime: 200,
    WebSocketPolyfill: provingSocketClass((challenge) => proof(invite, { url, room, challenge, name }), tls ?? {}),
  })
  // The provider would report the relay's own frames as errors.
  for (const type of Object.values(messageType)) {
    if (type >= messageType.hello) provider.messageHandlers[type] = (_encoder, decoder) => void readRelayFrame(type, decoder)
  }
  provider.on('connection-close', (event) => {
    if (event !== null) codes.push(event.code)
  })
  provider.connect()
  return {
    doc, provider, codes,
    text: doc.getText('text'),
    destroy: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** A ticket for a stock client: asks for a nonce, signs it, and hands the proof in. Rejects with the relay's words when refused. */
export async function fetchTicket(httpUrl: string, workshop: WorkshopId, invite: Invite, { document = 'notes', name = 'Ana' }: ProvenOptions = {}): Promise<string> {
  const room = roomOf(workshop, document)
  const address = `${httpUrl}/ticket/${encodeURIComponent(room)}`
  const challenge = new Uint8Array(await (await fetch(address)).arrayBuffer())
  const answer = await fetch(address, { method: 'POST', body: ticketRequest(challenge, proof(invite, { url: httpUrl, room, challenge, name })) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${text}`)
  return text
}

export function ticketRequest(nonce: Uint8Array, auth: AuthMessage): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, nonce)
    writeAuth(encoder, auth)
  }))
}

/** What a stock client is given as `protocols`. */
export function ticketProtocols(ticket: string): string[] {
  return [ticketSubprotocol, ticket]
}

/** The frame of the relay's own types in `bytes`; null when it is one of y-websocket's. */
export function relayFrame(bytes: Uint8Array): RelayFrame | null {
  const decoder = decoding.createDecoder(new Uint8Array(bytes))
  return readRelayFrame(decoding.readVarUint(decoder), decoder)
}

/** As much of a browser's WebSocket as the provider uses; it opens with the admission. */
function provingSocketClass(answer: (challenge: Uint8Array) => AuthMessage, options: object): typeof WebSocket {
  class ProvingSocket {
    binaryType = 'arraybuffer'
    onopen: (() => void) | null = null
    onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null
    onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null
    onerror: ((event: unknown) => void) | null = null
    readonly OPEN = NodeWebSocket.OPEN
    readonly #socket: NodeWebSocket
    #isAdmitted = false

    constructor(address: string, protocols: string[]) {
      this.#socket = new NodeWebSocket(address, protocols, options)
      this.#socket.on('error', (error) => this.onerror?.(error))
      this.#socket.on('close', (code, reason) => this.onclose?.({ code, reason: reason.toString() }))
      this.#socket.on('message', (data: Buffer) => {
        if (this.#isAdmitted) {
          this.onmessage?.({ data: new Uint8Array(data).buffer })
          return
        }
        const frame = relayFrame(data)
        if (frame?.type === 'challenge') this.#socket.send(encodeMinutaFrame({ type: 'prove', auth: answer(frame.challenge) }))
        else if (frame?.type === 'admitted') {
          this.#isAdmitted = true
          this.onopen?.()
        }
      })
    }

    get readyState(): number {
      return this.#isAdmitted ? this.#socket.readyState : NodeWebSocket.CONNECTING
    }

    get protocol(): string {
      return this.#socket.protocol
    }

    send(data: Uint8Array): void {
      this.#socket.send(data)
    }

    close(): void {
      this.#socket.close()
    }
  }
  return ProvingSocket as unknown as typeof WebSocket
}
