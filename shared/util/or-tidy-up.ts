/** What `body` returns. When it throws, `tidyUp` runs as far as it gets: what `body` threw is what is told, whatever comes of that. */
export function orTidyUp<T>(body: () => T, tidyUp: () => void): T {
  try {
    return body()
  } catch (error) {
    try {
      tidyUp()
    } catch {
      // Mostly for the same reason, and never one that says more.
    }
    throw error
  }
}
