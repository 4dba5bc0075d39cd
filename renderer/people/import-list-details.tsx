/** What of a list needs a look: people who may be there already, rows left out, rows that hold something odd. */
import type { ReactNode } from 'react'
import type { PersonMatch } from '../../shared/import/people-matches.ts'
import type { PeoplePlan, PlannedPerson, RowChoice } from '../../shared/import/people-plan.ts'
import type { LeftOut, RowNote } from '../../shared/import/people-rows.ts'
import { Facts } from '../base/controls/facts.tsx'
import { SelectField } from '../base/controls/fields.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { useComma } from '../base/use-comma.ts'
import { importListMessages } from './import-messages.ts'

type Key = keyof (typeof importListMessages)['en']

export type ImportListDetailsProps = { readonly plan: PeoplePlan; readonly onChoice: (row: number, choice: RowChoice) => void }

/** More of a kind than anybody reads are counted. */
const shownOfEach = 100

const noteKeys = {
  'hidden-characters': 'note_hiddenCharacters',
  'line-breaks': 'note_lineBreaks',
  'looks-like-formula': 'note_looksLikeFormula',
  'looks-like-markup': 'note_looksLikeMarkup',
  'unknown-attendance': 'note_unknownAttendance',
  'unknown-capacity': 'note_unknownCapacity',
  'more-cells': 'note_moreCells',
} as const satisfies Readonly<Record<RowNote, Key>>

const leftOutKeys = { 'no-name': 'leftOut_noName', 'too-long': 'leftOut_tooLong', 'header-again': 'leftOut_headerAgain', 'above-headings': 'leftOut_aboveHeadings' } as const satisfies Readonly<Record<LeftOut['reason'], Key>>

/** The lists; nothing where there is nothing to look at. */
export function ImportListDetails({ plan, onChoice }: ImportListDetailsProps): ReactNode {
  const text = useText(importListMessages)
  const comma = useComma()
  // Those about whom there is a real question come first.
  const matched = plan.rows.filter((row): row is Matched => row.match !== null).sort((a, b) => order[a.match.strength] - order[b.match.strength] || a.person.row - b.person.row)
  const notes = plan.rows.flatMap(({ person }) => person.notes.map((note) => ({ key: `${person.row} ${note}`, words: text(noteKeys[note], { row: person.row, name: person.name }) })))
  const leftOut = plan.leftOut.map(({ row, reason, words }) => ({ key: String(row), words: text(leftOutKeys[reason], { row, words }) }))
  return (
    <>
      {matched.length > 0 && (
        <section className="import-part">
          <h3>{text('matches')}</h3>
          <p className="quiet small">{text('matchesHelp')}</p>
          <ul className="import-matches">
            {matched.slice(0, shownOfEach).map(({ person, match, choice }) => (
              <li key={person.row}>
                <span className="import-match-words">
                  <span className="any-script">
                    <Facts facts={[person.name, person.organisation]} between={comma} />
                  </span>
                  <span className="quiet small any-script">{matchWords(text, match, comma)}</span>
                </span>
                <SelectField<RowChoice>
                  label={text('choiceFor', { name: person.name })}
                  isLabelHidden
                  className="import-match-choice"
                  value={choice}
                  options={[{ value: 'leave', label: text('samePerson') }, { value: 'add', label: text('keepApart') }]}
                  onChange={(next) => onChoice(person.row, next)}
                />
              </li>
            ))}
          </ul>
          <More count={matched.length - shownOfEach} />
        </section>
      )}
      <Lines title={text('leftOutTitle')} lines={leftOut} />
      <Lines title={text('notesTitle')} lines={notes} />
    </>
  )
}

type Matched = PlannedPerson & { readonly match: PersonMatch }

const order = { likely: 0, possible: 1, certain: 2 } as const

function matchWords(text: Text<Key>, { with: known }: PersonMatch, comma: string): string {
  const name = [known.name, known.organisation].filter((part) => part !== '').join(comma)
  return known.kind === 'person' ? text('match_person', { name }) : text('match_row', { row: known.row, name })
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly { readonly key: string; readonly words: string }[] }): ReactNode {
  if (lines.length === 0) return null
  return (
    <section className="import-part">
      <h3>{title}</h3>
      <ul className="import-lines small">
        {lines.slice(0, shownOfEach).map(({ key, words }) => (
          <li key={key} className="any-script">
            {words}
          </li>
        ))}
      </ul>
      <More count={lines.length - shownOfEach} />
    </section>
  )
}

function More({ count }: { readonly count: number }): ReactNode {
  const text = useText(importListMessages)
  return count > 0 ? <p className="quiet small">{text('more', { count })}</p> : null
}
