/** The question before freezing: it cannot be undone. The answer that changes nothing comes first. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { CheckboxField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { languageName } from '../base/words/language-name.ts'
import { Problem } from '../base/controls/problem.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useSource } from '../document/source-context.tsx'
import { freezeVersion, type Frozen } from './freeze-version.ts'
import { messages } from './messages.ts'
import type { VersionFacts } from './versions-button.tsx'

export type FreezeDialogProps = {
  readonly number: number
  readonly facts: VersionFacts
  /** Who freezes, as it is printed. */
  readonly frozenBy: string
  /** There is a new version. */
  readonly onFrozen: () => void
  readonly onClose: () => void
}

type FreezeProblem = Extract<Frozen, { ok: false }>['problem']

/** The dialog. While it works it can be stopped; nothing is frozen then. */
export function FreezeDialog({ number, facts, frozenBy, onFrozen, onClose }: FreezeDialogProps): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const { doc, lasting } = useWorkshopEdits()
  const { doc: responses } = useResponsesEdits()
  const source = useSource()
  const [languages, setLanguages] = useState<readonly string[]>([facts.language])
  const [note, setNote] = useState('')
  const [commentsUntil, setCommentsUntil] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const [failure, setFailure] = useState<EngineFailure | null>(null)
  const [problem, setProblem] = useState<FreezeProblem | null>(null)
  const [isCompared, setIsCompared] = useState(true)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const start = async (): Promise<void> => {
    if (!source) return
    setFailure(null)
    setProblem(null)
    setDone(0)
    const { signal } = (abort.current = new AbortController())
    try {
      const request = { languages, attribution: facts.attribution, note: note.trim(), commentsUntil, frozenBy, isCompared }
      const frozen = await freezeVersion(source, doc, responses, lasting, request, { signal, onDocument: setDone })
      if (frozen.ok) {
        showToast({ message: text('frozen', { number: frozen.version.number }) })
        onFrozen()
        return onClose()
      }
      setProblem(frozen.problem)
    } catch (error) {
      if (!signal.aborted) setFailure(failureOf(error))
    }
    return setDone(null)
  }
  const isWorking = done !== null
  return (
    <Dialog title={text('freezeTitle', { number })} isOpen role="alertdialog" onClose={onClose} isDismissable={!isWorking}>
      <DialogBody>
        <p>{text('freezeWords', { number })}</p>
        {facts.findingCount > 0 && (
          <div className="freeze-findings">
            <span>{text('freezeFindings', { count: facts.findingCount })}</span>
            <Button
              tone="quiet"
              onPress={() => {
                facts.onShowChecks()
                onClose()
              }}
            >
              {text('showChecks')}
            </Button>
          </div>
        )}
        <fieldset className="freeze-languages">
          <legend className="field-label">{text('freezeLanguages')}</legend>
          {minutesLanguages.map((language) => (
            <CheckboxField
              key={language}
              isSelected={languages.includes(language)}
              isDisabled={isWorking || (languages.length === 1 && languages[0] === language)}
              onChange={(isSelected) => setLanguages((chosen) => (isSelected ? [...chosen, language] : chosen.filter((other) => other !== language)))}
            >
              <span lang={language}>{languageName(language)}</span>
            </CheckboxField>
          ))}
        </fieldset>
        <TextField label={text('freezeComments')} help={text('freezeCommentsHelp')} type="date" value={commentsUntil} isDisabled={isWorking} onChange={setCommentsUntil} />
        <TextField label={text('freezeNote')} help={text('freezeNoteHelp')} value={note} isDisabled={isWorking} onChange={setNote} maxLength={500} />
        {failure && <Problem title={text('notFrozen')}>{failureSentence(failureText, failure)}</Problem>}
        {problem && <Problem title={text('notFrozen')}>{text(problem)}</Problem>}
        {/* The one before may be lost for good; nobody is to be kept from freezing by that. */}
        {(!isCompared || (problem && isAboutEarlier(problem))) && (
          <CheckboxField isSelected={!isCompared} isDisabled={isWorking} onChange={(isSelected) => setIsCompared(!isSelected)}>
            {text('freezeUncompared', { number })}
          </CheckboxField>
        )}
      </DialogBody>
      <DialogFooter>
        {isWorking ? (
          <>
            <output className="quiet small">{text('freezing', { done })}</output>
            <Button onPress={() => abort.current?.abort()}>{text('stop')}</Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>{text('notYet')}</Button>
            <Button tone="accent" onPress={() => void start()}>
              {text('freezeNow', { number })}
            </Button>
          </>
        )}
      </DialogFooter>
    </Dialog>
  )
}

/** Whether the version before is what cannot be read. */
function isAboutEarlier(problem: FreezeProblem): boolean {
  return problem !== 'tooLarge' && problem !== 'unreadable'
}
