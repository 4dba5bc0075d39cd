/** Commands for the table that the caret is in, floating above it so that nothing on the page moves. */
import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom'
import { useEditorState, type Editor } from '@tiptap/react'
import { BetweenHorizontalEnd, BetweenVerticalEnd, Columns3, Heading, Rows3, TableCellsMerge, TableCellsSplit, Trash2 } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Toolbar } from 'react-aria-components'
import { IconButton } from '../../base/controls/button.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { IconMenuButton, MenuItem, MenuSeparator } from '../../base/controls/menu.tsx'
import { messages } from '../messages.ts'

/** The element of the innermost table around the caret; null outside tables. */
function tableAtCaret(editor: Editor): HTMLElement | null {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== 'table') continue
    const element = editor.view.nodeDOM($from.before(depth))
    return element instanceof HTMLElement ? element : null
  }
  return null
}

/** The commands of the table at the caret, or nothing. */
export function TableTools({ editor }: { readonly editor: Editor }): ReactNode {
  const table = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      current && !current.isDestroyed && current.isEditable && current.isActive('table')
        ? { element: tableAtCaret(current), canMerge: current.can().mergeCells(), canSplit: current.can().splitCell() }
        : null,
    equalityFn: (left, right) => left?.element === right?.element && left?.canMerge === right?.canMerge && left?.canSplit === right?.canSplit,
  })
  if (!table?.element) return null
  return <FloatingTools editor={editor} table={table.element} canMerge={table.canMerge} canSplit={table.canSplit} />
}

type FloatingToolsProps = { readonly editor: Editor; readonly table: HTMLElement; readonly canMerge: boolean; readonly canSplit: boolean }

function FloatingTools({ editor, table, canMerge, canSplit }: FloatingToolsProps): ReactNode {
  const text = useText(messages)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const bar = ref.current
    if (!bar) return undefined
    const place = (): void => {
      void computePosition(table, bar, { placement: 'top-end', middleware: [offset(4), flip(), shift({ padding: 8 })] }).then(({ x, y }) => {
        bar.style.left = `${x}px`
        bar.style.top = `${y}px`
      })
    }
    return autoUpdate(table, bar, place)
  }, [table])
  const run = (command: 'addRowBefore' | 'addRowAfter' | 'addColumnBefore' | 'addColumnAfter' | 'deleteRow' | 'deleteColumn' | 'toggleHeaderRow' | 'mergeCells' | 'splitCell' | 'deleteTable') => (): void => {
    editor.chain().focus()[command]().run()
  }
  return (
    <div ref={ref} className="table-tools">
      <Toolbar aria-label={text('tableTools')} className="table-tools-bar">
        <IconButton icon={BetweenVerticalEnd} label={text('addRowAfter')} onPress={run('addRowAfter')} />
        <IconButton icon={BetweenHorizontalEnd} label={text('addColumnAfter')} onPress={run('addColumnAfter')} />
        <IconButton icon={Heading} label={text('headerRow')} onPress={run('toggleHeaderRow')} />
        {canMerge && <IconButton icon={TableCellsMerge} label={text('mergeCells')} onPress={run('mergeCells')} />}
        {canSplit && <IconButton icon={TableCellsSplit} label={text('splitCell')} onPress={run('splitCell')} />}
        <IconMenuButton label={text('tableMore')}>
          <MenuItem label={text('addRowBefore')} icon={Rows3} onAction={run('addRowBefore')} />
          <MenuItem label={text('addColumnBefore')} icon={Columns3} onAction={run('addColumnBefore')} />
          <MenuSeparator />
          <MenuItem label={text('deleteRow')} onAction={run('deleteRow')} />
          <MenuItem label={text('deleteColumn')} onAction={run('deleteColumn')} />
          <MenuItem label={text('deleteTable')} icon={Trash2} tone="danger" onAction={run('deleteTable')} />
        </IconMenuButton>
      </Toolbar>
    </div>
  )
}
