import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useReorder } from '../../../renderer/base/controls/reorder.tsx'
import { useFileDrop } from '../../../renderer/base/files/use-file-import.ts'
import { draw, type Drawn } from './render-kit.tsx'

let drawn: Drawn
let taken: string[]

/** A place that takes files, another one inside it that takes some, words, and a row that can be dragged. */
function Places({ isEnabled }: { readonly isEnabled: boolean }): ReactNode {
  const outer = useFileDrop((files) => taken.push(...files.map(({ name }) => `outer ${name}`)), isEnabled)
  const inner = useFileDrop((files) => taken.push(...files.map(({ name }) => `inner ${name}`)), isEnabled)
  const { onKeyDown: _, ...row } = useReorder(['row', 'last'], (id, index) => taken.push(`${id} to ${index}`), isEnabled).row('row')
  return (
    <div id="outer" data-over={outer.isOver} data-pictures={outer.arePictures} {...outer.props}>
      <p id="words">Words</p>
      <p id="row" {...row}>A row</p>
      <div id="inner" data-over={inner.isOver} {...inner.props} />
    </div>
  )
}

const place = (id: string): HTMLElement => {
  const found = drawn.box.querySelector<HTMLElement>(`#${id}`)
  if (found === null) throw new Error(`no ${id}`)
  return found
}
const isOver = (id: string): boolean => place(id).dataset['over'] === 'true'

type Dragged = { readonly types: readonly string[]; readonly files: readonly File[]; readonly items?: readonly { readonly type: string }[] }
const files: Dragged = { types: ['Files'], files: [new File(['x'], 'a.ics'), new File(['y'], 'b.ics')] }

/** jsdom has no drags: an event of that name, with what is dragged and where it goes. */
async function drag(type: string, id: string, dataTransfer: Dragged, relatedTarget: HTMLElement | null = null): Promise<void> {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer: { items: [], ...dataTransfer }, relatedTarget })
  await act(async () => place(id).dispatchEvent(event))
}

beforeEach(async () => {
  taken = []
  drawn = await draw(<Places isEnabled />)
})
afterEach(() => drawn.unmount())

describe('UI143 a place that takes files', () => {
  test('says so while one is held over it or over what is in it, and no longer', async () => {
    await drag('dragover', 'words', files)
    expect(isOver('outer')).toBe(true)
    await drag('dragleave', 'words', files, place('outer'))
    expect(isOver('outer')).toBe(true)
    await drag('dragleave', 'outer', files, document.body)
    expect(isOver('outer')).toBe(false)
    // Out of the window.
    await drag('dragover', 'words', files)
    await drag('dragleave', 'words', files)
    expect(isOver('outer')).toBe(false)
  })

  test('ED120 knows pictures, and nothing else with them, while they are held over it', async () => {
    const arePictures = (): boolean => place('outer').dataset['pictures'] === 'true'
    await drag('dragover', 'words', { ...files, items: [{ type: 'image/png' }, { type: 'image/jpeg' }] })
    expect([isOver('outer'), arePictures()]).toEqual([true, true])
    await drag('dragover', 'words', { ...files, items: [{ type: 'image/png' }, { type: 'text/html' }] })
    expect([isOver('outer'), arePictures()]).toEqual([true, false])
    // A system that does not say what they are.
    await drag('dragover', 'words', files)
    expect([isOver('outer'), arePictures()]).toEqual([true, false])
  })

  test('takes all of them, in their order', async () => {
    await drag('dragover', 'words', files)
    await drag('drop', 'words', files)
    expect(taken).toEqual(['outer a.ics', 'outer b.ics'])
    expect(isOver('outer')).toBe(false)
  })

  test('leaves those that a place inside it has taken', async () => {
    await drag('dragover', 'inner', files)
    await drag('drop', 'inner', files)
    expect(taken).toEqual(['inner a.ics', 'inner b.ics'])
    expect([isOver('outer'), isOver('inner')]).toEqual([false, false])
  })

  test('takes those that are dropped on a row of a list that can be put in order', async () => {
    await drag('dragover', 'row', files)
    expect([isOver('outer'), place('row').dataset['drop']]).toEqual([true, undefined])
    await drag('drop', 'row', files)
    expect(taken).toEqual(['outer a.ics', 'outer b.ics'])
  })

  test('leaves words, and a picture of the page itself, alone', async () => {
    for (const types of [['text/plain'], ['text/html', 'Files']]) {
      await drag('dragover', 'words', { ...files, types })
      expect(isOver('outer')).toBe(false)
      await drag('drop', 'words', { ...files, types })
    }
    expect(taken).toEqual([])
  })

  test('takes nothing from whoever may not write', async () => {
    await drawn.unmount()
    drawn = await draw(<Places isEnabled={false} />)
    await drag('dragover', 'words', files)
    expect(isOver('outer')).toBe(false)
    await drag('drop', 'words', files)
    expect(taken).toEqual([])
  })
})
