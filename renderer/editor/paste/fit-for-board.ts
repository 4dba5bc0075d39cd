/**
 * What was pasted as a document may hold it: one wrong attribute or one level too many, and the board would be taken for one of a newer
 * version and be closed to everybody. Parsing takes what HTML says (`<ol start="soon">`); this is where it is compared.
 */
import { Fragment, Slice, type Attrs, type Node } from '@tiptap/pm/model'
import { isMarkAttribute, isNodeAttribute } from '../../../shared/document/boards/board-attributes.ts'
import { maxContentDepth } from '../../../shared/document/boards/board-content.ts'

/** The slice with what a board does not hold taken out; `depth` is that of the place where it goes. Words stay; `onLines` is told when they are all that does. */
export function fitForBoard(slice: Slice, depth: number, onLines: () => void): Slice {
  if (depth + depthOf(slice.content) > maxContentDepth) {
    onLines()
    return asLines(slice)
  }
  return new Slice(fitted(slice.content), slice.openStart, slice.openEnd)
}

function fitted(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const marks = node.marks.filter((mark) => Object.entries(mark.attrs).every(([name, value]) => isMarkAttribute(mark.type.name, name, value)))
    if (node.isText) nodes.push(node.mark(marks))
    // A document keeps marks of words only: a bold break would be bold in this view alone.
    else nodes.push(node.type.create(attributesOf(node), fitted(node.content)))
  })
  return Fragment.from(nodes)
}

/** The attributes, those that no board has at their defaults. */
function attributesOf({ type, attrs }: Node): Attrs {
  const defaults = type.spec.attrs ?? {}
  return Object.fromEntries(Object.entries(attrs as Readonly<Record<string, unknown>>).map(([name, value]) => [name, isNodeAttribute(type.name, name, value) ? value : (defaults[name]?.default as unknown)]))
}

/** Without recursion: as deep as the HTML was. */
function depthOf(content: Fragment): number {
  let deepest = 0
  const pending: (readonly [Fragment, number])[] = [[content, 1]]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [fragment, depth] = next
    deepest = Math.max(deepest, depth)
    fragment.forEach((node) => {
      if (node.childCount > 0) pending.push([node.content, depth + 1])
    })
  }
  return deepest
}

/** Every block of words as a plain line. */
function asLines({ content }: Slice): Slice {
  const lines: Node[] = []
  content.descendants((node) => {
    if (!node.isTextblock) return true
    lines.push(node.type.schema.node('paragraph', null, fitted(node.content)))
    return false
  })
  return new Slice(Fragment.from(lines), 0, 0)
}
