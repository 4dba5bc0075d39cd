/** Waiting for what must become true: re-checked after every turn of a short timer, ended by a deadline that names it. */

/** Resolves when `isTrue` returns true; rejects after `timeoutMs`, quoting `what` and, when given, `detail()`. */
export async function when(what: string, isTrue: () => boolean, timeoutMs = 15_000, detail: () => string = () => ''): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what} ${detail()}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
