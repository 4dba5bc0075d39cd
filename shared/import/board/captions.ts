/** The line below a picture that says what it shows: the picture's caption, without the number that the minutes give it anew. */
import { plainText } from '../../document/boards/board-content.ts'
import type { RichNode } from '../../model/workshop.ts'

/** "Figure 3: " or "Figure 3-2: " in the languages of the minutes, and what word processors in German write; a sentence about "Figure 3.2" is none. */
const numbered = /^(?:figure|figura|εικόνα|σχήμα|الشكل|شكل|abbildung|abb\.?|fig\.?)\s*[\d٠-٩]+(?:[.–-][\d٠-٩]+)*\s*(?:[:.–—-](?![\d٠-٩])\s*|$)/iu
const maxCaptionLength = 500

/** `blocks` with captions in their pictures; a line that is no caption by its beginning stays a line. */
export function withCaptions(blocks: readonly RichNode[]): RichNode[] {
  const result: RichNode[] = []
  for (const block of blocks) {
    const before = result.at(-1)
    const words = block.type === 'paragraph' && before?.type === 'image' && before.attrs?.['caption'] === '' ? plainText([block]) : ''
    const match = words.length <= maxCaptionLength && !hasLink(block) ? numbered.exec(words) : null
    if (match && before) result[result.length - 1] = { ...before, attrs: { ...before.attrs, caption: words.slice(match[0].length).replaceAll(/\s+/g, ' ').trim() } }
    else result.push(block)
  }
  return result
}

function hasLink({ content = [] }: RichNode): boolean {
  return content.some(({ marks }) => marks?.some(({ type }) => type === 'link'))
}
