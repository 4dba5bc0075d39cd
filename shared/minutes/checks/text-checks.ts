/** What stands on the boards and in the minutes: images that not everybody sees, documents that nobody listed, words that have grown old. */
import { isBlobId } from '../../model/ids.ts'
import type { Board, RichNode, Workshop } from '../../model/workshop.ts'
import { beginningOf } from '../../util/beginning-of.ts'
import { derivedOnce } from '../../util/derived-once.ts'
import { shortenedPlaces } from '../shorten.ts'
import type { Finding } from './finding.ts'
import { translationChecks } from './translation-checks.ts'

/** Findings about texts, images and open ends. */
export function textChecks(workshop: Workshop): readonly Finding[] {
  const listed = listedDocuments(workshop)
  return [...workshop.boards.flatMap((board) => boardChecks(board, listed)), ...staleChecks(workshop), ...translationChecks(workshop), ...openEnds(workshop)]
}

function boardChecks({ id: board, title, content }: Board, listed: string): readonly Finding[] {
  return worthALook(content).flatMap(({ block, images, documents }) => [
    ...images.map((image): Finding => {
      const blob = text(image, 'blob')
      const place = isBlobId(blob) ? { kind: 'image', board, blob } as const : { kind: 'board', board, block } as const
      return { kind: 'image-without-alt', weight: 'problem', subject: text(image, 'caption') || title, detail: '', place }
    }),
    ...documents.filter((name) => !listed.includes(name.toLowerCase())).map((name): Finding =>
      ({ kind: 'document-not-listed', weight: 'hint', subject: name, detail: title, place: { kind: 'board', board, block } })),
  ])
}

/** The blocks that hold images without a description, or names of documents. */
const worthALook = derivedOnce((content: readonly RichNode[]) =>
  content.map((node, block) => ({
    block,
    images: imagesIn([node]).filter((image) => ['alt', 'transcription'].every((name) => text(image, name).trim() === '')),
    documents: [...new Set(documentsIn([node]))],
  })).filter(({ images, documents }) => images.length > 0 || documents.length > 0))

/** Every image below `nodes`. */
export function imagesIn(nodes: readonly RichNode[]): readonly RichNode[] {
  return nodes.flatMap((node) => (node.type === 'image' ? [node] : imagesIn(node.content ?? [])))
}

const fileNames = /[\p{L}\p{N}_-][\p{L}\p{N}_.-]*\.(?:pdf|docx?|odt|pptx?|odp|xlsx?|ods|rtf)\b/giu

/** File names in words, and those that links lead to. An outcome of the kind "document" is where they belong. */
function documentsIn(nodes: readonly RichNode[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type === 'outcome' && node.attrs?.['kind'] === 'document') return []
    const links = (node.marks ?? []).map((mark) => decoded(mark.attrs?.['href']))
    return [...[node.text ?? '', ...links].flatMap((words) => words.match(fileNames) ?? []), ...documentsIn(node.content ?? [])]
  })
}

/** The file name at the end of an address; '' for anything else. */
function decoded(href: unknown): string {
  if (typeof href !== 'string') return ''
  const name = href.split(/[?#]/u)[0]?.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name // not percent-encoded after all
  }
}

function listedDocuments({ outcomes }: Workshop): string {
  return outcomes.filter(({ kind }) => kind === 'document').map(({ content, text, fields }) => [text, ...linksIn(content), ...Object.values(fields)].join('\n')).join('\n').toLowerCase()
}

function linksIn(nodes: readonly RichNode[]): readonly string[] {
  return nodes.flatMap((node) => [...(node.marks ?? []).map((mark) => decoded(mark.attrs?.['href'])), ...linksIn(node.content ?? [])])
}

function staleChecks(workshop: Workshop): readonly Finding[] {
  const titleOf = (part: string): string => {
    const [, id = ''] = /^[a-z]+:(.*)$/u.exec(part) ?? []
    return workshop.items.find((item) => item.id === id)?.title ?? workshop.boards.find((board) => board.id === id)?.title ?? ''
  }
  return shortenedPlaces(workshop).filter(({ isStale }) => isStale).map((shortened): Finding => ({
    kind: shortened.kind === 'summary' ? 'summary-stale' : 'passage-stale',
    weight: 'problem',
    subject: titleOf(shortened.part),
    detail: '',
    place: { kind: 'part', part: shortened.part },
  }))
}

function openEnds({ floor, outcomes, boards }: Workshop): readonly Finding[] {
  const boardIds = new Set<string>(boards.map(({ id }) => id))
  return [
    ...floor.threads.filter(({ isResolved }) => !isResolved).flatMap(({ target, text: words, author }): readonly Finding[] => {
      const outcome = target.kind === 'outcome' ? outcomes.find(({ id }) => id === target.id) : undefined
      if (target.kind === 'outcome' && !outcome) return []
      if (target.kind === 'board' && !boardIds.has(target.id)) return []
      return [{
        kind: 'comment-open', weight: 'problem', subject: author.name, detail: excerpt(words),
        place: outcome ? { kind: 'outcome', board: outcome.board, outcome: outcome.id } : { kind: 'floor' },
      }]
    }),
    ...floor.questions.filter(({ state }) => state === 'new').map(({ text: words, author }): Finding =>
      ({ kind: 'question-open', weight: 'problem', subject: author.name, detail: excerpt(words), place: { kind: 'floor' } })),
  ]
}

const excerptLength = 80

function excerpt(words: string): string {
  return beginningOf(words, excerptLength)
}

function text(node: RichNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
