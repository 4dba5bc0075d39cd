/**
 * The slash menu's part inside the editor: it opens for a "/" typed at the start of an empty line and nowhere else, so that
 * "School/Laboratory", "and/or" and paths stay words. The list itself is drawn by `slash-list.tsx`.
 */
import { Extension } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion'
import { isFromDocument } from './change-origin.ts'
import { findBlocks, type Block } from './blocks.ts'

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
}

/** An element id for the list and its options, so that the editor can point at the active one. */
export const slashListId = 'slash-list'
export function slashOptionId(block: string): string {
  return `${slashListId}-${block}`
}

export const SlashMenu = Extension.create<SlashMenuOptions>({
  name: 'slashMenu',
  priority: 600,

  addOptions() {
    return { store: new SlashMenuStore(), blocks: () => [] }
  },

  addProseMirrorPlugins() {
    const { store, blocks } = this.options
    const { editor } = this
    let query = ''
    const show = (props: SuggestionProps<Block, Block>): void => {
      query = props.query
      const first = props.items[0]
      store.setState(first ? { blocks: props.items, activeId: first.id, rect: () => props.clientRect?.() ?? null, choose: (block) => props.command(block) } : null)
    }
    return [
      Suggestion<Block, Block>({
        editor,
        pluginKey: new PluginKey('slashMenu'),
        char: '/',
        startOfLine: true,
        allowSpaces: false,
        decorationClass: 'slash-query',
        // Only the user's own typing opens it, and only on a line of text (never in code, in an outcome or before other words).
        shouldShow: ({ transaction }) => !isFromDocument(transaction),
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.from)
          return $from.parent.type.name === 'paragraph' && range.to - range.from === $from.parent.content.size
        },
        items: ({ query: typed }) => findBlocks(blocks(), typed),
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
      }),
    ]
  },
})
