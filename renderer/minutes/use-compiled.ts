/** The compiled minutes of an open workshop, following both documents and the choices of the page, without keeping the page from typing. */
import { startTransition, useEffect, useRef, useState } from 'react'
import * as Y from 'yjs'
import { CompiledMinutes, MinutesCompiler, type Compiled, type CompileChoices, type FromCompiler, type ToCompiler } from './compiling.ts'
import { whenIdle } from './when-idle.ts'

type Host = { readonly post: (message: ToCompiler) => void; readonly end: () => void }

/** Null until the first round is done. `choices` is to be stable while nothing in it changed. */
export function useCompiled(doc: Y.Doc, responses: Y.Doc, choices: CompileChoices): Compiled | null {
  const [compiled, setCompiled] = useState<Compiled | null>(null)
  const host = useRef<Host | null>(null)
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
        const next = whole.receive(message)
        // A long document is drawn in slices; what people type comes in between.
        if (next) startTransition(() => setCompiled(next))
      },
      () => ({ type: 'open', notes: Y.encodeStateAsUpdate(doc), responses: Y.encodeStateAsUpdate(responses), choices: wanted.current }),
    )
    host.current = started
    const onNotes = (update: Uint8Array): void => started.post({ type: 'update', document: 'notes', update })
    const onResponses = (update: Uint8Array): void => started.post({ type: 'update', document: 'responses', update })
    doc.on('update', onNotes)
    responses.on('update', onResponses)
    return () => {
      doc.off('update', onNotes)
      responses.off('update', onResponses)
      host.current = null
      started.end()
    }
  }, [doc, responses])
  return compiled
}

/** In a worker; in the page where the worker does not start. `opening` is asked again then. */
function startCompiler(receive: (message: FromCompiler) => void, opening: () => ToCompiler): Host {
  const inPage = (): Host => {
    let callOff = (): void => {}
    const compiler = new MinutesCompiler(receive, (work) => {
      callOff = whenIdle(work)
    })
    compiler.receive(opening())
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
  worker.postMessage(opening())
  return {
    post: (message) => (other ? other.post(message) : worker.postMessage(message)),
    end: () => {
      worker.terminate()
      other?.end()
    },
  }
}
