/** The code over the whole window, for the screen that everybody looks at. Escape leaves. */
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from '../../base/controls/button.tsx'
import { useText } from '../../base/words/i18n.tsx'
import type { WayIn } from '../joining/links.ts'
import { messages } from '../messages.ts'
import './projector.css'
import { QrCode } from './qr-code.tsx'

export type ProjectorProps = {
  /** Of the workshop. */
  readonly title: string
  readonly way: WayIn
  /** What whoever scans it will be, in words; null for a workshop without invites. */
  readonly role: string | null
  readonly until: string
  /** Under which the room is found in the Join dialog; null for a relay elsewhere. */
  readonly roomName: string | null
  readonly onClose: () => void
}

/** The projection; mounted while it is open. */
export function Projector({ title, way, role, until, roomName, onClose }: ProjectorProps): ReactNode {
  const text = useText(messages)
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} className="projector-veil">
      <Modal className="projector">
        <Dialog className="projector-inside">
          <div className="projector-code">
            <QrCode text={way.link} label={text('codeLabel', { what: title })} />
          </div>
          <div className="projector-words">
            <Heading slot="title" className="projector-title any-script">
              {title}
            </Heading>
            <p className="projector-how">{text(`scanWith_${way.kind}`)}</p>
            {role !== null && <p className="projector-role">{role}</p>}
            {until !== '' && <p>{until}</p>}
            {roomName !== null && <p>{text('projectorRoom', { name: roomName })}</p>}
            {!way.isEncrypted && <p className="projector-warning">{text('unencrypted')}</p>}
          </div>
          <IconButton icon={X} label={text('close')} shortcut="Esc" className="projector-close" onPress={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
