/** What may exist and is not on this computer. */
import type { Workshop } from '../../model/workshop.ts'
import type { CheckContext, Finding } from './finding.ts'
import { imagesIn } from './text-checks.ts'
import { isBlobId } from '../../model/ids.ts'

/** Images without their bytes, each once, and whether others may have written more. */
export function arrivalChecks(workshop: Workshop, { missingBlobs, isRelayBehind }: CheckContext): readonly Finding[] {
  const names = new Map<string, string>(workshop.blobs.map(({ id, name }) => [id, name]))
  const seen = new Set<string>()
  const images = workshop.boards.flatMap(({ id: board, content }) => imagesIn(content).flatMap((image): readonly Finding[] => {
    const blob = image.attrs?.['blob']
    if (typeof blob !== 'string' || !isBlobId(blob) || !missingBlobs.has(blob) || seen.has(blob)) return []
    seen.add(blob)
    return [{ kind: 'image-missing', weight: 'problem', subject: names.get(blob) ?? '', detail: '', place: { kind: 'image', board, blob } }]
  }))
  return [...images, ...(isRelayBehind ? [{ kind: 'relay-behind', weight: 'problem', subject: '', detail: '', place: { kind: 'room' } } as const] : [])]
}
