/** Signing a version with the key of this computer: in the own name, dated today. */
import { PenTool } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { addApproval, setApprovalWithdrawn, signedBefore } from '../../shared/document/versions/approvals.ts'
import { handInSignature, takeSignatureBack } from '../../shared/document/versions/room-signatures.ts'
import { formatDateField } from '../../shared/minutes/dates.ts'
import { printable } from '../../shared/minutes/printable.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { approvalWays, type Approval, type ApprovalWay, type CheckedApproval, type FrozenVersion } from '../../shared/model/versions.ts'
import { Button } from '../base/controls/button.tsx'
import { Facts } from '../base/controls/facts.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { SelectField, TextField } from '../base/controls/fields.tsx'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useComma } from '../base/use-comma.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useSource } from '../document/source-context.tsx'
import { messages } from './messages.ts'
import { takeFocus } from './take-focus.ts'
import { today } from './today.ts'

/** Who the user of this computer is in the workshop. */
export type Self = { readonly name: string; readonly organisation: string }

/** What the signer says beside the name. */
export type SignWords = Pick<Approval, 'capacity' | 'how'>

export type SignFormProps = {
  readonly workshop: WorkshopId
  readonly version: FrozenVersion
  readonly self: Self
  /** Of this version, added and waiting. */
  readonly standing: readonly CheckedApproval[]
  /** What is typed; kept by whoever shows the form. */
  readonly words: SignWords
  readonly onWords: (words: SignWords) => void
  readonly onDone: () => void
}

export function SignForm({ workshop, version, self, standing, words: { capacity, how }, onWords, onDone }: SignFormProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const locale = useLanguage()
  const comma = useComma()
  const source = useSource()
  const notes = useWorkshopEdits()
  const responses = useResponsesEdits()
  const [isRunning, setIsRunning] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sign = async (): Promise<void> => {
    // Pressed twice, it would be signed twice: the first signature does not stand yet.
    if (source === null || isRunning) return
    setIsRunning(true)
    const words = { name: printable(self.name.trim()), organisation: printable(self.organisation.trim()), capacity: printable(capacity.trim()), how, on: today() }
    try {
      const signature = await source.call('signApproval', workshop, version.fingerprint, words)
      const approval = { ...words, version: version.fingerprint, signature }
      const before = signedBefore(standing, approval)
      if (before !== null) {
        setProblem(text('signedBefore', { name: before.name, date: formatDateField(before.on, locale) }))
        return
      }
      if (notes.canEdit) {
        const id = addApproval(notes.doc, notes.lasting, { ...approval, recordedBy: words.name })
        showToast({ message: text('signed', { number: version.number }), action: { label: text('undo'), onAction: () => setApprovalWithdrawn(notes.doc, notes.origin, id, true) } })
      } else {
        const id = handInSignature(responses.doc, responses.origin, approval)
        showToast({ message: text('handedIn'), action: { label: text('undo'), onAction: () => void takeSignatureBack(responses.doc, responses.origin, id) } })
      }
      onDone()
    } catch (error) {
      const failure = failureOf(error)
      setProblem(failure.kind === 'not-allowed' ? text('notSigned') : failureSentence(failureText, failure))
    } finally {
      setIsRunning(false)
    }
  }
  return (
    <form
      ref={takeFocus}
      className="version-form"
      onSubmit={(event) => {
        event.preventDefault()
        void sign()
      }}
    >
      <p className="version-form-wide">
        {text('signAs')} <strong>
          <Facts facts={[self.name, self.organisation]} between={comma} />
        </strong>
      </p>
      <TextField label={text('approvalCapacity')} value={capacity} onChange={(typed) => onWords({ capacity: typed, how })} />
      <SelectField<ApprovalWay> label={text('approvalHow')} value={how} options={approvalWays.map((way) => ({ value: way, label: text(`way_${way}`) }))} onChange={(chosen) => onWords({ capacity, how: chosen })} />
      <p className="version-form-wide quiet small">{text(notes.canEdit ? 'signWords' : 'signWordsRoom', { number: version.number })}</p>
      {problem !== null && (
        <div className="version-form-wide">
          <Problem>{problem}</Problem>
        </div>
      )}
      <div className="version-form-buttons">
        <Button onPress={onDone}>{text('notYet')}</Button>
        <Button tone="accent" icon={PenTool} type="submit" isDisabled={isRunning}>
          {text('signNow', { number: version.number })}
        </Button>
      </div>
    </form>
  )
}
