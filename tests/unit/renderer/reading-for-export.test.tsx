import { useEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { CompileChoices } from '../../../renderer/minutes/compiling.ts'
import { useCompiled, type Compiling } from '../../../renderer/minutes/use-compiled.ts'
import { addPerson } from '../../../shared/document/commands/people-commands.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { draw, type Drawn } from './render-kit.tsx'

/** A compiler that is busy with something else for as long as the test lasts. */
class BusyWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

const choices: CompileChoices = { options: { language: 'en' }, context: { missingBlobs: new Set(), isRelayBehind: false } }

let doc: Y.Doc
let responses: Y.Doc
let drawn: Drawn | null = null
beforeEach(() => {
  vi.stubGlobal('Worker', BusyWorker)
  doc = new Y.Doc()
  responses = new Y.Doc()
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  vi.unstubAllGlobals()
  doc.destroy()
  responses.destroy()
})

test('MP12 a workshop that was asked for comes also when the page is left before the compiler has answered, and when it is asked for again then', async () => {
  const got: Compiling[] = []
  function Probe(): null {
    const compiling = useCompiled(doc, responses, choices)
    useEffect(() => void got.push(compiling), [compiling])
    return null
  }
  drawn = await draw(<Probe />)
  const asked = got[0]?.readWorkshop()
  addPerson(doc, null, { name: 'Ana' })
  await drawn.unmount()
  drawn = null
  const workshop = JSON.stringify(readWorkshop(doc, responses))
  expect(await asked).toBe(workshop)
  expect(await got[0]?.readWorkshop()).toBe(workshop)
})
