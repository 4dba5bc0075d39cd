/** Making a new workshop: what it is called, who meets, when and where. Everything but the title can be left for later. */
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { WorkshopRecordInput } from '../../shared/document/record/record-schema.ts'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { emptyDetails, type WorkshopDetails } from '../../shared/model/workshop.ts'
import { carriedDetails, carriedPoints, expectedPeople, withCarried, type CarriedDetails, type FollowOnPlan } from '../../shared/series/follow-on.ts'
import type { EarlierMeeting } from '../../shared/series/open-points.ts'
import { Button } from '../base/controls/button.tsx'
import { DetailsDateField, DetailsLanguageField, DetailsTextField } from '../base/controls/details-fields.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import '../base/look/page.css'
import { Problem } from '../base/controls/problem.tsx'
import { messages } from './messages.ts'

export type NewWorkshopDialogProps = {
  readonly create: (record: WorkshopRecordInput) => Promise<WorkshopId>
  /** Not called for one that was still being made when the dialog was closed: it stays in the library, unopened. */
  readonly onCreated: (workshop: WorkshopId) => void
  /** What had been typed, when it was left with something in it that nothing was made of. */
  readonly onClose: (typed: WorkshopDetails | null) => void
  /** What was typed before it was left. */
  readonly typed?: WorkshopDetails | undefined
  /** Lets it follow on from an earlier meeting (`series/use-follow-on.tsx`). */
  readonly followOn: {
    readonly plan: FollowOnPlan | null
    /** Nothing is made meanwhile. */
    readonly isReading: boolean
    readonly render: (body: string) => ReactNode
    readonly renderChoice: ((body: string) => ReactNode) | null
  }
}

/** A record of a workshop with these details, and with what it takes from an earlier one: the creating engine is the only one that ever fills it. */
function newWorkshopRecord(details: WorkshopDetails, plan: FollowOnPlan | null): WorkshopRecordInput {
  return {
    // Literals that the type checks: importing the values would bring the whole schema library into the page.
    format: 'minuta-workshop-record',
    version: 1,
    workshop: {
      ...details,
      title: details.title.trim(),
      bodyAliases: [...details.bodyAliases],
      sectors: [...details.sectors],
      regions: [...details.regions],
      languages: [...details.languages],
      abbreviations: [...details.abbreviations],
    },
    people: plan?.isTakingPeople === true ? expectedPeople(plan.meeting).map((person) => ({ ...person, functions: [...person.functions], duties: [...person.duties] })) : [],
    matters: plan?.isTakingPoints === true ? carriedPoints(plan.meeting, details.body).map(({ fields }) => ({ ...fields })) : [],
  }
}

/** The dialog; mounted while it is open. */
export function NewWorkshopDialog({ create, onCreated, onClose, typed, followOn }: NewWorkshopDialogProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const language = useLanguage()
  const [blank] = useState<WorkshopDetails>({ ...emptyDetails, language })
  const [details, setDetails] = useState(typed ?? blank)
  const { plan } = followOn
  const earlier = plan?.meeting ?? null
  const [carried, setCarried] = useState<{ readonly from: EarlierMeeting | null; readonly details: CarriedDetails | null; readonly isAnyShown: boolean }>({ from: null, details: null, isAnyShown: false })
  if (carried.from !== earlier) {
    const next = earlier && carriedDetails(earlier, language)
    // What was typed into a field is not hidden with the choice that showed it.
    setCarried({ from: earlier, details: next, isAnyShown: true })
    setDetails(withCarried(details, blank, carried.details, next))
  }
  const [isChecked, setIsChecked] = useState(false)
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const onChange = (change: Partial<WorkshopDetails>): void => setDetails((before) => ({ ...before, ...change }))
  const isTitled = details.title.trim() !== ''
  const leave = (): void => onClose(isRunning || JSON.stringify(details) === JSON.stringify(blank) ? null : details)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setIsChecked(true)
    if (!isTitled || isRunning || followOn.isReading) return
    setIsRunning(true)
    setFailure(null)
    try {
      const workshop = await create(newWorkshopRecord(details, plan))
      if (isShown.current) onCreated(workshop)
    } catch (error) {
      setFailure(failureOf(error))
      setIsRunning(false)
    }
  }

  return (
    <Dialog title={text('newWorkshop')} isOpen onClose={leave} width="wide">
      {followOn.renderChoice?.(details.body) ?? (
        <form onSubmit={(event) => void submit(event)}>
          <DialogBody>
            <DetailsTextField name="title" details={details} onChange={onChange} error={isChecked && !isTitled ? text('needTitle') : null} />
            {followOn.render(details.body)}
            <div className="form-pair">
              <DetailsTextField name="body" details={details} onChange={onChange} />
              <DetailsTextField name="session" details={details} onChange={onChange} />
            </div>
            <DetailsTextField name="organisation" details={details} onChange={onChange} />
            {carried.isAnyShown && (
              <div className="form-pair">
                <DetailsTextField name="seriesNumber" details={details} onChange={onChange} />
                <DetailsTextField name="previousMeeting" details={details} onChange={onChange} />
              </div>
            )}
            <DetailsDateField details={details} onChange={onChange} />
            <div className="form-pair">
              <DetailsTextField name="place" details={details} onChange={onChange} />
              <DetailsTextField name="venue" details={details} onChange={onChange} />
            </div>
            <div className="form-pair">
              <DetailsTextField name="host" details={details} onChange={onChange} />
              <DetailsTextField name="focus" details={details} onChange={onChange} />
            </div>
            <DetailsLanguageField details={details} onChange={onChange} />
            {failure && <Problem title={text('notCreated')}>{failureSentence(failureText, failure)}</Problem>}
          </DialogBody>
          <DialogFooter>
            <Button onPress={leave}>{text('cancel')}</Button>
            <Button type="submit" tone="accent" isDisabled={isRunning || followOn.isReading}>
              {isRunning ? text('creating') : text('create')}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  )
}
