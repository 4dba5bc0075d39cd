/** A calendar or lines of text before they become a programme: which of the events are taken, by what clock, and what is odd about them. */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { importItems } from '../../shared/document/commands/import-lists.ts'
import { itemsOf, planProgramme, type PlannedEvent } from '../../shared/import/programme-plan.ts'
import type { EventNote, ImportedProgramme } from '../../shared/import/imported-programme.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { Button } from '../base/controls/button.tsx'
import { DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { Facts } from '../base/controls/facts.tsx'
import { CheckboxField } from '../base/controls/fields.tsx'
import { FileImportDialog } from '../base/files/file-import-dialog.tsx'
import { useText } from '../base/words/i18n.tsx'
import { importMessages } from '../base/words/import-words.ts'
import { showToast } from '../base/controls/toast.tsx'
import { useComma } from '../base/use-comma.ts'
import { useFileImport } from '../base/files/use-file-import.ts'
import type { QueuedFile } from '../base/files/use-file-queue.tsx'
import { useDetails, useItems, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { importProgrammeMessages } from './import-messages.ts'
import { messages } from './messages.ts'
import './import-programme.css'

/** What a calendar, or a text with a programme, may be called. */
export const programmeEndings = ['.ics', '.txt'] as const

export type ImportProgrammeDialogProps = { readonly desktop: DesktopApi; readonly queued: QueuedFile }

/** The dialog; mounted while it is open. */
export function ImportProgrammeDialog({ desktop, queued }: ImportProgrammeDialogProps): ReactNode {
  const text = useText(importProgrammeMessages)
  const { file, onDone } = queued
  const state = useFileImport<ImportedProgramme>(
    file,
    useCallback((id, given) => desktop.invoke('import-programme', id, given), [desktop]),
    useCallback((id) => void desktop.invoke('cancel-import', id), [desktop]),
  )
  return (
    <FileImportDialog title={text('title')} queued={queued} state={state} wanted={text('wanted')}>
      {(programme) => <ProgrammePreview programme={programme} name={file.name} onDone={onDone} />}
    </FileImportDialog>
  )
}

const noteKeys = {
  repeats: 'note_repeats',
  converted: 'note_converted',
  'unknown-zone': 'note_unknownZone',
  cancelled: 'note_cancelled',
  'ends-later': 'note_endsLater',
} as const satisfies Readonly<Record<EventNote, keyof (typeof importProgrammeMessages)['en']>>

function ProgrammePreview({ programme, name, onDone }: { readonly programme: ImportedProgramme; readonly name: string; readonly onDone: QueuedFile['onDone'] }): ReactNode {
  const text = useText(importProgrammeMessages)
  const importText = useText(importMessages)
  const { doc, origin } = useWorkshopEdits()
  const items = useItems(doc)
  const people = usePeople(doc)
  const { date } = useDetails(doc)
  const [choices, setChoices] = useState<ReadonlyMap<number, boolean>>(new Map())
  const [withTexts, setWithTexts] = useState(true)
  const plan = useMemo(() => planProgramme(programme, items, date, choices), [programme, items, date, choices])
  const count = plan.filter(({ isChosen }) => isChosen).length
  const hasTexts = programme.events.some(({ place, description }) => place !== '' || description !== '')
  const days = [...new Set(programme.events.map((event) => event.date))]

  const take = (): void => {
    const words = { untitled: text('untitled'), place: (place: string) => text('place', { name: place }) }
    const planned = itemsOf(plan, people, words)
    const { takeBack } = importItems(doc, origin, withTexts ? planned : planned.map((item) => ({ ...item, lines: [] })))
    showToast({ message: text('imported', { count }), action: { label: text('undo'), onAction: takeBack } })
    onDone('taken')
  }

  return (
    <>
      <DialogBody>
        <p className="any-script">
          <strong>{programme.name === '' ? name : programme.name}</strong>
        </p>
        <p className="quiet small">
          {programme.zone === '' ? text('noZone') : text(programme.isOwnZone ? 'ownZone' : 'zone', { name: programme.zone })}
          {plan.some(({ event, isChosen, isThere }) => !isChosen && !isThere && !event.notes.includes('cancelled')) && choices.size === 0 && ` ${text('otherDays')}`}
        </p>
        {programme.unreadable > 0 && <p className="quiet small">{text('unreadable', { count: programme.unreadable })}</p>}
        {days.map((day) => (
          <section key={day} className="import-day">
            {days.length > 1 && day !== '' && <h3><DayWords day={day} /></h3>}
            <ul>
              {plan.map((planned, index) => planned.event.date === day && (
                // eslint-disable-next-line react/no-array-index-key -- an event is its place in the file
                <li key={index}>
                  <CheckboxField isSelected={planned.isChosen} onChange={(isChosen) => setChoices(new Map([...choices, [index, isChosen]]))}>
                    <EventWords planned={planned} />
                  </CheckboxField>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {hasTexts && (
          <CheckboxField isSelected={withTexts} onChange={setWithTexts}>
            {text('texts')}
          </CheckboxField>
        )}
        <output className="import-event-count">{text('counts', { count })}</output>
      </DialogBody>
      <DialogFooter>
        <Button onPress={() => onDone('left-out')}>{importText('cancel')}</Button>
        <Button tone="accent" isDisabled={count === 0} onPress={take}>
          {text('add', { count })}
        </Button>
      </DialogFooter>
    </>
  )
}

function DayWords({ day }: { readonly day: string }): ReactNode {
  const { locale } = useIntl()
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day)) return <span className="any-script">{day}</span>
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

function EventWords({ planned: { event, isThere } }: { readonly planned: PlannedEvent }): ReactNode {
  const text = useText(importProgrammeMessages)
  const kindText = useText(messages)
  const comma = useComma()
  const facts = [
    kindText(`kind_${event.kind}`),
    ...(event.speakers.length > 0 ? [text('heldBy', { name: event.speakers.join(comma) })] : []),
    ...(event.place === '' ? [] : [event.place]),
    ...event.notes.map((note) => text(noteKeys[note])),
    ...(isThere ? [text('there')] : []),
  ]
  const hours = event.start === '' ? text('allDay') : [event.start, event.end].filter((hour) => hour !== '').join('–')
  return (
    <span className="import-event">
      <span className="import-hours any-script">{hours}</span>
      <span className="import-event-words">
        <span className="any-script">{event.title === '' ? text('untitled') : event.title}</span>
        <span className="quiet small any-script"><Facts facts={facts} /></span>
      </span>
    </span>
  )
}
