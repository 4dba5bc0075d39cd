/** What people do, at random. Acts that fail for what a fault does to them (no storage, no engine) are nobody's loss: they were not acknowledged. */
import * as prng from 'lib0/prng'
import * as Y from 'yjs'
import { freezeVersion } from '../../renderer/versions/freeze-version.ts'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import { addComment, askQuestion } from '../../shared/document/responses/responses-commands.ts'
import type { BlobId, PersonId } from '../../shared/model/ids.ts'
import { actAtRandom } from '../helpers/random-acts.ts'
import { boardIds, editRandomBoard, rewriteRandomBlock } from '../helpers/random-edits.ts'
import type { Day } from './day.ts'
import { DesktopPage, GuestPage } from './people.ts'
import { tokenText } from './tally.ts'

const author = { key: 'p1' as PersonId, name: 'Ana', organisation: '' }
const maxBlobs = 12

type Act = (day: Day, page: DesktopPage) => void | Promise<void>

const acts: readonly (readonly [number, Act])[] = [
  [30, typeWords],
  [20, comment],
  [22, (day, page) => {
    const known = day.tally.ledger.typed.size
    editRandomBoard(day.gen, page.docs.notes, day.tally.ledger)
    page.unsaved.characters.push(...[...day.tally.ledger.typed.keys()].slice(known))
  }],
  [18, (day, page) => actAtRandom(day.gen, { ...page.docs, origin: 'act', lasting: 'lasting', blobs: day.blobs }, day.now())],
  [4, addPicture],
  [3, async (day, { source }) => {
    await source.call('search', prng.oneOf(day.gen, ['welcome', 'once upon', 'debate ana']), 20)
  }],
  [2, freeze],
  [3, exchangeFile],
  [12, rewrite],
]

/** Begun, and not waited for: a fault may come in between. */
export function act(day: Day, page: DesktopPage | GuestPage): void {
  if (page instanceof GuestPage) comment(day, page)
  else void begin(day, page)
}

async function begin(day: Day, page: DesktopPage): Promise<void> {
  page.actCount += 1
  try {
    await day.allowed(() => pick(day.gen, acts)(day, page))
  } catch (error) {
    day.problems.push(error instanceof Error ? error.stack ?? error.message : String(error))
  } finally {
    page.actCount -= 1
  }
}

/** One of a list, as often as its number says. */
export function pick<T>(gen: prng.PRNG, list: readonly (readonly [number, T])[]): T {
  let at = prng.int32(gen, 1, list.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, chosen] of list) {
    at -= weight
    if (at <= 0) return chosen
  }
  throw new Error('an empty list')
}

function typeWords(day: Day, page: DesktopPage): void {
  const { gen, tally } = day
  for (let count = prng.int32(gen, 1, 4); count > 0; count -= 1) {
    const word = tally.newWord('notes', day.origin(page))
    const text = tokenText(page.docs.notes)
    page.typed.notes.push(word)
    page.unsaved.words.notes.push(word)
    // Between two others: all are equally long.
    text.insert(prng.int32(gen, 0, text.length / word.length) * word.length, word)
  }
}

function comment(day: Day, page: DesktopPage | GuestPage): void {
  if (page instanceof GuestPage && !page.sessions.responses.getStatus().isLoaded) return
  const word = day.tally.newWord('responses', day.origin(page))
  page.typed.responses.push(word)
  if (page instanceof DesktopPage) page.unsaved.words.responses.push(word)
  const [board] = boardIds(page.docs.notes)
  if (board !== undefined && prng.bool(day.gen)) addComment(page.docs.responses, 'act', author, { kind: 'board', id: board }, word, day.now())
  else askQuestion(page.docs.responses, 'act', author, { kind: 'question', text: word, board: null }, day.now())
}

export async function addPicture(day: Day, page: DesktopPage): Promise<void> {
  if (day.blobs.length >= maxBlobs) return
  const bytes = Uint8Array.from({ length: prng.int32(day.gen, 100, 60_000) }, () => prng.int32(day.gen, 0, 255))
  const id: BlobId = await page.source.call('putBlob', bytes, 'image/png')
  addBlob(page.docs.notes, 'act', { id, mediaType: 'image/png', byteLength: bytes.length, name: 'a.png' })
  day.blobs.push(id)
}

async function freeze(day: Day, page: DesktopPage): Promise<void> {
  const request = { languages: ['en'], attribution: 'person', note: '', commentsUntil: '', frozenBy: 'Ana', isCompared: false } as const
  const frozen = await freezeVersion(page.source, page.docs.notes, page.docs.responses, 'lasting', request, { signal: new AbortController().signal, onDocument: () => undefined })
  if (!frozen.ok) throw new Error(`not frozen: ${frozen.problem}`)
  day.frozen.push(frozen.version)
}

/** A stick goes from one computer to another; what came by it is taken out again now and then, and brought back. */
async function exchangeFile(day: Day, page: DesktopPage): Promise<void> {
  const there = prng.oneOf(day.gen, day.venue.pages)
  const [isOut, isBack] = [prng.int32(day.gen, 0, 2) === 0, prng.bool(day.gen)]
  const captured = { update: Y.encodeStateAsUpdate(there.docs.notes), responses: Y.encodeStateAsUpdate(there.docs.responses) }
  // Whatever comes in by the file alone goes out with it, for everybody.
  if (isOut) day.doubtWhatIsNotIn([page.docs])
  day.note(`a file from ${day.nameOf(there)} into ${day.nameOf(page)}${isOut ? ', taken out' : ''}${isOut && isBack ? ' and back' : ''}`)
  const { keptAs } = await page.source.call('takeOverFile', { workshop: day.venue.id, ...captured })
  if (!isOut) return
  await page.source.call('setTakenOut', day.venue.id, keptAs, true)
  if (isBack) await page.source.call('setTakenOut', day.venue.id, keptAs, false)
}

/** Lines are joined, moved and made something else; what others write into them meanwhile may go down with them (decision 0149, what is left over). */
function rewrite(day: Day, page: DesktopPage): void {
  if (!day.isRewriting) return
  const known = day.tally.ledger.typed.size
  rewriteRandomBlock(day.gen, page.docs.notes, day.tally.ledger)
  page.unsaved.characters.push(...[...day.tally.ledger.typed.keys()].slice(known))
}
