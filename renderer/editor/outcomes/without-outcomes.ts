/**
 * For texts that lead over to a part of the minutes or stand in the place of one: an outcome there would take a number and be in no register. One that is
 * pasted or dragged there becomes a paragraph with its words.
 */
import { Extension } from '@tiptap/core'
import { Slice, type Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { isMarked } from '../confidential.ts'
import { mapOutcomes } from './outcome-node.ts'

export const WithoutOutcomes = Extension.create({
  name: 'withoutOutcomes',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('withoutOutcomes'),
        props: { transformPasted: ({ content, openStart, openEnd }) => new Slice(mapOutcomes(content, asParagraph), openStart, openEnd) },
      }),
    ]
  },
})

function asParagraph(outcome: Node): Node {
  const { paragraph } = outcome.type.schema.nodes
  return paragraph?.create({ dir: outcome.attrs['dir'], confidential: isMarked(outcome) ? true : null }, outcome.content) ?? outcome
}
