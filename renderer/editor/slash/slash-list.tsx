/** What is offered while one types, blocks or people: a list beside the caret. The focus stays in the text; the active option is announced from there. */
import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom'
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useSyncExternalStore, type HTMLAttributes, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../../base/words/i18n.tsx'
import type { Block, BlockGroup } from '../blocks.ts'
import { messages } from '../messages.ts'
import { shortcutLabel } from '../shortcuts.ts'
import { slashListId, slashOptionId, type SlashMenuStore, type SlashState } from './slash-menu.ts'

/** Draws the menu of `store` while it is open. */
export function SlashList({ store, editor }: { readonly store: SlashMenuStore; readonly editor: Editor }): ReactNode {
  const state = useSyncExternalStore(store.onState, store.getState)
  const isOpen = state !== null
  const activeId = state?.activeId
  useEffect(() => {
    if (editor.isDestroyed || activeId === undefined) return undefined
    const { dom } = editor.view
    dom.setAttribute('aria-controls', slashListId)
    dom.setAttribute('aria-activedescendant', slashOptionId(activeId))
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, activeId])
  // In the landmark of the board: what stands outside of all of them is easily missed by whoever moves by landmarks.
  return isOpen ? createPortal(<OpenList state={state} />, editor.view.dom.closest('main') ?? document.body) : null
}

function OpenList({ state }: { readonly state: SlashState }): ReactNode {
  const text = useText(messages)
  const ref = useRef<HTMLDivElement>(null)
  const { rect, activeId } = state
  useEffect(() => {
    const list = ref.current
    if (!list) return undefined
    const anchor = { getBoundingClientRect: () => rect() ?? new DOMRect() }
    const place = (): void => {
      void computePosition(anchor, list, {
        placement: 'bottom-start',
        strategy: 'fixed',
        middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 }), size({ padding: 8, apply: ({ availableHeight }) => {
          list.style.maxBlockSize = `${Math.max(160, Math.min(360, availableHeight))}px`
        } })],
      }).then(({ x, y }) => {
        list.style.left = `${x}px`
        list.style.top = `${y}px`
      })
    }
    return autoUpdate(document.body, list, place)
  }, [rect])
  useEffect(() => {
    document.querySelector(`#${slashOptionId(activeId)}`)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const groups = [...new Set(state.blocks.map(({ group }) => group))]
  return (
    <div ref={ref} {...listAttributes(text('slashMenu'))} className="slash-list">
      {groups.map((group) => (
        <SlashGroup key={group} group={group} blocks={state.blocks.filter((block) => block.group === group)} state={state} />
      ))}
    </div>
  )
}

// A list box whose focus stays in the text, wherever it is pressed: <select> and <option> would take it.
function listAttributes(label: string): HTMLAttributes<HTMLElement> {
  return { 'id': slashListId, 'role': 'listbox', 'aria-label': label, 'onMouseDown': (event) => event.preventDefault() }
}

function optionAttributes(block: Block, { activeId, choose }: SlashState): HTMLAttributes<HTMLElement> {
  return {
    'id': slashOptionId(block.id),
    'role': 'option',
    'aria-label': [block.label, block.detail ?? ''].filter((words) => words !== '').join(', '),
    'aria-selected': block.id === activeId,
    'tabIndex': block.id === activeId ? 0 : -1,
    'onMouseDown': () => choose(block),
  }
}

function SlashGroup({ group, blocks, state }: { readonly group: BlockGroup; readonly blocks: readonly Block[]; readonly state: SlashState }): ReactNode {
  const text = useText(messages)
  return (
    <fieldset className="slash-blocks" aria-label={text(group)}>
      <div className="slash-group" aria-hidden>
        {text(group)}
      </div>
      {blocks.map((block) => (
        <div
          key={block.id}
          {...optionAttributes(block, state)}
          className={`slash-option ${block.group === 'groupOutcomes' ? `kind-${block.id}` : ''}`}
        >
          <block.icon aria-hidden size={16} />
          <span className="slash-label">{block.label}</span>
          <span className="slash-keys" aria-hidden>
            {block.detail !== undefined && <span className="any-script">{block.detail}</span>}
            {block.letter !== null && <kbd>/{block.letter}␣</kbd>}
            {block.shortcut !== null && <kbd>{shortcutLabel(block.shortcut, text)}</kbd>}
          </span>
        </div>
      ))}
    </fieldset>
  )
}
