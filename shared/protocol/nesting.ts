/**
 * How deep the shared types of a document lie in each other. Yjs deletes a type, and throws away what was in it, by calling itself for
 * each type inside: nested deeply enough, one deletion ends whoever takes it in. Nothing in the walk of one update shows how deep its
 * types are, since each may lie in one that came before.
 */
import { MalformedError } from './cursor.ts'
import { limits } from './messages.ts'
import type { Clocks, Section, UpdateShape } from './update-walk.ts'

/** Of one client: from which clock on its content lies how deep. Parallel arrays; most of what somebody writes lies as deep as what came before. */
type Depths = { readonly starts: number[]; readonly depths: number[] }

export class Nesting {
  readonly #depthsOf = new Map<number, Depths>()

  /**
   * Takes over what `advance` has found to fit behind `known`, in its `order`. Throws MalformedError when something lies in more than
   * `maxDepth` types; then nothing was taken over.
   */
  take(shape: UpdateShape, order: readonly number[], known: Pick<Clocks, 'get'>, maxDepth: number = limits.maxTypeDepth): void {
    const { sections } = shape
    const anchorsRead = sections.map(() => 0)
    try {
      if (order.length === 0) for (const [index, section] of sections.entries()) this.#takeParts(section, 0, section.starts.length, { index, anchorsRead, known, maxDepth })
      for (let at = 0; at < order.length; at += 3) {
        const index = order[at] ?? 0
        const section = sections[index]
        if (section !== undefined) this.#takeParts(section, order[at + 1] ?? 0, order[at + 2] ?? 0, { index, anchorsRead, known, maxDepth })
      }
    } catch (error) {
      for (const { client } of sections) this.#cut(client, known.get(client) ?? 0)
      throw error
    }
  }

  #takeParts(
    { client, starts, ends, anchors }: Section, from: number, to: number,
    { index, anchorsRead, known, maxDepth }: { readonly index: number; readonly anchorsRead: number[]; readonly known: Pick<Clocks, 'get'>; readonly maxDepth: number },
  ): void {
    const have = known.get(client) ?? 0
    let anchor = anchorsRead[index] ?? 0
    for (let part = from; part < to; part += 1) {
      const [start, end] = [starts[part] ?? 0, ends[part] ?? 0]
      const isNamed = anchors[anchor] === part
      if (end > have) {
        // What is left of a part whose beginning is known lies beside that beginning.
        const depth = isNamed && start >= have ? this.#depthBy(anchors, anchor) : this.#depthAt(client, Math.max(start, have) - 1)
        if (depth > maxDepth) throw new MalformedError(`types are nested ${depth} deep`, true)
        this.#append(client, Math.max(start, have), depth)
      }
      if (isNamed) anchor += 4
    }
    anchorsRead[index] = anchor
  }

  #depthBy(anchors: readonly number[], at: number): number {
    const client = anchors[at + 1] ?? 0
    return client < 0 ? 0 : this.#depthAt(client, anchors[at + 2] ?? 0) + (anchors[at + 3] ?? 0)
  }

  #depthAt(client: number, clock: number): number {
    const known = this.#depthsOf.get(client)
    if (known === undefined) return 0
    const { starts, depths } = known
    // Nearly always the last.
    let [low, high] = (starts[starts.length - 1] ?? Infinity) <= clock ? [starts.length, starts.length] : [0, starts.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    return depths[low - 1] ?? 0
  }

  #append(client: number, start: number, depth: number): void {
    const known = this.#depthsOf.get(client)
    if (known === undefined) this.#depthsOf.set(client, { starts: [start], depths: [depth] })
    else if (known.depths[known.depths.length - 1] !== depth) {
      known.starts.push(start)
      known.depths.push(depth)
    }
  }

  /** Forgets what begins at `clock` or later. */
  #cut(client: number, clock: number): void {
    const { starts, depths } = this.#depthsOf.get(client) ?? { starts: [], depths: [] }
    while ((starts[starts.length - 1] ?? -1) >= clock) {
      starts.pop()
      depths.pop()
    }
  }
}
