/** Reads workshops that no window shows, one board per turn of the event loop: an acknowledgement never waits longer than one board takes. */
import type { Doc } from 'yjs'
import { readDetails } from '../../shared/document/read-details.ts'
import { readOutcomes } from '../../shared/document/read-outcomes.ts'
import { readBoardContent, readBoardList, readItems, readMatters, readPeople, readSeconds, readWorkshopId } from '../../shared/document/read-workshop.ts'
import type { Responses } from '../../shared/model/responses.ts'
import type { Board, Person } from '../../shared/model/workshop.ts'
import { readOutcomeNumbers } from '../../shared/outcomes/numbering.ts'
import { openPoints, type EarlierMeeting } from '../../shared/series/open-points.ts'
import { nextTurn } from './turns.ts'

/** The boards that are shown, with their content. */
export async function readBoardsInTurns(doc: Doc): Promise<readonly Board[]> {
  const boards: Board[] = []
  const seconds = readSeconds(doc)
  for (const heading of readBoardList(doc)) {
    boards.push({ ...heading, content: readBoardContent(doc, heading.id, seconds) })
    await nextTurn()
  }
  return boards
}

/** What a later meeting takes from this one. `readFloor`: what its room said, of people of whom some may be listed. */
export async function readEarlierMeeting(doc: Doc, readFloor: (people: readonly Person[]) => Pick<Responses, 'questions'>): Promise<EarlierMeeting> {
  const boards = await readBoardsInTurns(doc)
  const id = readWorkshopId(doc)
  const details = readDetails(doc)
  const outcomes = readOutcomes(boards, readOutcomeNumbers(doc))
  const people = readPeople(doc)
  const floor = readFloor(people)
  return { id, details, people, open: openPoints({ id, details, boards, outcomes, floor, items: readItems(doc), matters: readMatters(doc) }) }
}
