/** The worker that compiles minutes while people type in the page. */
import { MinutesCompiler, type ToCompiler } from './compiling.ts'

const compiler = new MinutesCompiler(
  (message) => globalThis.postMessage(message),
  // Updates that wait already come first: then one round does for all of them.
  (work) => void setTimeout(work),
)

globalThis.addEventListener('message', ({ data }: MessageEvent<ToCompiler>) => compiler.receive(data))
