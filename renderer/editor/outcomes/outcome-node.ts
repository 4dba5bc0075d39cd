/** The `outcome` node of a board: a block of text with a kind, a permanent id and the fields of its kind. */
import { Node } from '@tiptap/core'
import { Fragment, type Node as BoardNode } from '@tiptap/pm/model'
import { outcomeKinds, type OutcomeKind } from '../../../shared/model/workshop.ts'
import { fieldAttribute, outcomeFieldNames } from '../../../shared/outcomes/kinds.ts'
import { textAttribute } from '../text-attribute.ts'

const idAttribute = 'data-outcome'
const kindAttribute = 'data-kind'

/** The kind of an outcome node as far as this build knows it; null for one that a newer version made up. */
export function asOutcomeKind(value: unknown): OutcomeKind | null {
  return outcomeKinds.find((kind) => kind === value) ?? null
}

/** `fragment`, with every outcome in it as `change` gives it back. */
export function mapOutcomes(fragment: Fragment, change: (outcome: BoardNode) => BoardNode): Fragment {
  return Fragment.fromArray(fragment.content.map((node) => (node.type.name === 'outcome' ? change(node) : node.copy(mapOutcomes(node.content, change)))))
}

export const OutcomeNode = Node.create({
  name: 'outcome',
  group: 'block',
  content: 'inline*',
  defining: true,

  addAttributes() {
    return {
      id: {
        default: '',
        keepOnSplit: false,
        parseHTML: (element) => element.getAttribute(idAttribute) ?? '',
        renderHTML: (attributes) => ({ [idAttribute]: String(attributes['id']) }),
      },
      kind: {
        default: 'decision',
        parseHTML: (element) => asOutcomeKind(element.getAttribute(kindAttribute)) ?? 'decision',
        renderHTML: (attributes) => ({ [kindAttribute]: String(attributes['kind']) }),
      },
      ...Object.fromEntries(outcomeFieldNames.map((field) => [field, textAttribute(field, (text) => fieldAttribute(field, text))])),
    }
  },

  parseHTML() {
    return [{ tag: `div[${idAttribute}]` }]
  },

  renderHTML({ HTMLAttributes }) {
    return ['div', HTMLAttributes, 0]
  },
})
