/** The screen in place of a library that cannot be opened: what happened, what is safe, and the way back to the last good copy. */
import { History, RotateCcw } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { AppInfo, DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { EngineFailure, GoodCopy } from '../../shared/ipc/engine-port.ts'
import { Button } from '../base/controls/button.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { showToast } from '../base/controls/toast.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { restoreMessages } from './restore-messages.ts'

export type CannotStartProps = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  readonly failure: EngineFailure
  readonly info: AppInfo
  readonly onRetry: () => void
}

/** `looking` until the copies have been read. */
type Copy = GoodCopy | 'looking' | 'none'

/** Tells why, and offers the copy when the storage is damaged. */
export function CannotStart({ source, desktop, failure, info, onRetry }: CannotStartProps): ReactNode {
  const text = useText(restoreMessages)
  const failureText = useText(failureMessages)
  const intl = useIntl()
  const isDamaged = failure.kind === 'storage' && failure.detail === 'corrupt'
  const [copy, setCopy] = useState<Copy>('looking')
  const [isRestoring, setIsRestoring] = useState(false)
  const [restoreFailure, setRestoreFailure] = useState<EngineFailure | null>(null)
  useEffect(() => {
    if (isDamaged) source.call('findGoodCopy').then((found) => setCopy(found ?? 'none'), () => setCopy('none'))
  }, [source, isDamaged])
  const time = (ms: number): string => intl.formatDate(ms, { dateStyle: 'long', timeStyle: 'short' })

  const restore = async (): Promise<void> => {
    setIsRestoring(true)
    setRestoreFailure(null)
    try {
      const { keptAs, madeAt } = await source.call('openGoodCopy')
      showToast({ message: text('restored', { time: time(madeAt), name: keptAs }) })
      onRetry()
    } catch (error) {
      setRestoreFailure(failureOf(error))
      setIsRestoring(false)
    }
  }

  return (
    <main className="crash">
      <Problem title={text('problemTitle')}>{isDamaged ? text('damaged') : failureSentence(failureText, failure)}</Problem>
      {isDamaged && copy === 'looking' && <output className="quiet">{text('looking')}</output>}
      {isDamaged && copy === 'none' && <p>{text('noCopy')}</p>}
      {isDamaged && typeof copy === 'object' && (
        <>
          <p>{text('copyFound', { time: time(copy.madeAt), count: copy.workshopCount })}</p>
          <p>{text('whatHappens')}</p>
        </>
      )}
      {restoreFailure && <Problem title={text('notRestored')}>{failureSentence(failureText, restoreFailure)}</Problem>}
      <p className="quiet small">{text('dataFolder', { path: info.dataDirectory })}</p>
      <div className="library-actions">
        {isDamaged && typeof copy === 'object' && (
          <Button tone="accent" icon={History} isDisabled={isRestoring} onPress={() => void restore()}>
            {isRestoring ? text('restoring') : text('openCopy')}
          </Button>
        )}
        <Button onPress={() => void desktop.invoke('show-in-folder', info.dataDirectory)}>{text('showFolder')}</Button>
        <Button tone={isDamaged ? 'plain' : 'accent'} icon={RotateCcw} isDisabled={isRestoring} onPress={onRetry}>
          {text('tryAgain')}
        </Button>
      </div>
    </main>
  )
}
