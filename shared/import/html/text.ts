/** Spaces as a page shows them, and bytes in addresses. */
import type { RichNode } from '../../model/workshop.ts'

/** One space where the source has several, across the borders of elements; none where a line begins. */
export function collapseSpaces(nodes: readonly RichNode[]): RichNode[] {
  let isAfterSpace = true
  const visit = (node: RichNode): RichNode[] => {
    if (node.type === 'codeBlock') {
      isAfterSpace = true
      return [node]
    }
    if (node.type !== 'text') {
      isAfterSpace = true
      const visited = node.content ? { ...node, content: node.content.flatMap(visit) } : node
      isAfterSpace = true
      return [visited]
    }
    const text = node.text ?? ''
    // Text that kept its line breaks was preformatted.
    if (text.includes('\n')) {
      isAfterSpace = /\s$/.test(text)
      return breaks(node)
    }
    const shown = isAfterSpace && text.startsWith(' ') ? text.slice(1) : text
    if (shown !== '') isAfterSpace = shown.endsWith(' ')
    return shown === '' ? [] : [{ ...node, text: shown }]
  }
  return nodes.flatMap(visit)
}

function breaks(node: RichNode): RichNode[] {
  return (node.text ?? '').split(/\r\n|\n|\r/).flatMap((text, index): RichNode[] => [...(index > 0 ? [{ type: 'hardBreak' }] : []), ...(text === '' ? [] : [{ ...node, text }])])
}

/** Bytes of a percent-encoded text; other characters below 256 as they are, beyond as UTF-8 would be, which nobody needs here: refused. */
export function percentDecode(text: string): Uint8Array {
  const bytes: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    const hex = code === 0x25 ? text.slice(index + 1, index + 3) : ''
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      index += 2
    } else if (code < 256) bytes.push(code)
    else throw new RangeError('not a byte')
  }
  return Uint8Array.from(bytes)
}
