/**
 * Nothing is nested deeper than what a board may hold (`maxContentDepth`): the guard would close it, for everybody. What would go deeper (one more Tab
 * in a list, a table in a table in a table) is not done.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep, type Step } from '@tiptap/pm/transform'
import { maxContentDepth } from '../../shared/document/board-content.ts'
import { isFromDocument } from './change-origin.ts'
import { changedRanges } from './fill-containers.ts'

export const LimitDepth = Extension.create({
  name: 'limitDepth',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('limitDepth'),
        filterTransaction: (transaction) => isFromDocument(transaction) || !transaction.steps.some(mayNest) || !isTooDeep(transaction),
      }),
    ]
  },
})

/** Letters and marks do not, and most of what is typed is that. */
function mayNest(step: Step): boolean {
  return step instanceof ReplaceAroundStep || (step instanceof ReplaceStep && step.slice.content.firstChild?.isInline === false)
}

function isTooDeep(transaction: Transaction): boolean {
  const { doc } = transaction
  // The change says where something was put around the content; how deep that content goes on is not in it. So whole blocks of the board are looked at.
  const blocks = new Set(changedRanges([transaction], transaction).flatMap(({ from, to }) => {
    const [first, last] = [doc.resolve(from).index(0), doc.resolve(to).indexAfter(0)]
    return Array.from({ length: Math.min(last + 1, doc.childCount) - first }, (_, index) => doc.child(first + index))
  }))
  return [...blocks].some((block) => isDeeperThan(block, maxContentDepth - 1))
}

function isDeeperThan(node: Node, levels: number): boolean {
  return levels < 0 || (!node.isTextblock && node.children.some((child) => isDeeperThan(child, levels - 1)))
}
