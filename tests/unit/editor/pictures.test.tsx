import { expect, test } from 'vitest'
import { Pictures } from '../../../renderer/editor/pictures/pictures.ts'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { readBlobs } from '../../../shared/document/read-workshop.ts'
import { boardOpener, select, workshopWithBoard } from './board-test-kit.ts'
import { eventually } from '../../helpers/eventually.ts'

const open = boardOpener()
const file = (number: number): File => new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, number])], `p${number}.png`, { type: 'image/png' })

test.each(['', 'words', 'words and more'])('ED49 several pictures stand below the line “%s” in their order', async (words) => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent(`<p>${words}</p><p>below</p>`)
  let stored = 0
  const call: WorkshopSource['call'] = (...[name]) => {
    if (name === 'putBlob') stored += 1
    return Promise.resolve((name === 'putBlob' ? String(stored).repeat(64) : true) as never)
  }
  const source: WorkshopSource = { call, onLibrary: () => () => undefined, onSettings: () => () => undefined, openSession: () => { throw new Error('no session') }, blobUrl: (id) => id, onBlobs: () => () => undefined }
  const problems: unknown[] = []
  const pictures = new Pictures({ doc, source, onProblem: (problem) => problems.push(problem) })
  select(ana, 1 + words.length)
  await pictures.add(ana.editor, [file(1), new File(['no picture'], 'notes.txt'), file(2), file(3)])
  const blocks = (ana.editor.getJSON().content ?? []).map(({ type, attrs }) => (type === 'image' ? String(attrs?.['blob']).charAt(0) : type))
  expect(blocks.filter((block) => block !== 'paragraph')).toEqual(['1', '2', '3'])
  expect(problems).toMatchObject([{ kind: 'not-an-image', name: 'notes.txt' }])
})

test.each([
  ['an empty line', '<p></p><p>below</p>', 1, ['1', '2', 'paragraph', 'below']],
  ['a line with words', '<p>words</p><p>below</p>', 3, ['words', '1', '2', 'below']],
  ['the end of the board', '<h1>words</h1>', 6, ['words', '1', '2']],
  ['an item of a list', '<ul><li><p>one</p></li></ul><p>below</p>', 4, ['bulletList', 'below']],
] as const)('ED69: pictures that are still being kept when the board is left stand where they were put: %s', async (_where, html, place, blocks) => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent(html)
  let stored = 0
  const kept: (() => void)[] = []
  const call: WorkshopSource['call'] = () => new Promise((resolve) => {
    stored += 1
    const id = String(stored).repeat(64)
    kept.push(() => resolve(id))
  })
  const source: WorkshopSource = { call, onLibrary: () => () => undefined, openSession: () => { throw new Error('no session') }, blobUrl: (id) => id, onBlobs: () => () => undefined, onSettings: () => () => undefined }
  const problems: unknown[] = []
  const pictures = new Pictures({ doc, source, onProblem: (problem) => problems.push(problem) })
  select(ana, place)
  const isDone = pictures.add(ana.editor, [file(1), file(2)])
  await eventually(() => expect(kept.length).toBe(1))
  ana.binding.dispose()
  kept[0]?.()
  await eventually(() => expect(kept.length).toBe(2))
  // Somebody is back on the board when the second one is kept.
  const again = open(doc, board)
  kept[1]?.()
  await isDone
  expect(problems).toEqual([])
  expect(contentProblems(again.fragment)).toEqual([])
  again.binding.checkForDrift()
  expect(again.drifts).toEqual([])
  expect(again.editor.state.doc.children.map((node) => (node.type.name === 'image' ? String(node.attrs['blob']).charAt(0) : node.inlineContent ? node.textContent || node.type.name : node.type.name))).toEqual(blocks)
  expect(JSON.stringify(again.editor.getJSON()).match(/"image"/gu)?.length).toBe(2)
  expect(readBlobs(doc).map(({ name }) => name)).toEqual(['p1.png', 'p2.png'])
})

test.each(['bulletList', 'tableRow', 'table'])('ED82: a picture that is dropped between the parts of a %s stands in one of them, also when the board was left', async (container) => {
  for (const isLeft of [false, true]) {
    const { doc, board } = workshopWithBoard()
    const ana = open(doc, board)
    ana.editor.commands.setContent('<ul><li><p>one</p></li><li><p>two</p></li></ul><table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></table><p>below</p>')
    const blocks = ana.editor.state.doc.children.map(({ type }) => type.name)
    const place = Array.from({ length: ana.editor.state.doc.content.size }, (_, at) => at).find((at) => {
      const $at = ana.editor.state.doc.resolve(at)
      return $at.parent.type.name === container && $at.index() === 1
    })
    const source = { call: () => Promise.resolve('1'.repeat(64)) } as unknown as WorkshopSource
    const isDone = new Pictures({ doc, source, onProblem: (problem) => expect(problem).toBe(null) }).add(ana.editor, [file(1)], place)
    if (isLeft) ana.binding.dispose()
    await isDone
    expect(contentProblems(ana.fragment)).toEqual([])
    const now = isLeft ? open(doc, board) : ana
    expect(now.editor.state.doc.children.map(({ type }) => type.name)).toEqual(blocks)
    expect(JSON.stringify(now.editor.getJSON()).match(/"image"/gu)?.length).toBe(1)
  }
})
