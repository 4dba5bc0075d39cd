/** People in rooms, some of them typing: at the speed of people (open loop), or as fast as everything arrives (saturation). */
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../../helpers/random.ts'
import { measureHarness } from '../harness-meter.ts'
import { Latencies } from '../latencies.ts'
import type { Figures, Session } from '../session.ts'
import { DeliveryBook } from './delivery-book.ts'
import { Keystrokes } from '../wire/keystrokes.ts'
import { joinAll, type Member } from '../wire/member.ts'
import { walkUpdate } from '../wire/walk-update.ts'

export type FanOutSize = {
  readonly rooms: number
  readonly perRoom: number
  /** The first so many of each room type. */
  readonly writersPerRoom: number
  /** Characters a second of each writer; or, for saturation, how many keystrokes each keeps on the way. */
  readonly typing: { readonly perSecond: number } | { readonly onTheWay: number }
  readonly warmSeconds: number
  readonly seconds: number
}

/** After the measured time, what is still on the way may take this long. */
const drainSeconds = 5

export async function fanOut(session: Session, size: FanOutSize): Promise<Figures> {
  await session.start()
  const { rooms, perRoom, writersPerRoom } = size
  const keystrokes = Array.from({ length: rooms * writersPerRoom }, (_, index) => new Keystrokes(index))
  const book = new DeliveryBook(keystrokes, perRoom - 1)
  const makers: (() => Member)[] = []
  for (let room = 0; room < rooms; room += 1) {
    for (let place = 0; place < perRoom; place += 1) {
      const own = place < writersPerRoom ? room * writersPerRoom + place : -1
      const receive = book.reader(room * writersPerRoom, writersPerRoom, own)
      makers.push(() => session.member(`bench-room-${room}`, {
        onUpdate: (bytes, start) => {
          book.now = performance.now()
          walkUpdate(bytes, start, receive)
        },
      }))
    }
  }
  const joining = performance.now()
  const members = await joinAll(makers)
  const joinMs = performance.now() - joining
  const writers = keystrokes.map((_, index) => memberAt(members, Math.floor(index / writersPerRoom) * perRoom + (index % writersPerRoom)))
  for (const [index, writer] of writers.entries()) writer.sendUpdate(keystrokes[index]?.opening ?? new Uint8Array())
  await pause(500)

  const send = (index: number): void => {
    const writer = memberAt(writers, index)
    const frame = writer.frameOf(book.typists[index]?.next() ?? new Uint8Array())
    book.noteSent(index)
    writer.sendFrames(frame, 1)
  }
  const lag = new Latencies()
  const stopTyping = 'perSecond' in size.typing
    ? typeAtSpeed(send, writers.length, size.typing.perSecond, lag, session.request.round)
    : typeAtOnce(send, book, writers.length, size.typing.onTheWay)
  await pause(size.warmSeconds * 1_000)

  const cpu = session.relay.cpuSeconds()
  session.relay.forgetPeak()
  const harness = measureHarness()
  const began = performance.now()
  book.isMeasuring = true
  await pause(size.seconds * 1_000)
  book.isMeasuring = false
  const seconds = (performance.now() - began) / 1_000
  const relayCpuSeconds = session.relay.cpuSeconds() - cpu
  const memory = session.relay.memory()
  const health = harness()
  stopTyping()
  const drainUntil = performance.now() + drainSeconds * 1_000
  while (book.onTheWay > 0 && performance.now() < drainUntil) await pause(20)
  for (const member of members) member.drop()

  const [p50Ms = Number.NaN, p95Ms = Number.NaN, p99Ms = Number.NaN, maxMs = Number.NaN] = book.latencies.quantiles([0.5, 0.95, 0.99, 1])
  const [sendLagP99Ms = Number.NaN] = lag.quantiles([0.99])
  return {
    cpuPerMillion: relayCpuSeconds / book.deliveries * 1e6, relayCpuSeconds, deliveries: book.deliveries, deliveriesPerSecond: book.deliveries / seconds,
    // Of what was sent in the measured time: what fell behind in it was not delivered in it.
    deliveredShare: book.deliveries / (book.sentWhileMeasuring * (perRoom - 1)),
    p50Ms, p95Ms, p99Ms, maxMs, rssMb: memory.rssMb, peakMb: memory.peakMb, joinMs,
    gaps: book.gaps, duplicates: book.duplicates, undelivered: book.onTheWay,
    ...('perSecond' in size.typing ? { sendLagP99Ms } : {}), ...health,
  }
}

function memberAt(members: readonly Member[], index: number): Member {
  const member = members[index]
  if (member === undefined) throw new Error(`there is no client ${index}`)
  return member
}

/** Every writer has one period and a phase of its own; what is due is sent every millisecond, late or not. Returns what ends it. */
function typeAtSpeed(send: (writer: number) => void, writerCount: number, perSecond: number, lag: Latencies, round: number): () => void {
  const random = seededRandom(writerCount * 100 + round)
  const periodMs = 1_000 / perSecond
  const began = performance.now()
  const turns = Array.from({ length: writerCount }, (_, writer) => ({ writer, due: began + periodMs * random.below(1_000) / 1_000 })).sort((a, b) => a.due - b.due)
  // Periods are equal, so the order of the first turns holds for all.
  let next = 0
  let isRunning = true
  const tick = (): void => {
    if (!isRunning) return
    const now = performance.now()
    for (let turn = turns[next]; turn !== undefined && turn.due <= now; turn = turns[next]) {
      lag.add(now - turn.due)
      send(turn.writer)
      turn.due += periodMs
      next = (next + 1) % turns.length
    }
    setTimeout(tick, 1)
  }
  tick()
  return () => {
    isRunning = false
  }
}

/** Every writer sends the next keystroke as soon as fewer than `onTheWay` of its own have not reached everybody. Returns what ends it. */
function typeAtOnce(send: (writer: number) => void, book: DeliveryBook, writerCount: number, onTheWay: number): () => void {
  const state = { isRunning: true }
  const refill = (writer: number): void => {
    while (state.isRunning && book.onTheWayOf(writer) < onTheWay) send(writer)
  }
  const due = new Set<number>()
  book.onArrived = (writer) => {
    if (due.size === 0) {
      setImmediate(() => {
        const writers = [...due]
        due.clear()
        for (const waiting of writers) refill(waiting)
      })
    }
    due.add(writer)
  }
  for (let writer = 0; writer < writerCount; writer += 1) refill(writer)
  return () => {
    state.isRunning = false
  }
}
