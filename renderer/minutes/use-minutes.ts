/** The minutes of an open workshop for whoever only reads them: compiled in the page shortly after anything changed, never while somebody types. */
import { useEffect, useMemo, useState } from 'react'
import type { Doc } from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import type { Minutes } from '../../shared/minutes/minutes.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { whenIdle } from './when-idle.ts'

export type CompiledMinutes = { readonly workshop: Workshop; readonly minutes: Minutes }

/** From the notes and what the room answered; `language` is the BCP 47 tag of the labels. */
export function useMinutes(doc: Doc, responses: Doc, language: string): CompiledMinutes {
  const [workshop, setWorkshop] = useState(() => readWorkshop(doc, responses))
  useEffect(() => {
    let callOff: (() => void) | null = null
    const onUpdate = (): void => {
      callOff ??= whenIdle(() => {
        callOff = null
        setWorkshop(readWorkshop(doc, responses))
      })
    }
    for (const followed of [doc, responses]) followed.on('update', onUpdate)
    return () => {
      for (const followed of [doc, responses]) followed.off('update', onUpdate)
      callOff?.()
    }
  }, [doc, responses])
  return useMemo(() => ({ workshop, minutes: compileMinutes(workshop, { language }) }), [workshop, language])
}
