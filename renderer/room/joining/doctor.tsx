/** The network doctor: what stands between this computer and a room, in words, and what to do next. */
import { Check, CircleAlert, Minus, RotateCcw, type LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import type { Diagnosis, DoctorFinding } from '../../../shared/ipc/engine-port.ts'
import { Button } from '../../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../base/controls/dialog.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { doctorMessages, type DoctorKey } from './doctor-messages.ts'
import './doctor.css'

type Outcome = DoctorFinding['outcome']
const outcomeIcons: Readonly<Record<Outcome, LucideIcon>> = { good: Check, bad: CircleAlert, 'not-tried': Minus }
const outcomeWords: Readonly<Record<Outcome, DoctorKey>> = { good: 'outcome_good', bad: 'outcome_bad', 'not-tried': 'outcome_notTried' }

/** What was found, and what to do; a detail of a newer engine still has a sentence. */
export function detailWords(detail: string): { readonly found: DoctorKey; readonly next: DoctorKey } {
  switch (detail) {
    case 'no-network':
      return { found: 'found_noNetwork', next: 'next_noNetwork' }
    case 'other-network':
      return { found: 'found_otherNetwork', next: 'next_otherNetwork' }
    case 'no-answer':
      return { found: 'found_noAnswer', next: 'next_noAnswer' }
    case 'refused':
      return { found: 'found_refused', next: 'next_refused' }
    case 'no-such-host':
      return { found: 'found_noSuchHost', next: 'next_noSuchHost' }
    case 'login-page':
      return { found: 'found_loginPage', next: 'next_loginPage' }
    case 'other-certificate':
      return { found: 'found_otherCertificate', next: 'next_otherCertificate' }
    case 'not-a-relay':
      return { found: 'found_notARelay', next: 'next_notARelay' }
    case 'invite-wrong':
      return { found: 'found_inviteWrong', next: 'next_inviteWrong' }
    case 'invite-expired':
      return { found: 'found_inviteExpired', next: 'next_inviteExpired' }
    case 'invite-revoked':
      return { found: 'found_inviteRevoked', next: 'next_inviteRevoked' }
    case 'invite-missing':
      return { found: 'found_inviteMissing', next: 'next_inviteMissing' }
    case 'no-such-workshop':
      return { found: 'found_noSuchWorkshop', next: 'next_noSuchWorkshop' }
    case 'too-many':
      return { found: 'found_tooMany', next: 'next_tooMany' }
    default:
      return { found: 'found_other', next: 'next_other' }
  }
}

/** The doctor in a dialog of its own; looks as soon as it opens. */
export function DoctorDialog({ diagnose, onClose }: { readonly diagnose: () => Promise<Diagnosis>; readonly onClose: () => void }): ReactNode {
  const text = useText(doctorMessages)
  const examination = useExamination(diagnose)
  return (
    <Dialog title={text('title')} isOpen onClose={onClose}>
      <DialogBody>
        <Findings {...examination} />
      </DialogBody>
      <DialogFooter>
        <Button icon={RotateCcw} isDisabled={examination.isLooking} onPress={examination.look}>
          {text('again')}
        </Button>
        <Button tone="accent" onPress={onClose}>
          {text('done')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

export type Examination = { readonly diagnosis: Diagnosis | null; readonly isLooking: boolean; readonly hasFailed: boolean; readonly look: () => void }

/** Looks at once, and again on demand. */
function useExamination(diagnose: () => Promise<Diagnosis>): Examination {
  const [state, setState] = useState<Omit<Examination, 'look'>>({ diagnosis: null, isLooking: true, hasFailed: false })
  const [look] = useState(() => (): void => {
    setState((before) => ({ ...before, isLooking: true }))
    diagnose().then(
      (diagnosis) => setState({ diagnosis, isLooking: false, hasFailed: false }),
      () => setState({ diagnosis: null, isLooking: false, hasFailed: true }),
    )
  })
  useEffect(look, [look])
  return { ...state, look }
}

/** What was found, in the order in which it was looked at. */
function Findings({ diagnosis, isLooking, hasFailed }: Omit<Examination, 'look'>): ReactNode {
  const text = useText(doctorMessages)
  return (
    <div className="doctor" aria-busy={isLooking}>
      <output className="doctor-state">
        {isLooking && (
          <>
            <span>{text('looking')}</span>
            <span className="quiet small">{text('lookingHelp')}</span>
          </>
        )}
        {!isLooking && diagnosis?.isGood === true && <span>{text('allGood')}</span>}
      </output>
      {hasFailed && <Problem>{text('notLooked')}</Problem>}
      {!isLooking && diagnosis && (
        <ol className="doctor-findings">
          {diagnosis.findings.map((finding) => {
            const isReason = finding === diagnosis.findings.find(({ outcome }) => outcome === 'bad')
            const Icon = outcomeIcons[finding.outcome]
            return (
              <li key={finding.check} className={`doctor-finding doctor-${finding.outcome}`}>
                <Icon aria-hidden size={20} />
                <div className="doctor-words">
                  <span>
                    {text(`check_${finding.check}`)}
                    <span className="visually-hidden">: </span> <span className="doctor-outcome">{text(isReason ? 'outcome_reason' : outcomeWords[finding.outcome])}</span>
                  </span>
                  <FindingWords finding={finding} />
                </div>
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}

function FindingWords({ finding }: { readonly finding: DoctorFinding }): ReactNode {
  const text = useText(doctorMessages)
  const { found, next } = detailWords(finding.detail)
  return (
    <>
      {finding.outcome === 'bad' && (
        <>
          <strong>{text(found)}</strong>
          <p>{text(next)}</p>
        </>
      )}
      {finding.values.length > 0 && finding.outcome !== 'not-tried' && <span className="quiet small">{text('addresses', { list: finding.values.join(' · ') })}</span>}
    </>
  )
}
