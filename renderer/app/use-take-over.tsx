/** Taking over from an earlier meeting, from wherever on a workshop's screen somebody asks for it. */
import { History } from 'lucide-react'
import { useCallback, useState, type ReactNode } from 'react'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { Button, type ButtonTone } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { messages } from '../series/messages.ts'
import { TakeOverDialog } from '../series/take-over-dialog.tsx'

export type TakeOver = {
  /** Opens the dialog; null where nothing may be written. */
  readonly start: (() => void) | null
  /** Buttons that do, for a page and for the panel beside it; null as well. */
  readonly button: ReactNode
  readonly panelButton: ReactNode
  readonly element: ReactNode
}

/** `onTaken`: something stands among the matters arising now. */
export function useTakeOver(source: WorkshopSource, workshop: WorkshopId, onTaken: () => void): TakeOver {
  const text = useText(messages)
  const { canEdit } = useWorkshopEdits()
  const [isOpen, setIsOpen] = useState(false)
  const start = useCallback(() => setIsOpen(true), [])
  const close = (): void => setIsOpen(false)
  const buttonOf = (tone: ButtonTone): ReactNode => (canEdit ? (
    <Button icon={History} tone={tone} onPress={start}>
      {text('takeOver')}
    </Button>
  ) : null)
  const finish = (): void => {
    close()
    onTaken()
  }
  return {
    start: canEdit ? start : null,
    button: buttonOf('plain'),
    panelButton: buttonOf('quiet'),
    element: isOpen ? <TakeOverDialog source={source} workshop={workshop} onTaken={finish} onClose={close} /> : null,
  }
}
