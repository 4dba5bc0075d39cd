/**
 * For texts that lead over to a part of the minutes or stand in the place of one: an outcome there would take a number and be in no register. One that is
 * pasted or dragged there becomes a paragraph with its words.
 */
import { Extension } from '@tiptap/core'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'

export const WithoutOutcomes = Extension.create({
  name: 'withoutOutcomes',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('withoutOutcomes'),
        props: { transformPasted: ({ content, openStart, openEnd }) => new Slice(asParagraphs(content), openStart, openEnd) },
      }),
    ]
  },
})

function asParagraphs(fragment: Fragment): Fragment {
  return Fragment.fromArray(fragment.content.map((node): Node => {
    const { paragraph } = node.type.schema.nodes
    return node.type.name === 'outcome' && paragraph ? paragraph.create({ dir: node.attrs['dir'] }, node.content) : node.copy(asParagraphs(node.content))
  }))
}
