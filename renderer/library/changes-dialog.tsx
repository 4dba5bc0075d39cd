/** What a file would change in a workshop that is here, and the question whether it may. */
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { changedGroups, type FileChanges, type FileComparison, type GroupChanges } from '../../shared/document/hand-over/file-changes.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { beginningOf } from '../../shared/util/beginning-of.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { KeyboardRegion } from '../base/controls/keyboard-region.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { ProgressStep } from '../base/controls/progress.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { importMessages } from '../base/words/import-words.ts'
import { inOrder } from '../base/words/in-order.ts'
import { isolated } from '../base/words/isolated.ts'
import './changes-dialog.css'
import { messages } from './messages.ts'

/** How far it is; `words` is a sentence. */
export type ChangesState =
  | { readonly kind: 'running'; readonly words: string; readonly done: number; readonly total: number; readonly isStoppable: boolean }
  | { readonly kind: 'compared'; readonly comparison: FileComparison }
  | { readonly kind: 'failed'; readonly words: string }

export type ChangesDialogProps = {
  readonly state: ChangesState
  /** Of the file. */
  readonly name: string
  /** Of the workshop. */
  readonly title: string
  /** Whether the role here lets this user write the notes. */
  readonly mayTakeOver: boolean
  readonly onTakeOver: () => void
  readonly onClose: () => void
}

export function ChangesDialog({ state, name, title, mayTakeOver, onTakeOver, onClose }: ChangesDialogProps): ReactNode {
  const text = useText(messages)
  const importText = useText(importMessages)
  const isOffered = state.kind === 'compared' && state.comparison.kind === 'changes' && mayTakeOver
  const mayLeave = state.kind !== 'running' || state.isStoppable
  return (
    <Dialog title={text('changesTitle', { name: isolated(name) })} isOpen isDismissable={mayLeave} onClose={onClose}>
      <DialogBody>
        {state.kind === 'running' && <ProgressStep words={state.words} done={state.done} total={state.total} />}
        {state.kind === 'failed' && (
          <Problem title={text('notTakenOver')}>
            <p>{state.words}</p>
          </Problem>
        )}
        {state.kind === 'compared' && <Compared comparison={state.comparison} title={title} mayTakeOver={mayTakeOver} text={text} />}
      </DialogBody>
      {mayLeave && (
        <DialogFooter>
          <Button onPress={onClose}>{isOffered ? text('leaveAsItIs') : importText(state.kind === 'running' ? 'stop' : 'close')}</Button>
          {isOffered && (
            <Button tone="accent" onPress={onTakeOver}>
              {text('takeOver')}
            </Button>
          )}
        </DialogFooter>
      )}
    </Dialog>
  )
}

type ComparedProps = { readonly comparison: FileComparison; readonly title: string; readonly mayTakeOver: boolean; readonly text: Text<keyof (typeof messages)['en']> }

function Compared({ comparison, title, mayTakeOver, text }: ComparedProps): ReactNode {
  switch (comparison.kind) {
    case 'from-newer-version':
      return <Problem tone="note">{text('changesNewer')}</Problem>
    case 'other-history':
      return <Problem tone="note">{text('changesOtherHistory')}</Problem>
    case 'changes':
      return (
        <>
          <Alarms changes={comparison.changes} text={text} />
          <p className="any-script">{text('changesLead', { title: isolated(title) })}</p>
          <ChangeList changes={comparison.changes} text={text} />
          {mayTakeOver ? (
            <>
              <Problem tone="note">{text('changesWarning')}</Problem>
              <p className="quiet small">
                {text('changesWayBack')} {bringsLasting(comparison.changes) && text('changesStay')}
              </p>
            </>
          ) : (
            <Problem tone="note">{text('changesNotYours')}</Problem>
          )}
        </>
      )
    default:
      return assertNever(comparison, 'comparison with a file')
  }
}

/** Whether there is something among the changes that Undo leaves in. */
function bringsLasting({ groups, others }: FileChanges): boolean {
  return groups.versions.added.length > 0 || others.includes('approvals') || others.includes('invites')
}

/** Of long lists only so many are named. */
const maxNames = 4
const maxNameLength = 80

/** The first of `names` in words, and how many more there are. `unnamed` stands for one without letters. */
function useNames(text: ComparedProps['text']): (names: readonly string[], unnamed: string) => string {
  const { formatList } = useIntl()
  return (names, unnamed) => {
    const first = names.slice(0, maxNames).map((name) => (name.trim() === '' ? unnamed : isolated(beginningOf(name, maxNameLength))))
    const more = names.length - first.length
    return formatList(more > 0 ? [...first, text('changesMore', { count: more })] : first, { type: 'conjunction' })
  }
}

/** What must not be overlooked in a list: it may leave the house, or cannot be undone. */
function Alarms({ changes: { exposed, takenBack }, text }: { readonly changes: FileChanges } & Pick<ComparedProps, 'text'>): ReactNode {
  const namesOf = useNames(text)
  return (
    <>
      {exposed.length > 0 && <Problem>{text('changesExposed', { names: namesOf(exposed, text('untitledHit')) })}</Problem>}
      {takenBack.length > 0 && <Problem>{text('changesTakenBack', { count: takenBack.length, names: namesOf(takenBack, text('changesUnnamedInvite')) })}</Problem>}
    </>
  )
}

function ChangeList({ changes: { groups, others }, text }: { readonly changes: FileChanges } & Pick<ComparedProps, 'text'>): ReactNode {
  const { formatList } = useIntl()
  const namesOf = useNames(text)
  const told = changedGroups.filter((group) => Object.values(groups[group]).some((names) => names.length > 0))
  if (told.length === 0 && others.length === 0) return <p className="quiet">{text('changesUnseen')}</p>
  const lines = ({ added, changed, gone }: GroupChanges): readonly string[] =>
    ([['changesNew', added], ['changesChanged', changed], ['changesGone', gone]] as const).filter(([, names]) => names.length > 0).map(([message, names]) => text(message, { count: names.length, names: namesOf(names, text('untitledHit')) }))
  return (
    <KeyboardRegion label={text('changesList')}>
      <dl className="changes">
        {inOrder(told, (group) => (
          <div>
            <dt>{text(`group_${group}`)}</dt>
            {inOrder(lines(groups[group]), (line) => <dd className="any-script">{line}</dd>)}
          </div>
        ))}
        {others.length > 0 && (
          <div>
            <dt>{text('changesAlso')}</dt>
            <dd>{formatList(others.map((part) => text(`other_${part}`)), { type: 'conjunction' })}</dd>
          </div>
        )}
      </dl>
    </KeyboardRegion>
  )
}
