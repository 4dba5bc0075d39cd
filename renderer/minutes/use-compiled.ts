/** The compiled minutes of an open workshop, following both documents and the choices of the page, without keeping the page from typing. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import * as Y from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { CompiledMinutes, MinutesCompiler, type Compiled, type CompileChoices, type FromCompiler, type ToCompiler } from './compiling.ts'
import { whenIdle } from './when-idle.ts'

type Host = { readonly post: (message: ToCompiler) => void; readonly end: () => void }

export type Compiling = {
  /** Null until the first round is done. */
  readonly compiled: Compiled | null
  /** The workshop as it is now, as JSON: read where it is compiled, because a long one takes time. It comes also when the page is left meanwhile. */
  readonly readWorkshop: () => Promise<string>
}

/** `choices` is to be stable while nothing in it changed. */
export function useCompiled(doc: Y.Doc, responses: Y.Doc, choices: CompileChoices): Compiling {
  const [compiled, setCompiled] = useState<Compiled | null>(null)
  const host = useRef<Host | null>(null)
  // Readings that are waited for, by number: asked for again when the worker ends and the page goes on in its place.
  const readings = useRef(new Map<number, (workshop: string) => void>())
  const lastReading = useRef(0)
  // What the compiler is to know; told when it starts, and again whenever it changes.
  const wanted = useRef(choices)
  useEffect(() => {
    if (wanted.current === choices) return
    wanted.current = choices
    host.current?.post({ type: 'choices', choices })
  }, [choices])
  useEffect(() => {
    const whole = new CompiledMinutes()
    const started = startCompiler(
      (message) => {
        if (message.type === 'workshop') {
          readings.current.get(message.request)?.(message.workshop)
          readings.current.delete(message.request)
          return
        }
        const next = whole.receive(message)
        // A long document is drawn in slices; what people type comes in between.
        if (next) startTransition(() => setCompiled(next))
      },
      () => [
        { type: 'open', notes: Y.encodeStateAsUpdate(doc), responses: Y.encodeStateAsUpdate(responses), choices: wanted.current },
        ...[...readings.current.keys()].map((request) => ({ type: 'read', request }) as const),
      ],
    )
    host.current = started
    const waiting = readings.current
    const onNotes = (update: Uint8Array): void => started.post({ type: 'update', document: 'notes', update })
    const onResponses = (update: Uint8Array): void => started.post({ type: 'update', document: 'responses', update })
    doc.on('update', onNotes)
    responses.on('update', onResponses)
    return () => {
      doc.off('update', onNotes)
      responses.off('update', onResponses)
      host.current = null
      started.end()
      // Nobody else answers these any more.
      for (const answer of waiting.values()) answer(readHere(doc, responses))
      waiting.clear()
    }
  }, [doc, responses])
  const readNow = useCallback(
    () =>
      new Promise<string>((resolve) => {
        // The page was left before somebody asked again.
        if (host.current === null) return resolve(readHere(doc, responses))
        lastReading.current += 1
        readings.current.set(lastReading.current, resolve)
        host.current.post({ type: 'read', request: lastReading.current })
      }),
    [doc, responses],
  )
  return { compiled, readWorkshop: readNow }
}

function readHere(doc: Y.Doc, responses: Y.Doc): string {
  return JSON.stringify(readWorkshop(doc, responses))
}

/** In a worker; in the page where the worker does not start. `opening` gives the first messages, and is asked again then. */
function startCompiler(receive: (message: FromCompiler) => void, opening: () => readonly ToCompiler[]): Host {
  const inPage = (): Host => {
    let callOff = (): void => {}
    const compiler = new MinutesCompiler(receive, (work) => {
      callOff = whenIdle(work)
    })
    for (const message of opening()) compiler.receive(message)
    return {
      post: (message) => compiler.receive(message),
      end: () => {
        callOff()
        compiler.dispose()
      },
    }
  }
  if (typeof Worker === 'undefined') return inPage()
  const worker = new Worker(new URL('compiler-worker.ts', import.meta.url), { type: 'module', name: 'minutes' })
  let other: Host | null = null
  worker.addEventListener('message', ({ data }: MessageEvent<FromCompiler>) => receive(data))
  worker.addEventListener('error', ({ message }) => {
    console.error(`the compiler of the minutes ended and goes on in the page: ${message}`)
    worker.terminate()
    other ??= inPage()
  })
  for (const message of opening()) worker.postMessage(message)
  return {
    post: (message) => (other ? other.post(message) : worker.postMessage(message)),
    end: () => {
      worker.terminate()
      other?.end()
    },
  }
}
