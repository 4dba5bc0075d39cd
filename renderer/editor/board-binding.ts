/**
 * The life of one editor on one fragment of the shared document. The binding library deletes, on this machine and so on
 * everybody's, what its schema does not know. Therefore content is walked before an editor exists, and every change from
 * elsewhere is walked before the binding's observer sees it; what this build does not understand ends the editor, and the view
 * shows the content read-only while sync goes on. This file never writes to the document.
 */
import { Editor } from '@tiptap/react'
import type { EditorOptions } from '@tiptap/core'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Schema } from '@tiptap/pm/model'
import { XmlFragment, XmlText, type Transaction } from 'yjs'
import { isSafeHref } from '../../shared/document/boards/board-attributes.ts'
import { readContent } from '../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { contentProblems } from '../../shared/document/boards/content-guard.ts'
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import { keepHidden } from '../../shared/document/boards/keep-hidden.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { DisposableStore } from '../../shared/util/disposable-store.ts'
import { isFromDocument } from './change-origin.ts'
import { goTo, placeIn } from './same-place.ts'

/** Any type that a transaction may have changed. */
type SharedType = Parameters<Transaction['changed']['get']>[0]

export type BindingState =
  | { readonly kind: 'bound'; readonly editor: Editor }
  /** The content has something that this build does not know; `detail` names it for the log. */
  | { readonly kind: 'foreign'; readonly detail: string }

/** Time without a change after which view and document are compared. */
const idleCheckMs = 5_000
/** Time after which content that was foreign is looked at again. */
const recheckMs = 300

export type BoardBindingOptions = {
  readonly fragment: XmlFragment
  /** The schema of the editor that `editorOptions` describes. */
  readonly schema: Schema
  readonly editorOptions: () => Partial<EditorOptions>
  /** Told when view and document had drifted apart and the editor was made anew. */
  readonly onDrift: (detail: string) => void
}

export class BoardBinding {
  readonly #options: BoardBindingOptions
  readonly #releases = new DisposableStore()
  readonly #listeners = new Set<() => void>()
  #state: BindingState
  /** Whether the editor has shown the change from elsewhere that is being told. */
  #isDrawn = true
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `fragment` must be part of a document. */
  constructor(options: BoardBindingOptions) {
    const { doc } = options.fragment
    if (!doc) throw new Error('a board can only be bound when it is part of a document')
    this.#options = options
    this.#releases.add(keepSharedTexts(doc, (origin) => origin === ySyncPluginKey))
    this.#releases.add(keepHidden(doc))
    this.#state = this.#bind()
    doc.on('beforeObserverCalls', this.#beforeObservers)
    doc.on('afterTransaction', this.#afterTransaction)
    this.#releases.add(() => {
      doc.off('beforeObserverCalls', this.#beforeObservers)
      doc.off('afterTransaction', this.#afterTransaction)
      clearTimeout(this.#timer)
      this.#unbind()
    })
  }

  getState(): BindingState {
    return this.#state
  }

  /** Calls `listener` whenever `getState` gives something new; returns an unsubscribe. */
  onState(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#releases.dispose()
    this.#listeners.clear()
  }

  /** Compares what is shown with what the document says, and starts afresh from the document when they differ (it is right). */
  checkForDrift(): void {
    if (this.#state.kind !== 'bound') return
    const { fragment, onDrift } = this.#options
    const { editor } = this.#state
    if (editor.isDestroyed || editor.view.composing) return
    const content = readContent(fragment)
    // An empty document is shown as one empty line.
    const shown = content.length === 0 ? [{ type: 'paragraph' }] : content
    const expected = boardSchema.nodeFromJSON({ type: 'doc', content: shown })
    const actual = boardSchema.nodeFromJSON(asRead(editor.getJSON() as RichNode))
    if (actual.eq(expected)) return
    onDrift(`view of ${actual.content.size} tokens, document of ${expected.content.size}`)
    this.#beginAnew()
  }

  #beginAnew(): void {
    const place = this.#state.kind === 'bound' ? placeIn(this.#state.editor) : null
    this.#unbind()
    const next = this.#bind()
    this.#setState(next)
    if (place !== null && next.kind === 'bound') goTo(next.editor, place)
  }

  #bind(): BindingState {
    const detail = this.#foreignBelow(this.#options.fragment)
    if (detail !== null) return { kind: 'foreign', detail }
    const editor = new Editor({ injectCSS: false, ...this.#options.editorOptions() })
    editor.on('transaction', ({ transaction }) => {
      if (isFromDocument(transaction)) this.#isDrawn = true
    })
    return { kind: 'bound', editor }
  }

  #unbind(): void {
    if (this.#state.kind === 'bound') this.#state.editor.destroy()
  }

  #setState(state: BindingState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  // Runs inside the transaction's clean-up, before any observer of a type: the last moment at which the binding can be cut
  // before it deletes. The editor is destroyed, not only cut: its next update of any kind would write its old view back.
  #beforeObservers = (transaction: Transaction): void => {
    if (this.#state.kind !== 'bound' || transaction.origin === ySyncPluginKey) return
    this.#isDrawn = false
    const detail = this.#foreignIn(transaction)
    if (detail === null) return
    this.#unbind()
    this.#setState({ kind: 'foreign', detail })
  }

  #afterTransaction = (transaction: Transaction): void => {
    if (!this.#isTouchedBy(transaction)) return
    // The binding failed: the user's next letter would write the board as it was before over that change.
    if (this.#state.kind === 'bound' && transaction.origin !== ySyncPluginKey && !this.#isDrawn) {
      this.#options.onDrift('a change from elsewhere was not drawn')
      this.#beginAnew()
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#whenIdle, this.#state.kind === 'bound' ? idleCheckMs : recheckMs)
  }

  #whenIdle = (): void => {
    if (this.#state.kind === 'bound') {
      this.checkForDrift()
      return
    }
    const next = this.#bind()
    if (next.kind === 'bound' || next.detail !== this.#state.detail) this.#setState(next)
  }

  #isTouchedBy(transaction: Transaction): boolean {
    return [...transaction.changed.keys()].some((type) => this.#isInside(type))
  }

  #isInside(type: SharedType): boolean {
    const fragment: unknown = this.#options.fragment
    for (let at: SharedType | null = type; at; at = at.parent) {
      if (at === fragment) return true
      // Nobody hears of what is done to a block that is gone.
      if (at._item?.deleted === true) return false
    }
    return false
  }

  #foreignIn(transaction: Transaction): string | null {
    for (const type of transaction.changed.keys()) {
      const detail = this.#isInside(type) ? this.#foreignBelow(type) : null
      if (detail !== null) return detail
    }
    return null
  }

  #foreignBelow(type: unknown): string | null {
    if (!(type instanceof XmlFragment || type instanceof XmlText)) return 'unknown-node embedded value'
    const problems = contentProblems(type, this.#options.schema)
    return problems.length === 0 ? null : problems.map(({ kind, name }) => `${kind} ${name}`).join(', ')
  }
}

/**
 * What the reader leaves out and the editor keeps: links that must not be followed, what others put on words that somebody made code in the
 * same moment, and the bold of a break between bold words, which the document has no place for.
 */
function asRead({ marks = [], ...node }: RichNode): RichNode {
  const isCode = marks.some(({ type }) => type === 'code')
  const kept = marks.filter(({ type, attrs }) => node.type === 'text' && (isCode ? type === 'code' : type !== 'link' || isSafeHref(String(attrs?.['href']))))
  return { ...node, ...(kept.length > 0 ? { marks: kept } : {}), ...(node.content ? { content: node.content.map(asRead) } : {}) }
}
