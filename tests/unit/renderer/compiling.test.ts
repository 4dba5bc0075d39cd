// @vitest-environment node
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { workerAddress } from '../../../renderer/base/trusted-types.ts'
import type { Compiled, CompileChoices } from '../../../renderer/minutes/compiling.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { allHere } from '../../../shared/minutes/checks/finding.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { compilerPair, wholeMinutes, type CompilerPair } from '../../helpers/minutes-compiler.ts'

const choices: CompileChoices = { options: { language: 'en' }, context: allHere }

function pair(): CompilerPair & { readonly doc: Y.Doc } {
  const made = documentFromRecord({
    format: 'minuta-workshop-record', version: 1, workshop: { title: 'W', language: 'en' },
    programme: ['one', 'two', 'three'].map((id) => ({ id, kind: 'debate', title: id, boards: [{ id, content: [`Said in ${id}.`] }] })),
  })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  return { doc, ...compilerPair(doc, new Y.Doc(), choices) }
}

function write(doc: Y.Doc, board: string, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  boardFragment(doc, board as BoardId)?.push([paragraph])
}

describe('UI40 minutes compiled beside the page (MP9)', () => {
  it('are what is compiled at once of the same documents, after every change and with every choice', () => {
    const { doc, work, last, compiler } = pair()
    work()
    expect(wholeMinutes(last())).toEqual(compileMinutes(readWorkshop(doc), choices.options))
    write(doc, 'two', 'More.')
    work()
    expect(wholeMinutes(last())).toEqual(compileMinutes(readWorkshop(doc), choices.options))
    const french = { ...choices, options: { language: 'fr', profile: 'decisions' } } as const
    compiler.receive({ type: 'choices', choices: french })
    work()
    expect(wholeMinutes(last())).toEqual(compileMinutes(readWorkshop(doc), french.options))
    compiler.dispose()
  })

  it('a new paragraph on one board costs the page one part; every other keeps its identity, though its numbers move', () => {
    const { doc, work, last, parts } = pair()
    work()
    const before = last()
    parts.length = 0
    write(doc, 'one', 'More.')
    work()
    expect(parts).toEqual(['item:one'])
    const after = last()
    const firstOf = ({ parts }: Compiled, id: string): number => parts.find(({ part }) => part.id === id)?.first ?? 0
    expect(firstOf(after, 'item:three')).toBe(firstOf(before, 'item:three') + 1)
    for (const { part } of after.parts) expect(before.parts.some((known) => known.part === part)).toBe(part.id !== 'item:one')
    expect(after.outline).toBe(before.outline)
    expect(after.findings).toBe(before.findings)
    expect(after.sources).toBe(before.sources)
  })

  it('what a public report leaves out uses up its number in every round, and is printed in none', () => {
    const { doc, compiler, work, last } = pair()
    const options = { language: 'en', profile: 'public' } as const
    compiler.receive({ type: 'choices', choices: { ...choices, options } })
    work()
    const secret = new Y.XmlElement('outcome')
    for (const [name, value] of [['id', 's'], ['kind', 'decision'], ['confidential', 'yes']] as const) secret.setAttribute(name, value)
    secret.insert(0, [new Y.XmlText('Nobody knows.')])
    boardFragment(doc, 'one' as BoardId)?.insert(0, [secret])
    for (const words of ['More.', 'And more.']) {
      work()
      expect(wholeMinutes(last())).toEqual(compileMinutes(readWorkshop(doc), options))
      const first = boardFragment(doc, 'one' as BoardId)
      const block = new Y.XmlElement('paragraph')
      block.insert(0, [new Y.XmlText(words)])
      first?.insert(0, [block])
    }
    work()
    expect(wholeMinutes(last())).toEqual(compileMinutes(readWorkshop(doc), options))
  })

  it('any number of changes that wait are one round', () => {
    const { doc, work, rounds } = pair()
    work()
    for (let time = 0; time < 20; time += 1) write(doc, 'one', `Line ${time}.`)
    work()
    expect(rounds()).toBe(2)
  })

  it('what an export asks for is the workshop after every update before, whether a round was done or not', () => {
    const { doc, compiler, read } = pair()
    write(doc, 'two', 'In time.')
    compiler.receive({ type: 'read', request: 1 })
    expect(JSON.parse(read())).toEqual(readWorkshop(doc, new Y.Doc()))
    expect(read()).toContain('In time.')
  })

  it('knows where parts and outcomes come from', () => {
    const { work, last } = pair()
    work()
    expect(last().sources.boards['item:two']).toEqual([{ id: 'two', title: 'two' }])
    expect(last().sources.boards['annex:programme']).toBeUndefined()
  })
})

describe('scripts that the page may start', () => {
  const page = 'app://minuta/index.html'
  it('are the workers of the bundle and nothing else', () => {
    for (const name of ['compiler-worker', 'version-worker']) expect(workerAddress(`app://minuta/assets/${name}-0h7_VMHj.js`, page)).toContain(name)
    for (const address of [
      'app://minuta/assets/compiler-worker-x.js?y', 'app://minuta/blob/compiler-worker-x.js', 'app://other/assets/compiler-worker-x.js', 'https://minuta/assets/compiler-worker-x.js',
      'data:text/javascript,1', 'blob:app://minuta/1', 'app://minuta/assets/../blob/compiler-worker-x.js', 'app://minuta/assets/other-x.js',
    ]) expect(() => workerAddress(address, page)).toThrow(TypeError)
  })
})
