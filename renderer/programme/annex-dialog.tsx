/** Where a board is printed: in its section, or in an annex, with whose it is. */
import { useState, type FormEvent, type ReactNode } from 'react'
import { boardAnnexes, type BoardAnnex } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { changedFields } from '../base/changed-fields.ts'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { CheckboxField, SelectField, TextField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { messages } from './messages.ts'

export type AnnexDialogProps = {
  /** Of the board; '' while it has none. */
  readonly boardTitle: string
  /** Where it is printed so far; null for its section. */
  readonly annex: BoardAnnex | null
  /** Whether there is no board yet: it is made when this is done, be anything changed here or not. */
  readonly isNew?: boolean
  /** Gets what was changed here, all of it for a board that is new or was in no annex; null prints the board in its section. */
  readonly onDone: (annex: Partial<BoardAnnex> | null) => void
  readonly onClose: () => void
}

export const emptyStatement: BoardAnnex = { kind: 'statements', author: '', organisation: '', date: '', confidential: false }

/** The dialog; mounted while it is open. */
export function AnnexDialog({ boardTitle, annex: annexBefore, isNew = false, onDone, onClose }: AnnexDialogProps): ReactNode {
  const text = useText(messages)
  const [opened] = useState(annexBefore)
  const [annex, setAnnex] = useState(opened)
  // What was typed is kept while somebody looks at the other choices.
  const [typed, setTyped] = useState<BoardAnnex>(opened ?? emptyStatement)
  const set = (change: Partial<BoardAnnex>): void => {
    const next = { ...typed, ...change }
    setTyped(next)
    setAnnex(next)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isNew) onDone(annex)
    else if (annex !== opened) onDone(annex && opened ? changedFields(opened, annex) : annex)
    onClose()
  }
  return (
    <Dialog title={isNew ? text('addStatement') : text('annexTitle', { title: boardTitle === '' ? text('untitled') : boardTitle })} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <SelectField
            label={text('annexPlace')}
            value={annex?.kind ?? 'section'}
            options={(['section', ...boardAnnexes] as const).map((value) => ({ value, label: text(`annex_${value}`) }))}
            onChange={(kind) => (kind === 'section' ? setAnnex(null) : set({ kind }))}
          />
          {annex === null && opened?.confidential === true && <Problem tone="note">{text('annexNoLongerConfidential')}</Problem>}
          {annex && (
            <>
              <TextField label={text('annexAuthor')} value={annex.author} onChange={(author) => set({ author })} />
              <div className="form-row">
                <TextField label={text('annexOrganisation')} value={annex.organisation} onChange={(organisation) => set({ organisation })} />
                <TextField label={text('annexDate')} value={annex.date} onChange={(date) => set({ date })} />
              </div>
              <CheckboxField isSelected={annex.confidential} onChange={(confidential) => set({ confidential })}>
                {text('confidential')}
              </CheckboxField>
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{text('cancel')}</Button>
          <Button type="submit" tone="accent">
            {text(isNew ? 'add' : 'save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
