/** kill -9 under load, again and again: is everything still there that another person saw, and everything that was acknowledged? */
import { setTimeout as pause } from 'node:timers/promises'
import * as Y from 'yjs'
import { seededRandom } from '../../../helpers/random.ts'
import type { Figures, Session } from '../session.ts'
import { dialects } from '../wire/dialect.ts'
import { firstClient, Keystrokes } from '../wire/keystrokes.ts'
import type { Member } from '../wire/member.ts'
import { walkUpdate } from '../wire/walk-update.ts'

export type DurabilitySize = { readonly kills: number; readonly writers: number; readonly perSecond: number; readonly seconds: number }

/** A restarted relay that has sent nothing for so long has sent all it has. */
const quietMs = 3_000

type Writer = {
  readonly keystrokes: Keystrokes
  readonly member: Member
  /** The writer's clock with each of its write frames, by their number on the connection. */
  readonly clocks: Map<number, number>
}

type Kill = { readonly sent: number; readonly seen: number; readonly acked: number; readonly lostSeen: number; readonly lostAcked: number; readonly restartMs: number; readonly syncMs: number }

export async function durability(session: Session, size: DurabilitySize): Promise<Figures> {
  // Only this dialect acknowledges; the others are asked in theirs.
  if (session.peer.kind === 'ours') session.dialect = dialects['minuta.1']
  const random = seededRandom(9 + session.request.round)
  await session.start()
  const kills: Kill[] = []
  for (let index = 0; index < size.kills; index += 1) kills.push(await killOnce(session, size, index, size.seconds * 1_000 + random.below(500)))
  const sum = (figure: keyof Kill): number => kills.reduce((total, kill) => total + kill[figure], 0)
  const seen = sum('seen')
  return {
    kills: kills.length, sent: sum('sent'), seen, lostSeen: sum('lostSeen'), lostSeenShare: sum('lostSeen') / seen, acked: sum('acked'), lostAcked: sum('lostAcked'),
    restartMs: sum('restartMs') / kills.length, syncMs: sum('syncMs') / kills.length,
  }
}

async function killOnce(session: Session, { writers: writerCount, perSecond }: DurabilitySize, index: number, loadMs: number): Promise<Kill> {
  const room = `bench-kill-${index}`
  const first = index * writerCount
  const seen = new Int32Array(writerCount)
  const open = new Set<Promise<void>>()
  const join = (onUpdate?: (bytes: Buffer, start: number) => void): Member => {
    let member: Member | undefined
    open.add(new Promise((resolve) => {
      member = session.member(room, { ...(onUpdate ? { onUpdate } : {}), onClose: () => resolve() })
    }))
    if (member === undefined) throw new Error('no client')
    return member
  }
  const onlooker = join((bytes, start) => {
    walkUpdate(bytes, start, (client, clock, length) => {
      const place = client - firstClient - first
      if (place >= 0 && place < writerCount) seen[place] = Math.max(seen[place] ?? 0, clock + length)
    })
  })
  await onlooker.synced
  const writers: Writer[] = []
  for (let place = 0; place < writerCount; place += 1) {
    const member = join()
    await member.synced
    const keystrokes = new Keystrokes(first + place)
    member.sendUpdate(keystrokes.opening)
    writers.push({ keystrokes, member, clocks: new Map() })
  }
  await pause(200)
  const began = performance.now()
  let sent = 0
  for (let elapsed = 0; elapsed < loadMs; elapsed = performance.now() - began) {
    for (const due = elapsed / 1_000 * perSecond; sent < due; sent += 1) {
      const writer = writers[sent % writerCount]
      if (writer === undefined) continue
      writer.member.sendUpdate(writer.keystrokes.next())
      writer.clocks.set(writer.member.writeFrames, writer.keystrokes.base + writer.keystrokes.count)
    }
    await pause(1)
  }
  await session.kill()
  const killed = performance.now()
  // What the dead relay had handed to the kernel still arrives, and was seen.
  await Promise.all(open)

  await session.start()
  const { startMs } = session.relay
  const wanted = writers.map(({ keystrokes: { client, base }, member, clocks }, place) => ({
    client, base, seen: seen[place] ?? 0, acked: Math.max(0, ...[...clocks].filter(([frame]) => frame <= member.ackedFrames).map(([, clock]) => clock)),
  }))
  const { vector, syncedAt } = await whatCameBack(session, room, (clocks) => wanted.every(({ client, seen, acked }) => (clocks.get(client) ?? 0) >= Math.max(seen, acked)))
  const kill = { sent, seen: 0, acked: 0, lostSeen: 0, lostAcked: 0, restartMs: startMs, syncMs: syncedAt - killed }
  for (const { client, base, seen, acked } of wanted) {
    const back = vector.get(client) ?? 0
    kill.seen += Math.max(0, seen - base)
    kill.acked += Math.max(0, acked - base)
    kill.lostSeen += lost(seen, back, base)
    kill.lostAcked += lost(acked, back, base)
  }
  return kill
}

/** Keystrokes of `clock` that `back` does not have. */
function lost(clock: number, back: number, base: number): number {
  return Math.max(0, clock - Math.max(back, base))
}

type Clocks = ReadonlyMap<number, number>

/** What a client that has nothing gets, as the clocks of a real document: parts that do not integrate are not back. */
async function whatCameBack(session: Session, room: string, isAll: (clocks: Clocks) => boolean): Promise<{ readonly vector: Clocks; readonly syncedAt: number }> {
  const doc = new Y.Doc()
  let lastAt = performance.now()
  const member = session.member(room, {
    onUpdate: (bytes, start, end) => {
      Y.applyUpdate(doc, new Uint8Array(bytes.subarray(start, end)))
      lastAt = performance.now()
    },
  })
  await member.synced
  const syncedAt = performance.now()
  const clocks = (): Clocks => Y.decodeStateVector(Y.encodeStateVector(doc))
  while (!isAll(clocks()) && performance.now() - lastAt < quietMs) await pause(50)
  member.drop()
  const vector = clocks()
  doc.destroy()
  return { vector, syncedAt }
}
