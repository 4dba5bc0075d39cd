import { act, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepFocus } from '../../../renderer/base/controls/keep-focus.ts'
import { Dialog } from '../../../renderer/base/controls/dialog.tsx'
import { draw, find, press, type Drawn } from './render-kit.tsx'

let drawn: Drawn
let end: () => void
beforeEach(() => {
  end = keepFocus()
})
afterEach(async () => {
  end()
  await drawn.unmount()
})

/** Rows with a button each that takes its row away by a key, a field, and a notice that brings everything back and goes. */
function Rows({ names }: { readonly names: readonly string[] }): ReactNode {
  const [gone, setGone] = useState<readonly string[]>([])
  const [isNoticed, setIsNoticed] = useState(true)
  return (
    <>
      <main>
        <ul>
          {names.filter((name) => !gone.includes(name)).map((name) => (
            <li key={name}>
              <input aria-label={`Field of ${name}`} />
              <button type="button" onKeyDown={() => setGone([...gone, name])}>{name}</button>
            </li>
          ))}
        </ul>
        <button type="button">Add</button>
      </main>
      {isNoticed && (
        <aside>
          <button type="button" onKeyDown={() => setIsNoticed(false)}>Undo</button>
        </aside>
      )}
    </>
  )
}

/** What has the focus once the frames have passed in which the kit gives it back. */
async function focused(): Promise<string | null> {
  await act(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame)
  })
  return document.activeElement === document.body ? null : (document.activeElement?.textContent ?? null)
}

test('UI175 a row that a key takes away leaves the focus to the next row, the last one to the row before it, the only one to what stands around', async () => {
  drawn = await draw(<Rows names={['Ana', 'Ben', 'Eva']} />)
  await press(find('button', 'Ben'), 'Enter')
  expect(await focused()).toBe('Eva')
  await press(find('button', 'Eva'), 'Enter')
  expect(await focused()).toBe('Ana')
  await press(find('button', 'Ana'), 'Enter')
  expect(await focused()).toBe('Add')
})

test('UI175 a notice that goes with its button leaves the focus to where somebody was before', async () => {
  drawn = await draw(<Rows names={['Ana', 'Ben']} />)
  await press(find('button', 'Ana'), 'Enter')
  expect(await focused()).toBe('Ben')
  await press(find('button', 'Undo'), 'Enter')
  expect(await focused()).toBe('Ben')
})

test('GU79 what a screen reader presses leaves the focus next to what that took away, and what a finger presses moves nobody', async () => {
  function Row(): ReactNode {
    const [isThere, setIsThere] = useState(true)
    return (
      <main>
        {isThere && <button type="button" onClick={() => setIsThere(false)}>Delete</button>}
        <button type="button">Next</button>
      </main>
    )
  }
  for (const [detail, buttons, stays] of [[0, 0, 'Next'], [1, 1, 'Next'], [1, 0, null]] as const) {
    drawn = await draw(<Row />)
    await act(async () => {
      find('button', 'Delete').focus()
      find('button', 'Delete').dispatchEvent(new MouseEvent('click', { bubbles: true, detail, buttons }))
    })
    expect(await focused()).toBe(stays)
    await drawn.unmount()
    end()
    end = keepFocus()
  }
  drawn = await draw(null)
})

test('UI175 what goes without a key of one’s own moves nobody, and a key that takes nothing away neither', async () => {
  function Theirs(): ReactNode {
    const [isThere, setIsThere] = useState(true)
    return (
      <main onScroll={() => setIsThere(false)}>
        {isThere && <button type="button">Theirs</button>}
        <button type="button">Mine</button>
      </main>
    )
  }
  drawn = await draw(<Theirs />)
  await act(async () => {
    find('button', 'Theirs').focus()
    drawn.box.querySelector('main')?.dispatchEvent(new Event('scroll', { bubbles: true }))
  })
  expect(drawn.box.textContent).toBe('Mine')
  expect(await focused()).toBe(null)
  await press(find('button', 'Mine'), 'Enter')
  expect(await focused()).toBe('Mine')
})

/** A dialog with a row of buttons, each of which goes with its own key, and one that opens another dialog in its place. */
function Asking(): ReactNode {
  const [shown, setShown] = useState<'nothing' | 'list' | 'question'>('nothing')
  const [gone, setGone] = useState<readonly string[]>([])
  return (
    <>
      <main>
        <button type="button" onKeyDown={() => setShown('list')}>Versions</button>
        <button type="button">Other</button>
      </main>
      <Dialog key={shown} title={shown} isOpen={shown !== 'nothing'} onClose={() => setShown(shown === 'question' ? 'list' : 'nothing')}>
        {['Sign', 'Add', 'Ask'].filter((name) => !gone.includes(name)).map((name) => (
          <button key={name} type="button" onKeyDown={({ key }) => (key !== 'Enter' ? undefined : name === 'Ask' ? setShown('question') : setGone([...gone, name]))}>{name}</button>
        ))}
      </Dialog>
    </>
  )
}

test('UI284 a button of a dialog that its key takes away leaves the focus beside it, and not on the one that closes the dialog', async () => {
  drawn = await draw(<Asking />)
  await press(find('button', 'Versions'), 'Enter')
  await press(find('button', 'Sign'), 'Enter')
  expect(await focused()).toBe('Add')
  await press(find('button', 'Add'), 'Enter')
  expect(await focused()).toBe('Ask')
})

test('UI284 after one dialog out of another, and whatever was done in both, the focus is where somebody was before them', async () => {
  drawn = await draw(<Asking />)
  await press(find('button', 'Versions'), 'Enter')
  await press(find('button', 'Ask'), 'Enter')
  for (let round = 0; round < 4; round += 1) for (const name of ['Sign', 'Add']) await press(find('button', name), 'a')
  await press(find('button', 'Add'), 'Escape')
  for (let round = 0; round < 4; round += 1) for (const name of ['Sign', 'Add']) await press(find('button', name), 'a')
  await press(find('button', 'Add'), 'Escape')
  expect(await focused()).toBe('Versions')
})

test('UI285 a form whose button has nothing left to send has the focus in its first field, when it was sent by key', async () => {
  function Form(): ReactNode {
    const [isSent, setIsSent] = useState(false)
    return (
      <main onScroll={() => setIsSent(!isSent)}>
        <form>
          <textarea />
          <button type="button" disabled={isSent} onKeyDown={({ key }) => key === 'Enter' && setIsSent(true)}>Add</button>
        </form>
      </main>
    )
  }
  drawn = await draw(<Form />)
  const byOthers = (): Promise<void> => act(async () => void drawn.box.querySelector('main')?.dispatchEvent(new Event('scroll', { bubbles: true })))
  find('button', 'Add').focus()
  await byOthers()
  await focused()
  expect(document.activeElement).not.toBe(document.querySelector('textarea'))
  await byOthers()
  await press(find('button', 'Add'), 'Enter')
  await focused()
  expect(document.activeElement).toBe(document.querySelector('textarea'))
})

test.each(['x', ' ', 'Enter'])('UI191 a text that others take away while “%s” is written in it leaves the focus to nothing that the next key would press', async (key) => {
  drawn = await draw(<main><button type="button">Delete</button></main>)
  const text = document.createElement('div')
  text.setAttribute('contenteditable', 'true')
  text.tabIndex = 0
  drawn.box.querySelector('main')?.prepend(text)
  await act(async () => text.focus())
  await press(text, key)
  await act(async () => text.remove())
  expect(await focused()).toBe(null)
})
