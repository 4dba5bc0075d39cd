/** Pictures of people, where a report leaves the house. */
import { isMarkedConfidential } from '../../document/boards/confidential.ts'
import { isBlobId } from '../../model/ids.ts'
import type { RichNode, Workshop } from '../../model/workshop.ts'
import { confidentialBoards } from '../../document/boards/confidential-boards.ts'
import type { Minutes } from '../minutes.ts'
import { isSaidWhoIsShown, knownConsents, mayBeShown } from '../photo-consent.ts'
import type { Finding } from './finding.ts'
import { imagesIn } from './text-checks.ts'

/** What cameras make; drawings and screenshots are asked about by nobody. */
const photographs: ReadonlySet<string> = new Set(['image/jpeg', 'image/webp', 'image/avif'])

/** Pictures that are left out of a public report for want of consent, and photographs about which nobody said who is on them. Nothing for papers that stay in the house. */
export function photoChecks(workshop: Workshop, { profile }: Pick<Minutes, 'profile'>): readonly Finding[] {
  if (profile !== 'public') return []
  const known = knownConsents(workshop)
  const kinds = new Map<string, string>(workshop.blobs.map(({ id, mediaType }) => [id, mediaType]))
  const hidden = confidentialBoards(workshop)
  const published = workshop.boards.filter(({ id }) => !hidden.has(id))
  return published.flatMap(({ id: board, title, content }) => imagesIn(content).filter((image) => !isMarkedConfidential(image)).flatMap((image): readonly Finding[] => {
    const blob = textOf(image, 'blob')
    const find = (kind: Finding['kind'], weight: Finding['weight']): readonly Finding[] =>
      [{ kind, weight, subject: textOf(image, 'caption') || title, detail: '', place: isBlobId(blob) ? { kind: 'image', board, blob } : { kind: 'board', board, block: null } }]
    if (!mayBeShown(image, known)) return find('photo-without-consent', 'problem')
    return isSaidWhoIsShown(image) || !photographs.has(kinds.get(blob) ?? '') ? [] : find('photo-people-unsaid', 'hint')
  }))
}

function textOf(node: RichNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
