/** What became of several files that were given at once: which went in, which did not, and why. */
import { Check, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../controls/dialog.tsx'
import './files-summary.css'
import { useText } from '../words/i18n.tsx'
import { importMessages } from '../words/import-words.ts'
import { inOrder } from '../words/in-order.ts'
import { KeyboardRegion } from '../controls/keyboard-region.tsx'

/** `words`: sentences about it. */
export type FileResult = { readonly name: string; readonly isTaken: boolean; readonly words: readonly string[] }

export type FilesSummaryProps = {
  readonly results: readonly FileResult[]
  /** Takes all of it back at once; left out where that cannot be. */
  readonly onUndo?: (() => void) | undefined
  readonly onClose: () => void
}

export function FilesSummary({ results, onUndo, onClose }: FilesSummaryProps): ReactNode {
  const text = useText(importMessages)
  const taken = results.filter(({ isTaken }) => isTaken).length
  const summary = text('summary', { taken, total: results.length })
  return (
    <Dialog title={summary} isOpen onClose={onClose}>
      <DialogBody>
        <KeyboardRegion label={summary}>
          <ul className="files-summary">
            {inOrder(results, ({ name, isTaken, words }) => (
              <li data-taken={isTaken || undefined}>
                {isTaken ? <Check aria-hidden size={16} /> : <CircleSlash aria-hidden size={16} />}
                <div>
                  <p className="files-summary-name any-script">{name}</p>
                  {words.map((sentence) => (
                    <p key={sentence} className="small any-script">{sentence}</p>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </KeyboardRegion>
      </DialogBody>
      <DialogFooter>
        {onUndo && taken > 0 && <Button onPress={onUndo}>{text('takeBack')}</Button>}
        <Button tone="accent" onPress={onClose}>
          {text('close')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
