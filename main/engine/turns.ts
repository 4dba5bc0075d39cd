/** Long work is cut into turns of the event loop: between two of them windows and relay are served. */

/** Resolves in the next turn, after what has come in meanwhile. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
