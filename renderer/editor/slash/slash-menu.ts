/**
 * The part inside the editor of what is offered while one types. Blocks: for a "/" at the start of an empty line and nowhere else, so
 * that "School/Laboratory", "and/or" and paths stay words. People: for an "@" that begins a word, so that addresses stay addresses.
 * The list itself is drawn by `slash-list.tsx`.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { exitSuggestion, Suggestion, type SuggestionOptions, type SuggestionProps } from '@tiptap/suggestion'
import { isFromDocument } from '../change-origin.ts'
import { findBlocks, type Block } from '../blocks.ts'

export type SlashState = {
  readonly blocks: readonly Block[]
  readonly activeId: string
  /** Where the "/" stands on the screen. */
  readonly rect: () => DOMRect | null
  readonly choose: (block: Block) => void
}

/** What the open menu shows, for React; one per editor. */
export class SlashMenuStore {
  #state: SlashState | null = null
  readonly #listeners = new Set<() => void>()

  getState = (): SlashState | null => this.#state

  onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setState(state: SlashState | null): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  /** Moves the choice by `step`, around the ends. */
  move(step: number): void {
    const state = this.#state
    if (!state || state.blocks.length === 0) return
    const at = state.blocks.findIndex(({ id }) => id === state.activeId)
    const next = state.blocks[(at + step + state.blocks.length) % state.blocks.length]
    if (next) this.setState({ ...state, activeId: next.id })
  }

  chooseActive(): boolean {
    const state = this.#state
    const block = state?.blocks.find(({ id }) => id === state.activeId)
    if (!state || !block) return false
    state.choose(block)
    return true
  }
}

export type SlashMenuOptions = {
  readonly store: SlashMenuStore
  /** The blocks in the language of the moment. */
  readonly blocks: () => readonly Block[]
  /** Who is in the list of people now. */
  readonly people: () => readonly Block[]
}

/** More than these are found by typing on. */
const peopleShown = 8

type Offer = Pick<SuggestionOptions<Block, Block>, 'pluginKey' | 'char' | 'startOfLine' | 'allowSpaces' | 'allow' | 'items'>

/** An element id for the list and its options, so that the editor can point at the active one. */
export const slashListId = 'slash-list'
export function slashOptionId(block: string): string {
  return `${slashListId}-${block}`
}

export const SlashMenu = Extension.create<SlashMenuOptions>({
  name: 'slashMenu',
  priority: 600,

  addOptions() {
    return { store: new SlashMenuStore(), blocks: () => [], people: () => [] }
  },

  addProseMirrorPlugins() {
    const { store, blocks, people } = this.options
    const { editor } = this
    let query = ''
    const show = (props: SuggestionProps<Block, Block>): void => {
      query = props.query
      const first = props.items[0]
      store.setState(first ? { blocks: props.items, activeId: first.id, rect: () => props.clientRect?.() ?? null, choose: (block) => props.command(block) } : null)
    }
    const offer = (options: Offer): Plugin =>
      Suggestion<Block, Block>({
        ...options,
        editor,
        decorationClass: options.startOfLine === true ? 'slash-query slash-line' : 'slash-query',
        // Only the user's own typing opens it; what others write meanwhile does not close it.
        shouldShow: ({ transaction }) => !isFromDocument(transaction) || store.getState() !== null,
        command: ({ editor: target, range, props: block }) => {
          target.chain().deleteRange(range).run()
          block.apply(target)
        },
        render: () => ({
          onStart: show,
          onUpdate: show,
          onExit: () => store.setState(null),
          onKeyDown: ({ event }) => {
            const state = store.getState()
            if (!state || event.isComposing) return false
            switch (event.key) {
              case 'ArrowDown':
                store.move(1)
                return true
              case 'ArrowUp':
                store.move(-1)
                return true
              case 'Enter':
              case 'Tab':
                return store.chooseActive()
              case ' ': {
                // "/d" and a space: the letter alone is an outcome.
                const block = state.blocks.find(({ letter }) => letter === query.toLowerCase())
                if (!block) return false
                state.choose(block)
                return true
              }
              default:
                return false
            }
          },
        }),
      })
    const [blocksKey, peopleKey] = [new PluginKey('slashMenu'), new PluginKey('peopleMenu')]
    return [
      new Plugin({
        key: new PluginKey('closeOffer'),
        props: {
          handleDOMEvents: {
            // Whoever goes on elsewhere does not want it over the page; in a window that is left for another one the text is still the active element.
            blur(view) {
              if (store.getState() === null || view.dom.ownerDocument.activeElement === view.dom) return false
              for (const key of [blocksKey, peopleKey]) exitSuggestion(view, key)
              return false
            },
          },
        },
      }),
      offer({
        pluginKey: blocksKey,
        char: '/',
        startOfLine: true,
        allowSpaces: false,
        // On a line of text alone: never in code, in an outcome or before other words.
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.from)
          return $from.parent.type.name === 'paragraph' && range.to - range.from === $from.parent.content.size
        },
        items: ({ query: typed }) => findBlocks(blocks(), typed),
      }),
      offer({
        pluginKey: peopleKey,
        char: '@',
        startOfLine: false,
        allowSpaces: true,
        allow: ({ state, range }) => state.doc.resolve(range.from).parent.type.spec.code !== true,
        items: ({ query: typed }) => findBlocks(people(), typed).slice(0, peopleShown),
      }),
    ]
  },
})
