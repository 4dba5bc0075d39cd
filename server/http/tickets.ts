/**
 * `GET /ticket/ROOM` answers with a nonce of 32 bytes; `POST /ticket/ROOM` with that nonce followed by the proof over it (as
 * `writeAuth` writes it) answers with a ticket, as text.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { challengeLength, readAuth } from '../../shared/protocol/admission.ts'
import { Cursor, MalformedError } from '../../shared/protocol/cursor.ts'
import { limits } from '../../shared/protocol/messages.ts'
import { mayGoUnencrypted } from '../../shared/model/roles.ts'
import type { Access } from '../access/access.ts'
import type { Refusal } from '../access/doorkeeper.ts'
import { answer, answerExactly, refuseBody } from './answer.ts'
import { pathOf, placeOfTicketPath } from './paths.ts'

const words: Readonly<Record<Refusal, string>> = {
  inviteWrong: 'this invite is not one for this workshop',
  inviteExpired: 'the time of this invite is over',
  inviteRevoked: 'this invite was taken back',
}

export type TicketVisit = { readonly audience: string; readonly isUnencrypted: boolean }

/** Answers a request below `/ticket/`. Throws StorageError when revocations cannot be read. */
export async function handleTicket(request: IncomingMessage, response: ServerResponse, access: Access, visit: TicketVisit): Promise<void> {
  const place = placeOfTicketPath(pathOf(request))
  if (place === null || access.entranceOf(place.workshop).kind !== 'invite') {
    refuseBody(request, response, 404, 'no tickets for this')
    return
  }
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'no-store' })
    response.end(access.tickets.nonce(place.room))
    return
  }
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'GET, POST')
    refuseBody(request, response, 405, 'GET or POST')
    return
  }
  const body = await readBody(request)
  const proof = body === null ? null : readProof(body)
  if (proof === null || !access.tickets.isFresh(proof.nonce, place.room)) {
    refuseBody(request, response, 400, 'not a fresh nonce and a proof over it')
    return
  }
  const verdict = access.doorkeeper.judge(proof.auth, { challenge: proof.nonce, audience: visit.audience }, place)
  if (typeof verdict === 'string') answer(response, 403, words[verdict])
  else if (visit.isUnencrypted && !mayGoUnencrypted(verdict.role)) answer(response, 403, 'this invite is not for an unencrypted connection')
  else {
    const ticket = access.tickets.issue(proof.nonce, place.room, verdict)
    if (ticket === null) answer(response, 429, 'too many tickets within a minute')
    else answerExactly(response, 200, ticket)
  }
}

/** Null when it is longer than any proof. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > limits.maxBytesBeforeAdmission) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function readProof(body: Uint8Array): { readonly nonce: Uint8Array; readonly auth: ReturnType<typeof readAuth> } | null {
  try {
    const cursor = new Cursor(body)
    const nonce = cursor.take(challengeLength, 'nonce').slice()
    const auth = readAuth(cursor)
    cursor.end('the proof')
    return { nonce, auth }
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}
