import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { Awareness } from 'y-protocols/awareness'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { LanguageProvider } from '../../../renderer/base/words/i18n.tsx'
import type { SessionStatus, WorkshopSession, WorkshopSource } from '../../../renderer/document/source.ts'
import { SourceProvider } from '../../../renderer/document/source-context.tsx'
import { BoardEditor } from '../../../renderer/editor/board-editor.tsx'
import { readCaret } from '../../../renderer/editor/peer-carets.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import { OutcomePanel } from '../../../renderer/outcomes/outcome-panel.tsx'
import { boardFragment } from '../../../shared/document/read-workshop.ts'
import type { BlobId, BoardId, WorkshopId } from '../../../shared/model/ids.ts'
import type { Outcome } from '../../../shared/model/workshop.ts'
import { press, type as typeText, workshopWithBoard } from './board-test-kit.ts'
import { eventually } from '../../helpers/eventually.ts'
import type { Editor } from '@tiptap/core'

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
Reflect.set(globalThis, 'ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })
Reflect.set(globalThis, 'IntersectionObserver', class { observe() {} unobserve() {} disconnect() {} })
Element.prototype.scrollIntoView = () => {}

const status: SessionStatus = {
  isLoaded: true, isSavedHere: true, isEngineLost: false, isFromNewerVersion: false, failure: null,
  isStored: true, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0, role: 'facilitator',
}

class LocalSession implements WorkshopSession {
  readonly id = 'workshop-1' as WorkshopId
  readonly document = 'notes'
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly whenLoaded = Promise.resolve()

  constructor(doc: Y.Doc) {
    this.doc = doc
    this.awareness = new Awareness(doc)
  }

  getStatus(): SessionStatus {
    return status
  }

  onStatus(): () => void {
    return () => {}
  }

  close(): void {
    this.awareness.destroy()
  }
}

let root: Root
let session: LocalSession
let board: BoardId

beforeEach(() => {
  const workshop = workshopWithBoard()
  session = new LocalSession(workshop.doc)
  board = workshop.board
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
})

afterEach(() => {
  act(() => root.unmount())
  session.close()
  vi.useRealTimers()
})

function fragment(): Y.XmlFragment {
  const found = boardFragment(session.doc, board)
  if (!found) throw new Error('no board')
  return found
}

function show(props: { readonly readOnlyReason?: string; readonly source?: WorkshopSource } = {}): void {
  const { source, ...rest } = props
  const editor = <BoardEditor session={session} boardId={board} fragment={fragment()} label="Debate" {...rest} />
  act(() =>
    root.render(
      <LanguageProvider language="en" direction="ltr" load={loadWords}>
        {source ? <SourceProvider source={source}>{editor}</SourceProvider> : editor}
      </LanguageProvider>,
    ),
  )
}

function textbox(): HTMLElement & { editor: Editor } {
  const found = document.querySelector<HTMLElement & { editor: Editor }>('[role="textbox"].board-text')
  if (!found) throw new Error('no text box')
  return found
}

async function doType(text: string): Promise<void> {
  await act(async () => {
    typeText(textbox().editor, text)
    await Promise.resolve()
  })
}

async function doPress(key: string): Promise<void> {
  await act(async () => {
    press(textbox().editor, key)
    await Promise.resolve()
  })
}

function options(): string[] {
  return [...document.querySelectorAll('[role="option"]')].map((option) => option.getAttribute('aria-label') ?? '')
}

describe('slash menu', () => {
  test('ED50: filters by name, moves by keyboard, and chooses with Enter', async () => {
    show()
    await doType('/')
    expect(options()).toContain('Decision')
    await doType('head')
    expect(options()).toEqual(['Heading 1', 'Heading 2', 'Heading 3'])
    act(() => void press(textbox().editor, 'ArrowDown'))
    expect(document.querySelector('[aria-selected="true"]')?.getAttribute('aria-label')).toBe('Heading 2')
    expect(textbox().getAttribute('aria-activedescendant')).toBe(document.querySelector('[aria-selected="true"]')?.id)
    act(() => void press(textbox().editor, 'Enter'))
    expect(textbox().editor.getJSON().content?.[0]).toMatchObject({ type: 'heading', attrs: { level: 2 } })
    expect(options()).toEqual([])
  })

  test('ED50: a letter and a space is an outcome', async () => {
    show()
    await doType('/a')
    await doPress(' ')
    expect(textbox().editor.getJSON().content?.[0]).toMatchObject({ type: 'outcome', attrs: { kind: 'action' } })
  })

  test('ED50: without a match the keys belong to the text again', async () => {
    show()
    await doType('/srv/data')
    expect(options()).toEqual([])
    act(() => void press(textbox().editor, 'Enter'))
    expect(textbox().editor.getText()).toContain('/srv/data')
  })
})

describe('table', () => {
  test('a table at the end of a board gets a line below it, so that there is a way out', async () => {
    show()
    await doType('Before')
    await doPress('Enter')
    await doType('/table')
    await doPress('Enter')
    expect(textbox().editor.getJSON().content?.map(({ type }) => type)).toEqual(['paragraph', 'table', 'paragraph'])
    expect(textbox().editor.isActive('table')).toBe(true)
  })
})

describe('table by keyboard', () => {
  test('Tab in the last cell adds a row and writes into its first cell; added columns can be written in', async () => {
    show()
    await doType('/table')
    await doPress('Enter')
    for (let cell = 0; cell < 9; cell += 1) {
      await doType(String(cell))
      await doPress('Tab')
    }
    await doType('new')
    const { editor } = textbox()
    const rows = [...textbox().querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent).join('|'))
    expect(rows).toEqual(['0|1|2', '3|4|5', '6|7|8', 'new||'])
    act(() => void (editor.commands.addColumnAfter() && editor.commands.goToNextCell()))
    await doType('col')
    expect(textbox().querySelector('tr:last-child')?.textContent).toBe('newcol')
    expect(JSON.stringify(editor.getJSON())).not.toMatch(/"tableCell","attrs":\{[^}]*\}\}/u)
  })
})

describe('outcome on a board', () => {
  test('ED13: Tab goes through its fields and on below, Shift Tab back to the words', async () => {
    show()
    await doPress('Ctrl-Alt-a')
    await doType('Send the PDF')
    expect(document.querySelector('section[aria-label="Action A-1"]')?.textContent).toContain('Send the PDF')
    act(() => void press(textbox().editor, 'Tab'))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Owner of A-1')
    const tab = (shiftKey: boolean): void => act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', shiftKey, bubbles: true, cancelable: true })))
    tab(false)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Due of A-1')
    const due = document.activeElement as HTMLInputElement
    expect(due.type).toBe('text')
    tab(false)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Status of A-1')
    tab(false)
    expect(textbox().editor.state.selection.$from.parent.type.name).toBe('paragraph')
  })
})

describe('further fields of an outcome', () => {
  const field = (name: string): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`[data-field="${name}"]`)
  const fill = async (name: string, value: string): Promise<void> => {
    const input = field(name)
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
      input?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  const decisionWith = async (attributes: Readonly<Record<string, string>>): Promise<void> => {
    show()
    await doPress('Ctrl-Alt-d')
    await doType('We agree')
    const { editor } = textbox()
    await act(async () => {
      const { tr } = editor.state
      for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(0, name, value)
      editor.view.dispatch(tr)
    })
  }

  test('UI160: one that is emptied to be written anew stays under the caret, until the focus leaves the outcome', async () => {
    await decisionWith({ dissent: 'Ana disagrees', basis: 'Article 5' })
    await act(async () => field('dissent')?.focus())
    await fill('dissent', '')
    expect(document.activeElement).toBe(field('dissent'))
    await fill('dissent', 'Bo')
    expect(textbox().editor.state.doc.firstChild?.attrs['dissent']).toBe('Bo')
    await fill('dissent', '')
    await act(async () => field('basis')?.focus())
    expect(field('dissent')).not.toBeNull()
    await act(async () => field('basis')?.blur())
    expect(field('dissent')).toBeNull()
    expect(field('basis')).not.toBeNull()
  })

  test('UI160: a flag that is taken away keeps the focus; a window that is left does not take its field', async () => {
    await decisionWith({ confidential: 'yes' })
    await act(async () => field('confidential')?.focus())
    await act(async () => field('confidential')?.click())
    expect(document.activeElement).toBe(field('confidential'))
    await act(async () => void field('confidential')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
    expect(document.activeElement).toBe(field('confidential'))
  })

  test('UI160: those that were passed go when the others are put away, but not the one with the focus', async () => {
    await decisionWith({})
    await doPress('Alt-Enter')
    await act(async () => field('method')?.focus())
    await act(async () => field('dissent')?.focus())
    await act(async () => void field('dissent')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true, bubbles: true, cancelable: true })))
    expect(field('method')).toBeNull()
    expect(document.activeElement).toBe(field('dissent'))
  })
})

describe('due date of an action', () => {
  function due(): HTMLInputElement {
    const found = document.querySelector<HTMLInputElement>('[data-field="due"]')
    if (!found) throw new Error('no due date')
    return found
  }
  const change = (field: HTMLInputElement, value: string): Promise<void> => act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
  })
  const stored = (): unknown => textbox().editor.getJSON().content?.[0]?.attrs?.['due']

  test('ED16: words stay as typed; a date from the calendar is kept as an ISO date and read as people say it', async () => {
    show()
    await doPress('Ctrl-Alt-a')
    for (const words of ['30/9', 'next meeting', 'fin octobre', '2026-02-31']) {
      act(() => due().focus())
      await change(due(), words)
      act(() => due().blur())
      expect([stored(), due().value]).toEqual([words, words])
    }
    const calendar = document.querySelector<HTMLInputElement>('input[type="date"]')
    if (!calendar) throw new Error('no calendar')
    expect(calendar.tabIndex).toBe(-1)
    act(() => due().focus())
    await change(calendar, '2026-09-30')
    expect([stored(), due().value]).toEqual(['2026-09-30', '30 September 2026'])
    act(() => due().blur())
    expect([stored(), due().value]).toEqual(['2026-09-30', '30 September 2026'])
  })

  test('ED16: Alt and the down arrow open the calendar', async () => {
    show()
    await doPress('Ctrl-Alt-a')
    const open = vi.fn<() => void>()
    Object.assign(HTMLInputElement.prototype, { showPicker: open })
    act(() => due().focus())
    act(() => void due().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true })))
    expect(open).toHaveBeenCalledTimes(1)
    expect(document.activeElement).toBe(due())
  })
})

describe('read-only', () => {
  test('ED20: a board with unknown content is shown with its words and says why', () => {
    const callout = new Y.XmlElement('callout')
    callout.insert(0, [new Y.XmlText('From the future')])
    fragment().push([callout])
    const before = Y.encodeStateVector(session.doc)
    show()
    expect(document.body.textContent).toContain('This board was written with a newer Minuta')
    expect(document.body.textContent).toContain('From the future')
    expect(document.querySelector('[contenteditable="true"]')).toBeNull()
    expect(Y.encodeStateVector(session.doc)).toEqual(before)
  })

  test('ED20: it turns read-only under the hands of somebody who writes, without an error', async () => {
    show()
    await doType('Mine')
    act(() => {
      const newer = new Y.Doc()
      Y.applyUpdate(newer, Y.encodeStateAsUpdate(session.doc))
      boardFragment(newer, board)?.push([new Y.XmlElement('voteBlock')])
      Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(newer), 'network')
    })
    expect(document.body.textContent).toContain('This board was written with a newer Minuta')
    expect(document.body.textContent).toContain('Mine')
    expect(fragment().toArray().map((child) => (child as Y.XmlElement).nodeName)).toContain('voteBlock')
  })

  test('a reason from outside shows the board without an editor', () => {
    show({ readOnlyReason: 'The workshop comes from a newer Minuta.' })
    expect(document.body.textContent).toContain('The workshop comes from a newer Minuta.')
    expect(document.querySelector('[contenteditable="true"]')).toBeNull()
  })
})

describe('presence', () => {
  test('ED51: the board that is looked at is told, and taken back', () => {
    show()
    expect(session.awareness.getLocalState()?.['board']).toBe(board)
    act(() => root.render(null))
    expect(session.awareness.getLocalState()?.['board']).toBeNull()
  })

  test.each([
    null,
    'text',
    {},
    { user: { name: 'Ana' } },
    { user: { name: 'Ana' }, cursor: 7 },
    { user: { name: 'Ana' }, cursor: { anchor: {}, head: 'x' } },
    { user: { name: 'Ana' }, cursor: { anchor: { type: { client: -1, clock: 0 } }, head: {} } },
    { user: { name: 'Ana' }, cursor: { anchor: { type: 'x' }, head: {} } },
    { user: { name: 5 }, cursor: { anchor: {}, head: {} } },
  ])('ED51: no caret from %j', (state) => {
    expect(readCaret(state)).toBeNull()
  })

  test('ED51: a caret has a name that fits and one of ten colours', () => {
    const caret = readCaret({ user: { name: 'x'.repeat(500), organisation: '', color: 'red; background: url(x)' }, cursor: { anchor: { type: null, tname: 'a', item: null }, head: {} } })
    expect(caret?.user.name.length).toBe(120)
    expect(caret?.user.index).toBe(0)
  })
})

describe('images', () => {
  test('ED46: a dropped file is stored first, then stands on the board with its name in the document', async () => {
    const stored: Uint8Array[] = []
    const source: WorkshopSource = {
      call: (name, ...args) => {
        const [bytes] = args
        if (bytes instanceof Uint8Array) stored.push(bytes)
        return Promise.resolve((name === 'putBlob' ? ('b'.repeat(64) as BlobId) : true) as never)
      },
      onLibrary: () => () => {},
      onSettings: () => () => {},
      openSession: () => session,
      blobUrl: (blob) => `minuta-blob:${blob}`,
      onBlobs: () => () => undefined,
    }
    show({ source })
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('no file input')
    const file = new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])], 'hall.png', { type: 'image/png' })
    Object.defineProperty(input, 'files', { value: [file] })
    Object.defineProperty(input, 'value', { value: '', writable: true })
    await act(async () => {
      input.dispatchEvent(new Event('change', { bubbles: true }))
      await eventually(() => {
        if (!fragment().toArray().some((child) => (child as Y.XmlElement).nodeName === 'image')) throw new Error('not yet')
      })
    })
    expect(stored.map((bytes) => bytes.byteLength)).toEqual([11])
    expect(session.doc.getMap('blobs').get('b'.repeat(64))).toEqual({ mediaType: 'image/png', byteLength: 11, name: 'hall.png' })
  })
})

describe('words of a picture', () => {
  const change = (field: HTMLInputElement, value: string): Promise<void> =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await Promise.resolve()
    })

  test('undo in its caption leaves in the field what it leaves on the board', async () => {
    show()
    await act(async () => {
      textbox().editor.commands.setContent(`<img data-blob="${'a'.repeat(64)}" data-caption="Hall"><p>x</p>`)
      await Promise.resolve()
    })
    const caption = document.querySelector<HTMLInputElement>('[aria-label="Caption"]')
    if (!caption) throw new Error('no caption')
    const { undoManager } = yUndoPluginKey.getState(textbox().editor.state) as { readonly undoManager: Y.UndoManager }
    undoManager.stopCapturing()
    act(() => caption.focus())
    await change(caption, 'Hall of mirrors')
    await act(async () => {
      caption.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))
      await Promise.resolve()
    })
    expect([caption.value, textbox().editor.getJSON().content?.[0]?.attrs?.['caption']]).toEqual(['Hall', 'Hall'])
  })
})

describe('outcome panel', () => {
  test('lists by kind what stands on the boards, and goes there', async () => {
    vi.useFakeTimers()
    const gone: Outcome[] = []
    show()
    act(() => {
      press(textbox().editor, 'Ctrl-Alt-d')
      typeText(textbox().editor, 'Agreed')
    })
    const place = document.createElement('div')
    document.body.append(place)
    const panel = createRoot(place)
    act(() =>
      panel.render(
        <LanguageProvider language="en" direction="ltr" load={loadWords}>
          <OutcomePanel session={session} onGoTo={(outcome) => gone.push(outcome)} foot={null} />
        </LanguageProvider>,
      ),
    )
    const entry = (): HTMLElement | null => place.querySelector('button.outcome-entry')
    expect(entry()?.getAttribute('aria-label')).toBe('Go to D-1: Agreed')
    act(() => typeText(textbox().editor, ' by all'))
    expect(entry()?.textContent).not.toContain('by all')
    act(() => void vi.advanceTimersByTime(1_100))
    expect(entry()?.textContent).toContain('Agreed by all')
    act(() => entry()?.click())
    expect(gone.map(({ label }) => label)).toEqual(['D-1'])
    act(() => panel.unmount())
  })
})
