import { expect, test } from 'vitest'
import { Pictures } from '../../../renderer/editor/pictures.ts'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { boardOpener, select, workshopWithBoard } from './board-test-kit.ts'

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
