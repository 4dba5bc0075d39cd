/** What to hand over: format, and which document in which language. The page behind it shows the same choices at once. */
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { SwitchField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { ChoiceFields, type ChoiceFieldsProps } from './choice-fields.tsx'
import { messages } from './messages.ts'

export type ExportDialogProps = Omit<ChoiceFieldsProps, 'isLabelHidden'> & {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onExport: () => void
  readonly format: ExportFormat
  readonly onFormat: (format: ExportFormat) => void
  readonly isWithLetterhead: boolean
  /** Whether the file lets whoever has it go on with the workshop. */
  readonly holdsWorkshop: boolean
  /** Passages in which participants are named though these minutes name nobody. */
  readonly namedPassages: number
  readonly onShowChecks: () => void
  /** Null while the workshop has no letterhead. */
  readonly onLetterhead: ((isWith: boolean) => void) | null
}

/** The dialog. */
export function ExportDialog(props: ExportDialogProps): ReactNode {
  const { isOpen, onClose, onExport, format, onFormat, isWithLetterhead, holdsWorkshop, namedPassages, onShowChecks, onLetterhead, ...fields } = props
  const text = useText(messages)
  return (
    <Dialog title={text('exportTitle')} isOpen={isOpen} onClose={onClose} width="wide">
      <DialogBody>
        <RadioGroup
          className="export-formats"
          value={format}
          onChange={(value) => {
            const chosen = exportFormats.find((known) => known === value)
            if (chosen) onFormat(chosen)
          }}
        >
          <Label className="field-label">{text('format')}</Label>
          <div className="export-format-list">
            {exportFormats.map((known) => (
              <Radio key={known} value={known} className="export-format" aria-label={text(`export_${known}`)}>
                <span className="export-format-name">{text(`export_${known}`)}</span>
                <span className="field-help">{text(`about_${known}`)}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <div className="form-pair">
          <ChoiceFields {...fields} />
        </div>
        {holdsWorkshop && <p className="export-notice">{text('packHoldsWorkshop')}</p>}
        {namedPassages > 0 && (
          <p className="export-notice">
            <span>{text('namedPassages', { count: namedPassages })}</span>
            <Button tone="quiet" onPress={onShowChecks}>
              {text('namedPassagesShow')}
            </Button>
          </p>
        )}
        {onLetterhead && (
          <SwitchField isSelected={isWithLetterhead} onChange={onLetterhead}>
            {text('withLetterhead')}
          </SwitchField>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{text('cancel')}</Button>
        <Button tone="accent" onPress={onExport}>
          {text('export')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
