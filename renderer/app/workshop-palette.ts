/** What the command palette finds in an open workshop. */
import type { Doc } from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { BoardId, PersonId } from '../../shared/model/ids.ts'
import type { Outcome } from '../../shared/model/workshop.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { PaletteEntry, PaletteSection } from './command-palette.tsx'
import type { messages } from './messages.ts'

export type WorkshopActions = {
  readonly openBoard: (board: BoardId) => void
  readonly goToOutcome: (outcome: Outcome) => void
  readonly openPage: (page: 'floor' | 'people' | 'minutes' | 'translations' | 'details') => void
  readonly openPerson: (person: PersonId) => void
  readonly share: () => void
  /** Null where nothing may be written. */
  readonly importDocument: (() => void) | null
  /** Null as well. */
  readonly takeOver: (() => void) | null
  readonly checkDocument: () => void
  readonly undo: () => boolean
}

const outcomeWords = 90

/** Boards, outcomes, people and commands: those of the workshop, then `commands`. Reads the whole workshop once. */
export function workshopSections(text: Text<keyof (typeof messages)['en']>, doc: Doc, actions: WorkshopActions, commands: readonly PaletteEntry[]): readonly PaletteSection[] {
  const workshop = readWorkshop(doc)
  const titleOf = (id: BoardId): string => workshop.boards.find((board) => board.id === id)?.title ?? ''
  const entry = (id: string, label: string, hint: string, onAction: () => void): PaletteEntry => ({ id, label, hint, onAction })
  return [
    {
      title: text('sectionBoards'),
      entries: workshop.boards.map((board) => {
        const item = workshop.items.find((candidate) => candidate.id === board.item)
        const hint = item && item.title !== board.title ? item.title : (item?.plannedStart ?? '')
        return entry(`board-${board.id}`, board.title || text('board'), hint, () => actions.openBoard(board.id))
      }),
    },
    {
      title: text('sectionOutcomes'),
      entries: workshop.outcomes.map((outcome) =>
        entry(`outcome-${outcome.id}`, `${outcome.label} ${outcome.text.slice(0, outcomeWords)}`, titleOf(outcome.board), () => actions.goToOutcome(outcome)),
      ),
    },
    {
      title: text('sectionPeople'),
      entries: workshop.people.map((person) => entry(`person-${person.id}`, person.name || person.organisation, person.organisation || person.region, () => actions.openPerson(person.id))),
    },
    {
      title: text('sectionCommands'),
      entries: [
        entry('minutes', text('page_minutes'), '', () => actions.openPage('minutes')),
        entry('translations', text('page_translations'), '', () => actions.openPage('translations')),
        entry('floor', text('openFloor'), '', () => actions.openPage('floor')),
        entry('people', text('page_people'), '', () => actions.openPage('people')),
        entry('details', text('page_details'), '', () => actions.openPage('details')),
        entry('share', text('share'), '', actions.share),
        ...(actions.importDocument ? [entry('import', text('importDocument'), '', actions.importDocument)] : []),
        ...(actions.takeOver ? [entry('take-over', text('takeOver'), '', actions.takeOver)] : []),
        entry('check', text('checkDocument'), '', actions.checkDocument),
        entry('undo', text('undoStructure'), '', () => void actions.undo()),
        ...commands,
      ],
    },
  ]
}
