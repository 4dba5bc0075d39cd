/** How long the first client after a restart waits for the large document, which was written as one update or edit by edit. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Figures, Session } from '../session.ts'
import { typingTrace } from '../typing-trace.ts'
import { WholeDocument } from '../whole-document.ts'
import { withinMs } from '../wire/member.ts'

export type ColdLoadSize = {
  readonly edits: number
  readonly written: 'at-once' | 'edit-by-edit'
  readonly restarts: number
}

const room = 'bench-cold-load'
/** Edits on the way at the same time, and sent at once. */
const maxOnTheWay = 1_000
const batch = 200
const writeLimitMs = 120_000
const loadLimitMs = 30_000
/** A started process is given this long to become idle: it is the load that is measured, not the start. */
const idleMs = 200

export async function coldLoad(session: Session, size: ColdLoadSize): Promise<Figures> {
  const trace = typingTrace(session.request.cacheFolder, size.edits)
  const whole = new WholeDocument(trace.snapshot)
  session.snapshotFile = trace.snapshotFile
  const written = session.isLimit ? {} : await write(session, size, trace)
  const loads: { readonly ms: number; readonly cpuSeconds: number; readonly peakMb: number; readonly startMs: number; readonly emptyFirst: number }[] = []
  for (let restart = 0; restart < size.restarts; restart += 1) {
    await session.start()
    const { startMs } = session.relay
    await pause(idleMs)
    const cpu = session.relay.cpuSeconds()
    const { ms, emptyFirst } = await firstLoad(session, whole)
    await pause(100)
    loads.push({ ms, emptyFirst, startMs, cpuSeconds: session.relay.cpuSeconds() - cpu, peakMb: session.relay.memory().peakMb })
    await pause(300)
    await session.stop()
  }
  const [first, ...later] = loads
  if (first === undefined) throw new Error('no restart')
  return {
    firstMs: first.ms, medianMs: middle(loads.map(({ ms }) => ms)), ...(later.length > 0 ? { laterMs: middle(later.map(({ ms }) => ms)) } : {}), relayCpuSeconds: first.cpuSeconds, peakMb: first.peakMb,
    startMs: middle(loads.map(({ startMs }) => startMs)), emptyFirst: Math.max(...loads.map(({ emptyFirst }) => emptyFirst)), documentBytes: trace.snapshot.length, ...written,
  }
}

async function write(session: Session, { written, edits }: ColdLoadSize, trace: ReturnType<typeof typingTrace>): Promise<Figures> {
  await session.start()
  const received = { updates: 0 }
  const reader = session.member(room, {
    onUpdate: (_bytes, _start, _end, isStep2) => {
      if (!isStep2) received.updates += 1
    },
  })
  await reader.synced
  const writer = session.member(room)
  await writer.synced
  const began = performance.now()
  if (written === 'at-once') writer.sendUpdate(trace.snapshot)
  else {
    const frames = trace.readEdits().map((edit) => writer.frameOf(edit))
    for (let sent = 0; sent < frames.length; sent += batch) {
      writer.sendFrames(Buffer.concat(frames.slice(sent, sent + batch)), Math.min(batch, frames.length - sent))
      // A relay that joins updates delivers fewer of them: then only the socket's own queue holds the writer back.
      const until = performance.now() + 500
      const before = received.updates
      const isAhead = (): boolean => sent + batch - received.updates > maxOnTheWay && received.updates === before && performance.now() < until
      while (isAhead() || writer.waitingBytes > 0x1_0000) await pause(1)
      if (performance.now() - began > writeLimitMs) throw new Error(`only ${sent} of ${edits} edits were taken in ${writeLimitMs / 1_000} s`)
    }
  }
  const writeSeconds = (performance.now() - began) / 1_000
  await session.settled()
  const { rssMb } = session.relay.memory()
  writer.drop()
  reader.drop()
  await session.settled(10)
  await session.stop()
  return { writeSeconds, storedBytes: session.dataBytes(), writtenRssMb: rssMb }
}

/** `emptyFirst` is 1 when the relay answered with less than the document first: an editor would take that for an empty board. */
async function firstLoad(session: Session, whole: WholeDocument): Promise<{ ms: number; emptyFirst: number }> {
  const began = performance.now()
  const parts: Buffer[] = []
  let emptyFirst = 0
  let hasAnswer = false
  const loaded = new Promise<number>((resolve, reject) => {
    const member = session.member(room, {
      onUpdate: (bytes, start, end, isStep2) => {
        const ms = performance.now() - began
        parts.push(Buffer.from(bytes.subarray(start, end)))
        hasAnswer ||= isStep2
        if (!hasAnswer) return
        if (whole.isWhole(parts)) {
          resolve(ms)
          member.drop()
        } else if (isStep2) emptyFirst = 1
      },
      onClose: (reason) => {
        reject(new Error(`the first client could not join: ${reason}`))
      },
    })
  })
  return { ms: await withinMs(loaded, loadLimitMs, 'the first client does not have the document'), emptyFirst }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
