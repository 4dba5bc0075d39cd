/** Real editors on real documents in jsdom: peers that exchange updates, keys and typing as ProseMirror sees them. */
import { getSchema, type Extensions } from '@tiptap/core'
import '@tiptap/extension-collaboration'
import '@tiptap/extension-table'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { afterEach } from 'vitest'
import { BoardBinding } from '../../../renderer/editor/board-binding.ts'
import { boardExtensions } from '../../../renderer/editor/board-extensions.ts'
import { boardNodes } from '../../../renderer/editor/board-nodes.ts'
import { undoManagerIn } from '../../../renderer/editor/undo/kept-undo.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { boardFragment } from '../../../shared/document/read-workshop.ts'
import type { BoardId } from '../../../shared/model/ids.ts'

// jsdom has no layout; ProseMirror asks for it when it scrolls the caret into view.
const noRects = (): DOMRectList => [] as unknown as DOMRectList
Range.prototype.getClientRects = noRects
Range.prototype.getBoundingClientRect = () => new DOMRect()
Element.prototype.getClientRects = noRects
document.elementFromPoint = () => null
Element.prototype.checkVisibility = () => true

export type Peer = {
  readonly doc: Y.Doc
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly binding: BoardBinding
  /** What the binding told about a view that differed from the document. */
  readonly drifts: readonly string[]
  /** Updates that this peer made, in bytes, since the last `takeEmitted`. */
  takeEmitted(): number
  /** The editor; throws when the board is not bound. */
  readonly editor: Editor
  dispose(): void
}

/** Nodes without `missing`: the schema of an older version. */
function olderNodes(missing: readonly string[]): Extensions {
  return boardNodes.filter(({ name }) => !missing.includes(name))
}

/** A document with one empty board. */
export function workshopWithBoard(): { readonly doc: Y.Doc; readonly board: BoardId } {
  const doc = new Y.Doc()
  const board = addBoard(doc, 'test', { title: 'Board', item: null })
  return { doc, board }
}

/** `openBoard` for the tests of one file: what each of them opened is disposed of behind it. */
export function boardOpener(): typeof openBoard {
  const open: Peer[] = []
  afterEach(() => {
    for (const opened of open.splice(0)) opened.dispose()
  })
  return (...args) => {
    const opened = openBoard(...args)
    open.push(opened)
    return opened
  }
}

/** Opens `board` in an editor; `missing` takes nodes or marks out of its schema, `extra` adds extensions. */
export function openBoard(doc: Y.Doc, board: BoardId, options: OpenOptions = {}): Peer {
  const fragment = boardFragment(doc, board)
  if (!fragment) throw new Error(`no board ${board}`)
  return openFragment(doc, fragment, options)
}

type OpenOptions = { readonly missing?: readonly string[]; readonly extra?: Extensions; readonly hasOutcomes?: boolean; readonly onTooDeep?: () => void }

/** The same of any content of `doc`; `hasOutcomes`: false as for linking text. */
export function openFragment(doc: Y.Doc, fragment: Y.XmlFragment, { missing = [], extra = [], hasOutcomes = true, onTooDeep = () => undefined }: OpenOptions = {}): Peer {
  const awareness = new Awareness(doc)
  const schema = getSchema(olderNodes(missing))
  const drifts: string[] = []
  let emitted = 0
  const count = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'network') emitted += update.byteLength
  }
  doc.on('update', count)
  const extensions = boardExtensions({ fragment, awareness, placeholder: '', taskLabel: (task) => task, confidentialLabel: 'Confidential', views: [], onTooDeep, hasOutcomes })
  const binding = new BoardBinding({
    fragment,
    schema,
    onDrift: (detail) => drifts.push(detail),
    editorOptions: () => ({
      enablePasteRules: ['link'],
      extensions: [...extensions.filter(({ name }) => !missing.includes(name)), ...extra],
    }),
  })
  return {
    doc,
    fragment,
    awareness,
    binding,
    drifts,
    takeEmitted() {
      const bytes = emitted
      emitted = 0
      return bytes
    },
    get editor() {
      const state = binding.getState()
      if (state.kind !== 'bound') throw new Error(`not bound: ${state.detail}`)
      // What is one step is not for a busy machine to say.
      const undoManager = undoManagerIn(state.editor.state)
      if (undoManager !== null) undoManager.captureTimeout = 600_000
      return state.editor
    },
    dispose() {
      binding.dispose()
      awareness.destroy()
      doc.off('update', count)
    },
  }
}

/** A second document with everything that `doc` has. */
export function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc()
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc), 'network')
  return replica
}

/** Forwards updates both ways, at once, until the returned function is called. */
export function connect(left: Y.Doc, right: Y.Doc): () => void {
  sync(left, right)
  const toRight = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'network') Y.applyUpdate(right, update, 'network')
  }
  const toLeft = (update: Uint8Array, origin: unknown): void => {
    if (origin !== 'network') Y.applyUpdate(left, update, 'network')
  }
  left.on('update', toRight)
  right.on('update', toLeft)
  return () => {
    left.off('update', toRight)
    right.off('update', toLeft)
  }
}

/** Exchanges what either is missing. */
export function sync(left: Y.Doc, right: Y.Doc): void {
  const toRight = Y.encodeStateAsUpdate(left, Y.encodeStateVector(right))
  const toLeft = Y.encodeStateAsUpdate(right, Y.encodeStateVector(left))
  Y.applyUpdate(right, toRight, 'network')
  Y.applyUpdate(left, toLeft, 'network')
}

/** Two people on one board that begins as `html`, the second one's a replica. */
export function twoOn(open: typeof openBoard, html: string): { readonly ana: Peer; readonly ben: Peer; readonly board: BoardId } {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent(html)
  return { ana, ben: open(replicaOf(doc), board), board }
}

/** Where `words` stand, `offset` characters on. Throws when they stand nowhere. */
export function placeOf({ editor }: Peer, words: string, offset = 0): number {
  let found: number | null = null
  editor.state.doc.descendants((node, position) => {
    const index = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (index >= 0) found ??= position + index + offset
  })
  if (found === null) throw new Error(`nowhere: ${words}`)
  return found
}

/** Selects by a place, or from one to another, as a click or a drag does. */
export function select({ editor: { state, view } }: Peer, from: number, to = from): void {
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
}

/** What comes now is a step of undo by itself. */
export function stopCapturing({ editor }: Peer): void {
  undoManagerIn(editor.state)?.stopCapturing()
}

/** Types as a keyboard does: one character after the other through the view's input handlers. */
export function type(editor: Editor, text: string): void {
  for (const character of text) {
    const { view } = editor
    const { from, to } = view.state.selection
    const insert = () => view.state.tr.insertText(character, from, to)
    const isHandled = view.someProp('handleTextInput', (handler) => handler(view, from, to, character, insert))
    if (!isHandled) view.dispatch(insert().scrollIntoView())
  }
}

const keyCodes: Readonly<Record<string, number>> = { Backspace: 8, Tab: 9, Enter: 13, Escape: 27, Delete: 46, ' ': 32 }

/** Presses a key as ProseMirror names it ("Enter", "Ctrl-Alt-d"). True when the editor did something with it. */
export function press(editor: Editor, name: string): boolean {
  const parts = name.split('-')
  const key = parts.at(-1) ?? ''
  const event = new KeyboardEvent('keydown', {
    key,
    keyCode: keyCodes[key] ?? key.toUpperCase().charCodeAt(0),
    ctrlKey: parts.includes('Ctrl') || parts.includes('Mod'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
    bubbles: true,
    cancelable: true,
  })
  return editor.view.someProp('handleKeyDown', (handler) => handler(editor.view, event)) ?? false
}

/** Pastes as the clipboard would deliver it. */
export function paste(editor: Editor, html: string): void {
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
}

/** Drags what is selected to a place, or a copy of it. */
export function drop({ editor: { view } }: Peer, place: number, move = true): void {
  const { selection } = view.state
  view.dragging = { slice: selection.content(), move, ...(selection instanceof NodeSelection ? { node: selection } : {}) }
  view.posAtCoords = () => ({ pos: place, inside: -1 })
  view.dom.dispatchEvent(Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { ctrlKey: !move, dataTransfer: { files: [], getData: () => '' } }))
  view.dragging = null
}

/** The document as a compact outline: "paragraph 'Hello'" per block, nested by indentation. */
export function outline(editor: Editor): string {
  const lines: string[] = []
  editor.state.doc.descendants((node, _position, _parent) => {
    if (node.isTextblock) lines.push(`${node.type.name}: ${node.textContent}`)
    else if (node.isBlock) lines.push(node.type.name)
    return !node.isTextblock
  })
  return lines.join('\n')
}
