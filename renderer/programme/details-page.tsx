/** What the workshop says about itself: everything that the cover and the opening of the minutes are made of. */
import { useEffect, useRef, type ReactNode } from 'react'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import type { WorkshopDetails } from '../../shared/model/workshop.ts'
import { DetailsChoiceField, DetailsDateField, DetailsLanguageField, DetailsListField, DetailsTextField } from '../base/controls/details-fields.tsx'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { useText } from '../base/words/i18n.tsx'
import '../base/look/page.css'
import { useDetails } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { MattersSection } from './matters-section.tsx'
import { messages } from './messages.ts'

export type DetailsPageProps = {
  /** True when it is opened for the matters arising: they are unfolded, in view and focused. */
  readonly isAtMatters: boolean
  /** The button that takes over from an earlier meeting; null where nothing may be written. */
  readonly takeOver: ReactNode
}

/** The Details page; every change is kept at once. */
export function DetailsPage({ isAtMatters, takeOver }: DetailsPageProps): ReactNode {
  const text = useText(messages)
  const { doc, typing, canEdit } = useWorkshopEdits()
  const details = useDetails(doc)
  const mattersPlace = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAtMatters) return
    mattersPlace.current?.scrollIntoView()
    mattersPlace.current?.focus({ preventScroll: true })
  }, [isAtMatters])
  const field = { details, isReadOnly: !canEdit, onChange: (change: Partial<WorkshopDetails>) => setDetails(doc, typing, change) }
  return (
    <div className="page">
      <header className="page-header">
        <div>
          <h1>{text('details')}</h1>
          <p className="quiet">{text('detailsHelp')}</p>
        </div>
      </header>
      <section className="page-section">
        <h2>{text('detailsWho')}</h2>
        <DetailsTextField name="title" {...field} />
        <div className="form-pair">
          <DetailsTextField name="body" {...field} />
          <DetailsTextField name="session" {...field} />
          <DetailsTextField name="organisation" {...field} />
          <DetailsTextField name="commission" {...field} />
        </div>
        <DetailsListField name="bodyAliases" {...field} />
        <DetailsTextField name="focus" {...field} />
        <DetailsTextField name="purpose" {...field} />
      </section>
      <section className="page-section">
        <h2>{text('detailsWhen')}</h2>
        <DetailsDateField {...field} />
        <div className="form-pair">
          <DetailsTextField name="startTime" {...field} />
          <DetailsTextField name="endTime" {...field} />
          <DetailsTextField name="place" {...field} />
          <DetailsTextField name="venue" {...field} />
        </div>
        <DetailsTextField name="venueDescription" {...field} />
        <DetailsTextField name="host" {...field} />
        <DetailsLanguageField {...field} />
      </section>
      <section className="page-section">
        <h2>{text('detailsAttendance')}</h2>
        <DetailsTextField name="attendanceNote" {...field} />
        <div className="form-pair">
          <DetailsListField name="regions" {...field} />
          <DetailsListField name="sectors" {...field} />
        </div>
        <DetailsTextField name="otherParticipants" {...field} />
      </section>
      <section className="page-section">
        <h2>{text('detailsSeries')}</h2>
        <DetailsTextField name="previousMeeting" rows={2} {...field} />
        <DetailsTextField name="nextMeeting" rows={2} {...field} />
        {takeOver !== null && <div>{takeOver}</div>}
        <div ref={mattersPlace} tabIndex={-1} className="matters-place">
          <FoldAway title={text('matters')} isOpenAtFirst={isAtMatters}>
            <MattersSection />
          </FoldAway>
        </div>
      </section>
      <section className="page-section">
        <FoldAway title={text('detailsFormal')} level={2}>
          <DetailsTextField name="welcome" rows={2} {...field} />
          <DetailsTextField name="quorum" {...field} />
          <DetailsTextField name="agendaAdoption" {...field} />
          <DetailsTextField name="previousMinutes" rows={2} {...field} />
          <DetailsTextField name="interests" rows={2} {...field} />
        </FoldAway>
        <FoldAway title={text('detailsMinutes')} level={2}>
          <div className="form-pair">
            <DetailsTextField name="seriesNumber" {...field} />
            <DetailsTextField name="reference" {...field} />
            <DetailsChoiceField name="mode" {...field} />
            <DetailsTextField name="timeZone" {...field} />
            <DetailsChoiceField name="distribution" {...field} />
            <DetailsTextField name="commentDeadline" {...field} />
          </div>
          <DetailsChoiceField name="attribution" {...field} />
          <DetailsTextField name="organisers" {...field} />
          <DetailsTextField name="funding" {...field} />
          <div className="form-pair">
            <DetailsListField name="languages" {...field} />
            <DetailsListField name="abbreviations" {...field} />
          </div>
        </FoldAway>
      </section>
    </div>
  )
}
