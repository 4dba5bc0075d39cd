/** The formatting toolbar of a board. It draws again only when what it shows changes, not at every keystroke. */
import { useEditorState, type Editor } from '@tiptap/react'
import { Bold, Check, ChevronDown, Code, FileOutput, Highlighter, Italic, List, ListOrdered, ListTodo, Lock, PilcrowLeft, PilcrowRight, Pilcrow, Plus, Redo2, Strikethrough, TextQuote, Underline, Undo2, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Group, Toolbar } from 'react-aria-components'
import { IconButton, ToggleIconButton } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuButton, MenuItem, MenuSection } from '../base/controls/menu.tsx'
import { shortcutLetter } from '../base/shortcut-letter.ts'
import type { Block } from './blocks.ts'
import { isSelectionConfidential } from './confidential.ts'
import { LinkButton } from './links/link-button.tsx'
import { messages, type MessageKey } from './messages.ts'
import { canMove } from './moving/move-to-board.ts'
import { shortcutLabel } from './shortcuts.ts'
import { directionShortcuts, type Direction } from './text-direction.ts'
import { tickShortcut } from './tick-tasks.ts'
import { undoManagerIn } from './undo/kept-undo.ts'

type MarkName = 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'highlight'

/** What can be done to words, with its key. */
export const markButtons: readonly { readonly name: MarkName; readonly icon: LucideIcon; readonly shortcut: string }[] = [
  { name: 'bold', icon: Bold, shortcut: 'Mod-b' },
  { name: 'italic', icon: Italic, shortcut: 'Mod-i' },
  { name: 'underline', icon: Underline, shortcut: 'Mod-u' },
  { name: 'strike', icon: Strikethrough, shortcut: 'Mod-Shift-s' },
  { name: 'highlight', icon: Highlighter, shortcut: 'Mod-Shift-h' },
  { name: 'code', icon: Code, shortcut: 'Mod-e' },
]

const blockButtons: readonly { readonly id: string; readonly icon: LucideIcon }[] = [
  { id: 'bulletList', icon: List },
  { id: 'orderedList', icon: ListOrdered },
  { id: 'taskList', icon: ListTodo },
  { id: 'blockquote', icon: TextQuote },
  { id: 'confidential', icon: Lock },
]

/** What linking text has use for. */
const smallBlocks: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'confidential'])

const styles = ['paragraph', 'heading1', 'heading2', 'heading3', 'codeBlock'] as const

/** What goes into the menu at the end first, and what only on a narrow board. */
const rareMarks: readonly MarkName[] = ['highlight', 'code']
const rareBlocks: readonly string[] = ['blockquote']
const narrowMarks: readonly MarkName[] = ['strike', ...rareMarks]
const narrowBlocks: readonly string[] = ['taskList', 'confidential', ...rareBlocks]

function rank(isRare: boolean, isLeftOutWhenNarrow: boolean): string {
  if (isRare) return 'is-rare'
  return isLeftOutWhenNarrow ? 'is-for-wide' : ''
}

const directionIcons: Readonly<Record<Direction | 'auto', LucideIcon>> = { auto: Pilcrow, ltr: PilcrowRight, rtl: PilcrowLeft }

function styleOf(editor: Editor): MessageKey {
  for (const level of [1, 2, 3] as const) if (editor.isActive('heading', { level })) return `heading${level}`
  return editor.isActive('codeBlock') ? 'codeBlock' : 'paragraph'
}

function directionOf(editor: Editor): Direction | 'auto' {
  const direction: unknown = editor.state.selection.$from.parent.attrs['dir']
  return direction === 'ltr' || direction === 'rtl' ? direction : 'auto'
}

function readState(editor: Editor | null) {
  if (!editor || editor.isDestroyed) return null
  const undoManager = undoManagerIn(editor.state)
  return {
    style: styleOf(editor),
    marks: markButtons.map(({ name }) => name).filter((name) => editor.isActive(name)),
    blocks: blockButtons.map(({ id }) => id).filter((id) => (id === 'confidential' ? isSelectionConfidential(editor.state) : editor.isActive(id))),
    href: editor.isActive('link') ? String(editor.getAttributes('link')['href'] ?? '') : null,
    direction: directionOf(editor),
    isInCode: editor.isActive('codeBlock'),
    canUndo: (undoManager?.undoStack.length ?? 0) > 0,
    canRedo: (undoManager?.redoStack.length ?? 0) > 0,
    canMove: canMove(editor),
  }
}

export type BoardToolbarProps = {
  readonly editor: Editor
  readonly blocks: readonly Block[]
  /** Leaves out tables, images and outcomes: linking text has no use for them. */
  readonly isSmall?: boolean
  /** The entries of a menu of boards to which what is selected can be moved; left out where there is none but this. */
  readonly otherBoards?: ReactNode
}

export function BoardToolbar({ editor, blocks, isSmall = false, otherBoards }: BoardToolbarProps): ReactNode {
  const text = useText(messages)
  const state = useEditorState({ editor, selector: ({ editor: current }) => readState(current) })
  const [isLinkOpen, setIsLinkOpen] = useState(false)

  useEffect(() => {
    // The link key is pressed in the text; its form belongs to the toolbar.
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || shortcutLetter(event) !== 'k') return
      event.preventDefault()
      setIsLinkOpen(true)
    }
    const { dom } = editor.view
    dom.addEventListener('keydown', onKey)
    return () => dom.removeEventListener('keydown', onKey)
  }, [editor])

  if (!state) return null
  const block = (id: string): Block | undefined => blocks.find((candidate) => candidate.id === id)
  const apply = (id: string): void => block(id)?.apply(editor)
  const keyOf = (id: string): { shortcut: string } | Record<string, never> => {
    const shortcut = block(id)?.shortcut
    if (!shortcut) return {}
    const own = shortcutLabel(shortcut, text)
    return { shortcut: id === 'taskList' ? `${own} · ${text('tick')} ${shortcutLabel(tickShortcut, text)}` : own }
  }
  const directions = (
    <>
      <MenuItem label={text('directionAuto')} icon={Pilcrow} onAction={() => editor.chain().focus().setBlockDirection(null).run()} />
      <MenuItem label={text('directionLtr')} icon={PilcrowRight} shortcut={shortcutLabel(directionShortcuts.ltr, text)} onAction={() => editor.chain().focus().setBlockDirection('ltr').run()} />
      <MenuItem label={text('directionRtl')} icon={PilcrowLeft} shortcut={shortcutLabel(directionShortcuts.rtl, text)} onAction={() => editor.chain().focus().setBlockDirection('rtl').run()} />
    </>
  )
  return (
    <div className="board-toolbar-frame">
      <Toolbar aria-label={text('toolbar')} className="board-toolbar">
        <Group className={`board-toolbar-group ${rank(false, !isSmall)}`} aria-label={text('undo')}>
          <IconButton icon={Undo2} label={text('undo')} shortcut={shortcutLabel('Mod-z', text)} isDisabled={!state.canUndo} onPress={() => editor.chain().focus().undo().run()} />
          <IconButton icon={Redo2} label={text('redo')} shortcut={shortcutLabel('Mod-Shift-z', text)} isDisabled={!state.canRedo} onPress={() => editor.chain().focus().redo().run()} />
        </Group>
        {!isSmall && (
          <MenuButton label={text(state.style)} icon={ChevronDown} tone="quiet" className="board-style">
            {styles.map((style) => (
              <MenuItem key={style} label={text(style)} {...keyOf(style)} onAction={() => apply(style)} />
            ))}
          </MenuButton>
        )}
        <Group className="board-toolbar-group">
          {markButtons.map(({ name, icon, shortcut }) => (
            <ToggleIconButton
              key={name}
              className={rank(!isSmall && rareMarks.includes(name), !isSmall && narrowMarks.includes(name))}
              icon={icon}
              label={text(name)}
              shortcut={shortcutLabel(shortcut, text)}
              isSelected={state.marks.includes(name)}
              isDisabled={state.isInCode}
              onChange={() => editor.chain().focus().toggleMark(name).run()}
            />
          ))}
          <LinkButton editor={editor} href={state.href} isOpen={isLinkOpen} onOpenChange={setIsLinkOpen} />
        </Group>
        <Group className="board-toolbar-group">
          {blockButtons
            .filter(({ id }) => !isSmall || smallBlocks.has(id))
            .map(({ id, icon }) => (
              <ToggleIconButton key={id} className={rank(rareBlocks.includes(id), !isSmall && narrowBlocks.includes(id))} icon={icon} label={block(id)?.label ?? id} {...keyOf(id)} isSelected={state.blocks.includes(id)} onChange={() => apply(id)} />
            ))}
          <IconMenuButton label={text('direction')} icon={directionIcons[state.direction]} className={rank(false, !isSmall)}>
            {directions}
          </IconMenuButton>
          {otherBoards !== undefined && (
            <IconMenuButton label={text('moveToBoard')} icon={FileOutput} className={`${rank(true, false)} flip-in-rtl`} isDisabled={!state.canMove}>
              {otherBoards}
            </IconMenuButton>
          )}
        </Group>
        {!isSmall && (
          <>
            {[true, false].map((isNarrow) => (
              <IconMenuButton key={String(isNarrow)} label={text('moreFormatting')} className={isNarrow ? 'is-for-narrow' : 'is-for-middle'}>
                {markButtons
                  .filter(({ name }) => (isNarrow ? narrowMarks : rareMarks).includes(name))
                  .map(({ name, icon, shortcut }) => (
                    <MenuItem key={name} label={text(name)} icon={state.marks.includes(name) ? Check : icon} shortcut={shortcutLabel(shortcut, text)} isDisabled={state.isInCode} onAction={() => editor.chain().focus().toggleMark(name).run()} />
                  ))}
                {blockButtons
                  .filter(({ id }) => (isNarrow ? narrowBlocks : rareBlocks).includes(id))
                  .map(({ id, icon }) => (
                    <MenuItem key={id} label={block(id)?.label ?? id} icon={state.blocks.includes(id) ? Check : icon} {...keyOf(id)} onAction={() => apply(id)} />
                  ))}
                {isNarrow && <MenuSection title={text('direction')}>{directions}</MenuSection>}
                {isNarrow && <MenuItem label={text('undo')} icon={Undo2} shortcut={shortcutLabel('Mod-z', text)} isDisabled={!state.canUndo} onAction={() => editor.chain().focus().undo().run()} />}
                {isNarrow && <MenuItem label={text('redo')} icon={Redo2} shortcut={shortcutLabel('Mod-Shift-z', text)} isDisabled={!state.canRedo} onAction={() => editor.chain().focus().redo().run()} />}
                {otherBoards !== undefined && state.canMove && <MenuSection title={text('moveToBoard')}>{otherBoards}</MenuSection>}
              </IconMenuButton>
            ))}
            <IconMenuButton label={text('insert')} icon={Plus}>
              {blocks
                .filter(({ group }) => group === 'groupInsert')
                .map((inserted) => (
                  <MenuItem key={inserted.id} label={inserted.label} icon={inserted.icon} onAction={() => apply(inserted.id)} />
                ))}
            </IconMenuButton>
            <MenuButton label={text('outcome')} icon={ChevronDown} className="board-outcome">
              {blocks
                .filter(({ group }) => group === 'groupOutcomes')
                .map((outcome) => (
                  <MenuItem key={outcome.id} label={outcome.label} icon={outcome.icon} {...keyOf(outcome.id)} onAction={() => outcome.apply(editor)} />
                ))}
            </MenuButton>
          </>
        )}
      </Toolbar>
    </div>
  )
}
