import { NodeSelection, TextSelection, type Selection } from '@tiptap/pm/state'
import { CellSelection, columnResizingPluginKey, inSameTable } from '@tiptap/pm/tables'
import { describe, expect, test } from 'vitest'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager, XmlElement } from 'yjs'
import { boardBlocks } from '../../../renderer/editor/blocks.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'
import { boardOpener, connect, drop, outline, paste, placeOf, press, select, stopCapturing, sync, twoOn, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()
const blocks = boardBlocks((key) => key, (key) => key, () => undefined)
const tableCommands = ['addRowAfter', 'addColumnAfter', 'deleteRow', 'deleteColumn', 'mergeOrSplit', 'toggleHeaderRow', 'toggleHeaderColumn', 'toggleHeaderCell', 'deleteTable'] as const
const action = '<div data-outcome="x1" data-kind="action" data-owner="Ana">We agree to go</div>'
const allKinds = `<h2>Coast</h2><p>We meet here</p><ul><li><p>one</p></li><li><p>two</p><ul><li><p>three</p></li></ul></li></ul>${action}<p data-confidential="">secret words</p>
  <table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></table><blockquote><p>said</p></blockquote><pre><code>x = 1</code></pre><p></p>`

/** What closes the board to somebody, and who is not shown what the document says. */
function wrongs(people: readonly Peer[]): readonly unknown[] {
  return people.flatMap(({ binding, drifts, fragment }) => {
    binding.checkForDrift()
    const state = binding.getState()
    return [...contentProblems(fragment), ...(state.kind === 'bound' ? [] : [state.detail]), ...drifts]
  })
}

/** What each person cut or copied last. */
const clipboards = new WeakMap<Peer, string>()

/** A picture, a rule or cells, as a click or a drag selects them; null where there is nothing of the kind. */
function selectedBlocks({ editor: { state: { doc } } }: Peer, random: Random): Selection | null {
  const [blocks, cells]: readonly [number[], number[]] = [[], []]
  doc.descendants((node, position) => {
    if (node.isAtom && node.isBlock) blocks.push(position)
    if (node.type.spec['tableRole'] === 'cell' || node.type.spec['tableRole'] === 'header_cell') cells.push(position)
  })
  if (random.chance(0.5)) return blocks.length > 0 ? NodeSelection.create(doc, blocks[random.below(blocks.length)] ?? 0) : null
  const [$anchor, $head] = [0, 0].map(() => doc.resolve(cells[random.below(cells.length)] ?? 0))
  return $anchor && $head && cells.length > 0 && inSameTable($anchor, $head) ? new CellSelection($anchor, $head) : null
}

const anywhere = (peer: Peer, random: Random): void => {
  const { editor: { state, view } } = peer
  const blocks = random.chance(0.2) ? selectedBlocks(peer, random) : null
  if (blocks !== null) {
    view.dispatch(state.tr.setSelection(blocks))
    return
  }
  const place = (): ReturnType<typeof state.doc.resolve> => state.doc.resolve(random.below(state.doc.content.size + 1))
  const anchor = place()
  view.dispatch(state.tr.setSelection(TextSelection.between(anchor, random.chance(1 / 3) ? place() : anchor)))
}

type Doing = 'words' | 'key' | 'block' | 'mark' | 'table' | 'paste' | 'cut' | 'drop' | 'picture' | 'undo'
const changes = ['words', 'words', 'key', 'key', 'block', 'mark', 'table', 'paste', 'cut', 'drop', 'picture'] as const

const historyOf = ({ editor }: Peer): UndoManager => (yUndoPluginKey.getState(editor.state) as { readonly undoManager: UndoManager }).undoManager

function seen({ doc, selection }: Peer['editor']['state']): object {
  // A break has no marks in the shared document (ED57).
  const board = JSON.stringify(doc, (_key, node: { readonly type?: string }) => (node?.type === 'hardBreak' ? 'break' : node))
  return { board, selection: selection.toJSON() }
}

/** Something that a person does with keys, menus and the toolbar; `elsewhere`: how often they go to another place first. Returns what. */
function doSomething(peer: Peer, random: Random, among: readonly [Doing, ...Doing[]] = [...changes, 'undo'], elsewhere = 0.3): string {
  const { editor } = peer
  if (random.chance(elsewhere)) anywhere(peer, random)
  switch (random.pick<Doing>(among)) {
    case 'words': {
      const words = random.pick(['word', ' and ', '- ', '# ', '1. ', '> ', '"', '---', '[ ] ', '/d'])
      typeText(editor, words)
      return `“${words}”`
    }
    case 'key': {
      const key = random.pick(['Enter', 'Enter', 'Backspace', 'Backspace', 'Delete', 'Tab', 'Shift-Tab', 'Shift-Enter', 'Mod-Enter', 'Mod-Backspace', 'Mod-Delete', 'Shift-Backspace'])
      press(editor, key)
      return key
    }
    case 'block': {
      const block = blocks[random.below(blocks.length)]
      block?.apply(editor)
      return block?.id ?? ''
    }
    case 'mark': {
      const mark = random.pick(['bold', 'italic', 'code', 'underline', 'strike', 'highlight'])
      editor.commands.toggleMark(mark)
      return mark
    }
    case 'table': {
      const command = random.pick<(typeof tableCommands)[number]>(tableCommands)
      editor.commands[command]()
      return command
    }
    case 'paste': {
      const html = random.pick(['<p>pasted</p>', '<p>intro</p><hr>', '<ul><li><p>item</p></li></ul>', '<table><tr><td>cell</td></tr></table>', '<p data-confidential="">secret</p><p>open</p>', '<b>bold</b> and <code>code</code>', clipboards.get(peer) ?? '<p>nothing</p>'])
      paste(editor, html)
      return html
    }
    case 'cut': {
      const { state: { selection }, view } = editor
      clipboards.set(peer, view.serializeForClipboard(selection.content()).dom.innerHTML)
      if (random.chance(0.7)) editor.commands.deleteSelection()
      return 'cut'
    }
    case 'drop': {
      const place = random.below(editor.state.doc.content.size + 1)
      drop(peer, place, random.chance(0.8))
      return `dropped at ${place}`
    }
    case 'picture': {
      editor.commands.insertContentAt(editor.state.selection.to, { type: 'image', attrs: { blob: 'a'.repeat(64) } })
      return 'picture'
    }
    default: {
      const command = random.pick<'undo' | 'redo'>(['undo', 'redo'])
      editor.commands[command]()
      return command
    }
  }
}

describe('ED62: whatever people do, the board stays open to everybody and shows what is in it', () => {
  test.each(Array.from({ length: 24 }, (_, seed) => seed))('two people, sixty things of every kind (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const { ana, ben } = twoOn(open, allKinds)
    const isApart = random.chance(0.5)
    if (!isApart) connect(ana.doc, ben.doc)
    const done: string[] = []
    for (let step = 0; step < 60; step += 1) {
      const who = random.pick(['Ana', 'Ben'])
      done.push(`${who}: ${doSomething(who === 'Ana' ? ana : ben, random)}`)
      if (isApart && random.chance(1 / 8)) sync(ana.doc, ben.doc)
      expect({ wrong: wrongs([ana, ben]), done: done.slice(-6) }).toMatchObject({ wrong: [] })
    }
  })

  test.each(Array.from({ length: 24 }, (_, seed) => seed))('ED111: undo leads back to the very board and selection, redo to those behind it (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const { ana } = twoOn(open, allKinds)
    for (let step = 0; step < 40; step += 1) {
      anywhere(ana, random)
      stopCapturing(ana)
      const before = ana.editor.state
      const undone = historyOf(ana).undoStack.length
      const what = doSomething(ana, random, changes, 0)
      const after = ana.editor.state
      // What changes nothing, or ends as it began, is no step.
      if (historyOf(ana).undoStack.length !== undone + 1) continue
      ana.editor.commands.undo()
      expect({ what, ...seen(ana.editor.state) }).toEqual({ what, ...seen(before) })
      ana.editor.commands.redo()
      expect({ what, ...seen(ana.editor.state) }).toEqual({ what, ...seen(after) })
    }
  })

  test.each(['paragraph', 'heading1', 'codeBlock'])('an outcome is made a %s', (id) => {
    const { ana, ben } = twoOn(open, action)
    connect(ana.doc, ben.doc)
    select(ana, 3)
    blocks.find((block) => block.id === id)?.apply(ana.editor)
    expect(wrongs([ana, ben])).toEqual([])
  })

  test.each(['Backspace', 'Enter'])('an outcome that was begun by mistake is given back with %s (ED13)', (key) => {
    const { ana, ben } = twoOn(open, '<p></p>')
    connect(ana.doc, ben.doc)
    press(ana.editor, 'Ctrl-Alt-d')
    press(ana.editor, key)
    expect(wrongs([ana, ben])).toEqual([])
  })

  test('the border of a merged column of an odd width is dragged', () => {
    const { ana, ben } = twoOn(open, '<table><tr><td colspan="2"><p>a</p></td></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></table><p>x</p>')
    connect(ana.doc, ben.doc)
    const { editor: { state, view } } = ana
    const cell = view.nodeDOM(2) as HTMLElement
    Object.defineProperty(cell, 'offsetWidth', { get: () => 453 })
    view.dispatch(state.tr.setMeta(columnResizingPluginKey, { setHandle: 2 }))
    view.dom.dispatchEvent(new MouseEvent('mousedown', { clientX: 100, bubbles: true }))
    window.dispatchEvent(new MouseEvent('mouseup', { clientX: 110, bubbles: true }))
    expect(ana.editor.state.doc.nodeAt(2)?.attrs['colwidth']).toEqual([0, 237])
    expect(wrongs([ana, ben])).toEqual([])
  })

  describe('ED67: a border of a column that is dragged', () => {
    const dragged = (ana: Peer, meanwhile: () => void, { direction = 'ltr', by = 10 } = {}): void => {
      const { editor: { state, view } } = ana
      const cell = view.nodeDOM(2) as HTMLElement
      cell.setAttribute('style', `direction: ${direction}`)
      Object.defineProperty(cell, 'offsetWidth', { get: () => 200 })
      view.dispatch(state.tr.setMeta(columnResizingPluginKey, { setHandle: 2 }))
      cell.dispatchEvent(new MouseEvent('mousedown', { clientX: 100, bubbles: true }))
      meanwhile()
      window.dispatchEvent(new MouseEvent('mouseup', { clientX: 100 + by }))
    }
    const widths = ({ editor }: Peer): unknown => {
      const found: unknown[] = []
      editor.state.doc.descendants((node) => {
        if (node.type.name === 'tableCell') found.push(node.attrs['colwidth'])
      })
      return found
    }

    test('is that of its column also when somebody else writes in the table meanwhile', () => {
      const { ana, ben } = twoOn(open, '<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>')
      connect(ana.doc, ben.doc)
      dragged(ana, () => {
        select(ben, placeOf(ben, 'a', 1))
        typeText(ben.editor, ' word')
        ben.editor.commands.addRowAfter()
      })
      expect(widths(ben)).toEqual([[210], null, [210], null])
      expect(wrongs([ana, ben])).toEqual([])
    })

    test('is let go where the table is gone, and the next one can be dragged', () => {
      const { ana, ben } = twoOn(open, '<table><tr><td><p>a</p></td></tr></table><p>x</p>')
      connect(ana.doc, ben.doc)
      dragged(ana, () => {
        select(ben, placeOf(ben, 'a'))
        ben.editor.commands.deleteTable()
      })
      paste(ana.editor, '<p>y</p>')
      ana.editor.commands.setContent('<table><tr><td><p>a</p></td></tr></table>')
      dragged(ana, () => undefined)
      expect(widths(ben)).toEqual([[210]])
    })

    test('in a table from right to left makes its column wider to the left', () => {
      const { ana, ben } = twoOn(open, '<table><tr><td><p>مرفأ</p></td><td><p>b</p></td></tr></table>')
      connect(ana.doc, ben.doc)
      dragged(ana, () => undefined, { direction: 'rtl', by: -30 })
      expect(widths(ben)).toEqual([[230], null])
      // Nothing is mirrored any more.
      dragged(ana, () => undefined)
      expect(widths(ben)).toEqual([[240], null])
    })
  })

  test('a list is nested as deep as Tab takes it', () => {
    const { ana, ben } = twoOn(open, '<p></p>')
    connect(ana.doc, ben.doc)
    typeText(ana.editor, '- ')
    for (let level = 0; level < 20; level += 1) {
      typeText(ana.editor, 'x')
      press(ana.editor, 'Enter')
      press(ana.editor, 'Tab')
    }
    expect(ana.editor.state.selection.$from.depth).toBe(31)
    expect(wrongs([ana, ben])).toEqual([])
  })

  test.each([
    ['bulletList', '<ul><li><p>one</p><ul><li><p>gone</p></li></ul></li><li><p>two</p></li><li><p>three</p></li></ul>'],
    ['orderedList', '<ol><li><p>one</p><ol><li><p>gone</p></li></ol></li><li><p>two</p></li><li><p>three</p></li></ol>'],
    ['taskList', '<ul data-type="taskList"><li data-type="taskItem"><p>one</p><ul data-type="taskList"><li data-type="taskItem"><p>gone</p></li></ul></li><li data-type="taskItem"><p>two</p></li><li data-type="taskItem"><p>three</p></li></ul>'],
  ])('ED76: Tab takes items into the empty list that ends the item before (%s)', (_kind, html) => {
    const { ana, ben } = twoOn(open, html)
    connect(ana.doc, ben.doc)
    const inner = ((ana.fragment.get(0) as XmlElement).get(0) as XmlElement).get(1) as XmlElement
    // As it is where one took the one item out and another one, without having seen that, the other.
    inner.delete(0, inner.length)
    select(ana, placeOf(ana, 'two'), placeOf(ana, 'three', 5))
    stopCapturing(ana)
    expect(press(ana.editor, 'Tab')).toBe(true)
    const nested = ana.editor.state.doc.firstChild
    expect(nested?.childCount).toBe(1)
    expect(nested?.firstChild?.lastChild?.children.map(({ textContent }) => textContent)).toEqual(['two', 'three'])
    expect(wrongs([ana, ben])).toEqual([])
    ana.editor.commands.undo()
    expect(ana.editor.state.doc.firstChild?.childCount).toBe(3)
    expect(wrongs([ana, ben])).toEqual([])
  })

  test('ED72: what would nest deeper than a board holds is not done, and told', () => {
    const { doc, board } = workshopWithBoard()
    let told = 0
    const { editor, fragment } = open(doc, board, { onTooDeep: () => (told += 1) })
    const lists = 15
    editor.commands.setContent(`${'<ul><li><p>x</p>'.repeat(lists)}<ul><li><p>one</p></li><li><p>two</p></li></ul>${'</li></ul>'.repeat(lists)}`)
    editor.commands.focus('end')
    const before = editor.state.doc
    press(editor, 'Tab')
    expect(editor.state.doc).toBe(before)
    expect(told).toBe(1)
    expect(contentProblems(fragment)).toEqual([])
    press(editor, 'Shift-Tab')
    expect(told).toBe(1)
  })

  test('ED67: a command that puts a block where none of its kind may stand does nothing', () => {
    const { ana, ben } = twoOn(open, '<table><tr><td><p>a</p></td></tr></table>')
    connect(ana.doc, ben.doc)
    const { state, view } = ana.editor
    const { tableRow } = state.schema.nodes
    view.dispatch(state.tr.insert(1, tableRow?.create(null, tableRow.create()) ?? []))
    expect(outline(ben.editor)).toBe('table\ntableRow\ntableCell\nparagraph: a')
    expect(wrongs([ana, ben])).toEqual([])
  })

  test.each([
    ['items of a list', '<ul><li><p>one</p></li><li><p>two</p></li><li><p>three</p></li></ul>', 'bulletList\nlistItem\nparagraph: ^\nlistItem\nparagraph: three'],
    ['lines of a quotation', '<blockquote><p>one</p><p>two</p></blockquote><p>x</p>', 'blockquote\nparagraph: ^\nparagraph: x'],
  ])('Enter over whole %s leaves an empty one there', (_what, html, now) => {
    const { ana, ben } = twoOn(open, html)
    connect(ana.doc, ben.doc)
    select(ana, placeOf(ana, 'one'), placeOf(ana, 'two', 3))
    press(ana.editor, 'Enter')
    typeText(ana.editor, '^')
    expect(outline(ana.editor)).toBe(now)
    expect(wrongs([ana, ben])).toEqual([])
  })

  test.each([['a paragraph', 'heading', '<h2>Coast</h2><ul><li><p>one</p></li><li><p>three</p></li></ul>'], ['a cell', 'table', '<p>Coast</p><table><tr><td><p>three</p></td></tr></table>']])(
    'Enter over a selection from %s up into another line takes it away and makes a new line',
    (_from, _to, html) => {
      const { ana, ben } = twoOn(open, html)
      connect(ana.doc, ben.doc)
      const { state } = ana.editor
      let end = 0
      state.doc.descendants((node, position) => {
        if (node.isText && node.text === 'three') end = position + 2
      })
      select(ana, end, 3)
      const before = state.doc.textContent.length
      press(ana.editor, 'Enter')
      expect(ana.editor.state.doc.textContent.length).toBeLessThan(before)
      expect(wrongs([ana, ben])).toEqual([])
    },
  )
})
