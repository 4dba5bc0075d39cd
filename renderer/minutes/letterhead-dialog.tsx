/** How the organisation's paper looks: logo, colour and footer of everything that is exported. Kept with the workshop, so that it travels. */
import { ImageUp, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import type { Letterhead } from '../../shared/model/workshop.ts'
import { limits } from '../../shared/protocol/messages.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { useText } from '../base/words/i18n.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useBlobUrl, useSource } from '../document/source-context.tsx'
import { messages } from './messages.ts'

/** What every format can show. */
const logoTypes = ['image/png', 'image/jpeg'] as const
const defaultColor = '#0f5c63'

export type LetterheadDialogProps = { readonly letterhead: Letterhead; readonly onClose: () => void }

/** The dialog; mounted while it is open. Every change is kept at once. */
export function LetterheadDialog({ letterhead, onClose }: LetterheadDialogProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, typing, canEdit } = useWorkshopEdits()
  const source = useSource()
  const [problem, setProblem] = useState('')
  const set = (by: unknown, change: Partial<Letterhead>): void => setDetails(doc, by, { letterhead: change })
  const takeLogo = async (file: File): Promise<void> => {
    const mediaType = logoTypes.find((type) => type === file.type)
    if (!source || mediaType === undefined || file.size > limits.maxBlobBytes) return setProblem(text('logoRefused'))
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const logo = await source.call('putBlob', bytes, mediaType)
      doc.transact(() => {
        addBlob(doc, origin, { id: logo, mediaType, byteLength: bytes.byteLength, name: file.name })
        set(origin, { logo })
      }, origin)
      setProblem('')
    } catch {
      setProblem(text('logoNotKept'))
    }
  }
  return (
    <Dialog title={text('letterhead')} isOpen onClose={onClose}>
      <DialogBody>
        <p className="quiet small">{text('letterheadHelp')}</p>
        <div className="letterhead-row">
          <Logo letterhead={letterhead} />
          <FileTrigger acceptedFileTypes={[...logoTypes]} onSelect={(files) => void (files?.[0] && takeLogo(files[0]))}>
            <Button icon={ImageUp} isDisabled={!canEdit}>
              {text('chooseLogo')}
            </Button>
          </FileTrigger>
          {letterhead.logo !== null && (
            <Button tone="quiet" icon={Trash2} isDisabled={!canEdit} onPress={() => set(origin, { logo: null })}>
              {text('removeLogo')}
            </Button>
          )}
        </div>
        {problem !== '' && (
          <p role="alert" className="field-error">
            {problem}
          </p>
        )}
        <div className="letterhead-row">
          <label className="letterhead-color">
            <span className="field-label">{text('letterheadColor')}</span>
            <input type="color" disabled={!canEdit} value={letterhead.color === '' ? defaultColor : letterhead.color} onChange={(event) => set(typing, { color: event.target.value })} />
          </label>
          {letterhead.color !== '' && (
            <Button tone="quiet" isDisabled={!canEdit} onPress={() => set(origin, { color: '' })}>
              {text('defaultColor')}
            </Button>
          )}
        </div>
        <SharedTextField label={text('letterheadFooter')} help={text('letterheadFooterHelp')} rows={3} isReadOnly={!canEdit} value={letterhead.footer} onChange={(footer) => set(typing, { footer })} />
      </DialogBody>
      <DialogFooter>
        <Button tone="accent" onPress={onClose}>
          {text('doneLinking')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

/** The logo as it is kept; '' where there is none. */
export function Logo({ letterhead: { logo } }: { readonly letterhead: Letterhead }): ReactNode {
  const text = useText(messages)
  const url = useBlobUrl(logo ?? '')
  return logo !== null && url !== null && <img src={url} alt={text('logo')} className="minutes-logo" />
}
