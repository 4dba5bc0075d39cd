/**
 * Tables in which cells are missing, as two people leave them who changed the rows and the columns of one while they were apart. They are mended by
 * whoever changes them next (ED24), and before anything else is done to them: what the stock commands do takes the first row for the cell that is missing,
 * puts a row into a row, which closes the board to everybody, or deletes that row with a column.
 */
import { createChainableState, type Command, type CommandProps, type RawCommands } from '@tiptap/core'
import type { Plugin } from '@tiptap/pm/state'
import { fixTables } from '@tiptap/pm/tables'

/** Commands that count on a cell in every row and column. */
const countingCommands = [
  'addColumnBefore', 'addColumnAfter', 'deleteColumn', 'addRowBefore', 'addRowAfter', 'deleteRow', 'mergeCells', 'splitCell', 'mergeOrSplit',
  'toggleHeaderColumn', 'toggleHeaderRow', 'toggleHeaderCell',
] as const

/** The stock commands of tables, of which those that change one mend it first, in the same step. */
export function mendingFirst(commands: Partial<RawCommands>): Partial<RawCommands> {
  const mending = countingCommands.map((name) => [name, (): Command => (props) => {
    const mended = props.dispatch === undefined ? props : withTablesMended(props)
    return mended !== null && (commands[name]?.()(mended) ?? false)
  }] as const)
  return { ...commands, ...Object.fromEntries(mending) }
}

/** Mending a table whose spans two people broke at once can fail, and with it whatever is typed there: then it is left as it is. */
export function mendingWhereItCan(plugin: Plugin): Plugin {
  const { appendTransaction } = plugin.spec
  if (appendTransaction) {
    plugin.spec.appendTransaction = function append(...args) {
      try {
        return appendTransaction.apply(this, args)
      } catch (error) {
        if (isTableError(error)) return null
        throw error
      }
    }
  }
  return plugin
}

/** What is given to a command, with the mending of every table in its transaction; null where one cannot be mended. */
function withTablesMended(props: CommandProps): CommandProps | null {
  try {
    fixTables(props.state)
  } catch (error) {
    if (isTableError(error)) return null
    throw error
  }
  return { ...props, state: createChainableState({ state: props.state, transaction: props.tr }) }
}

function isTableError(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'TransformError')
}
