/** The list of all keys: from the Help menu, from the palette, and by a key of its own. */
import { useMemo, type ReactNode } from 'react'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { useText } from '../base/words/i18n.tsx'
import { KeyboardRegion } from '../base/controls/keyboard-region.tsx'
import { messages as editorMessages } from '../editor/messages.ts'
import { messages as outcomeMessages } from '../outcomes/messages.ts'
import { messages } from './messages.ts'
import { shortcutGroups } from './shortcut-groups.ts'
import './shortcuts-dialog.css'

/** The dialog; mounted while it is open. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const app = useText(messages)
  const editor = useText(editorMessages)
  const outcomes = useText(outcomeMessages)
  const groups = useMemo(() => shortcutGroups({ app, editor, outcomes }), [app, editor, outcomes])
  return (
    <Dialog title={app('shortcuts')} isOpen onClose={onClose} width="wide">
      <DialogBody>
        <KeyboardRegion label={app('shortcuts')} className="shortcuts">
          {groups.map(({ title, lines }) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <dl>
                {lines.map(({ label, keys }) => (
                  <div key={label} className="shortcut">
                    <dt>{label}</dt>
                    <dd>
                      <kbd dir="ltr">{keys}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </KeyboardRegion>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{app('save')}</Button>
      </DialogFooter>
    </Dialog>
  )
}
