/**
 * Nothing is done by which the guard (`content-guard.ts`) would close the board to everybody: nesting deeper than a board may hold (one more Tab in a list,
 * a table in a table in a table), and a block where no block of its kind may stand, which a command may make that found something else than it expected.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'
import { maxContentDepth } from '../../shared/document/boards/board-content.ts'
import { isFromDocument } from './change-origin.ts'
import { changedRanges } from './fill-containers.ts'

/** Options: told when something was not done because it would go too deep. */
export const OnlyWhatFits = Extension.create<{ onTooDeep: () => void }>({
  name: 'onlyWhatFits',

  addOptions() {
    return { onTooDeep: () => undefined }
  },

  addProseMirrorPlugins() {
    const { onTooDeep } = this.options
    return [
      new Plugin({
        key: new PluginKey('onlyWhatFits'),
        filterTransaction(transaction) {
          if (isFromDocument(transaction) || !transaction.steps.some(mayNest)) return true
          const blocks = changedBlocks(transaction)
          const isTooDeep = blocks.some((block) => isDeeperThan(block, maxContentDepth - 1))
          if (isTooDeep) onTooDeep()
          return !isTooDeep && blocks.every(isWellPlaced)
        },
      }),
    ]
  },
})

/** Letters and marks do not, and most of what is typed is that. */
function mayNest(step: Step): boolean {
  return step instanceof ReplaceAroundStep || (step instanceof ReplaceStep && step.slice.content.firstChild?.isInline === false)
}

/** The change says where something was put around the content; how deep that content goes on is not in it. So whole blocks of the board are looked at. */
function changedBlocks(transaction: Transaction): readonly Node[] {
  const { doc } = transaction
  const blocks = changedRanges([transaction], transaction).flatMap(({ from, to }) => {
    const [first, last] = [doc.resolve(from).index(0), doc.resolve(to).indexAfter(0)]
    return Array.from({ length: Math.min(last + 1, doc.childCount) - first }, (_, index) => doc.child(first + index))
  })
  return [...new Set(blocks)]
}

function isDeeperThan(node: Node, levels: number): boolean {
  return levels < 0 || (!node.isTextblock && node.children.some((child) => isDeeperThan(child, levels - 1)))
}

/** Only as deep as a board is. */
function isWellPlaced(node: Node): boolean {
  return node.isTextblock || (node.type.validContent(node.content) && node.children.every(isWellPlaced))
}
