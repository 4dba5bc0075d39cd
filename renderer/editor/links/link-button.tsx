/** Setting, changing and removing a link: a small form under the toolbar's button, also opened by its key. */
import type { Editor } from '@tiptap/core'
import { Link, Unlink } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button, IconButton } from '../../base/controls/button.tsx'
import { TextField } from '../../base/controls/fields.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { completeLink } from './links.ts'
import { messages } from '../messages.ts'
import { shortcutLabel } from '../shortcuts.ts'

/** Asks for an address. */
export const linkShortcut = 'Mod-Shift-k'

export type LinkButtonProps = {
  readonly editor: Editor
  /** The address at the caret; null when there is no link. */
  readonly href: string | null
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

export function LinkButton({ editor, href, isOpen, onOpenChange }: LinkButtonProps): ReactNode {
  const text = useText(messages)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <IconButton icon={Link} label={text('link')} shortcut={shortcutLabel(linkShortcut, text)} className={href === null ? '' : 'is-on'} />
      <Popover className="popover link-popover" offset={4}>
        <Dialog aria-label={text('link')} className="link-dialog">
          <LinkForm editor={editor} href={href} onDone={() => onOpenChange(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

type LinkFormProps = { readonly editor: Editor; readonly href: string | null; readonly onDone: () => void }

function LinkForm({ editor, href, onDone }: LinkFormProps): ReactNode {
  const text = useText(messages)
  const [address, setAddress] = useState(href ?? '')
  const [isWrong, setIsWrong] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const complete = completeLink(address)
    if (complete === null) {
      setIsWrong(true)
      return
    }
    setLink(editor, complete, address.trim())
    onDone()
  }
  return (
    <form onSubmit={submit} className="link-form">
      <TextField
        label={text('linkAddress')}
        value={address}
        onChange={(value) => {
          setAddress(value)
          setIsWrong(false)
        }}
        error={isWrong ? text('linkWrong') : null}
        placeholder="https://"
        inputRef={input}
      />
      <div className="link-actions">
        {href !== null && (
          <Button
            tone="quiet"
            icon={Unlink}
            onPress={() => {
              editor.chain().focus().extendMarkRange('link').unsetLink().run()
              onDone()
            }}
          >
            {text('linkRemove')}
          </Button>
        )}
        <Button type="submit" tone="accent">
          {text('linkApply')}
        </Button>
      </div>
    </form>
  )
}

/** Links the selection, the link at the caret, or, where neither is, inserts the address as it was typed. */
function setLink(editor: Editor, href: string, typed: string): void {
  const chain = editor.chain().focus()
  if (editor.state.selection.empty && !editor.isActive('link')) {
    chain.insertContent({ type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] }).run()
  } else chain.extendMarkRange('link').setLink({ href }).run()
}
