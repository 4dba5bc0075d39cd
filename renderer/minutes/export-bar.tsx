/** Handing the minutes over: the usual file with one press, every other through the dialog, and the running export in their place. */
import { Download } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { HandOverContent } from '../../shared/document/hand-over/hand-over-file.ts'
import { exportFormats, type DesktopApi, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { tellsAll } from '../../shared/minutes/tells-all.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Progress } from '../base/controls/progress.tsx'
import { useRemembered } from '../base/remembered.ts'
import { ExportDialog } from './export-dialog.tsx'
import { messages } from './messages.ts'
import type { Choices } from './use-choices.ts'
import { useExport, type Exporting } from './use-export.ts'

/** The formats, asked for from elsewhere. */
export type ExportErrand = {
  /** Another one each time. */
  readonly number: number
  /** The format to begin with; null: that of the last time. */
  readonly format: ExportFormat | null
}

export type ExportBarProps = {
  readonly desktop: DesktopApi
  /** What is exported, as JSON; read when an export starts: what is on screen then. */
  readonly readWorkshop: () => Promise<string>
  /** The workshop itself, for a pack that may hold it. */
  readonly readHandOver: () => HandOverContent
  readonly title: string
  readonly choices: Choices
  readonly onChoose: (change: Partial<Choices>) => void
  readonly organisations: readonly string[]
  readonly hasLetterhead: boolean
  readonly namedPassages: number
  readonly onShowChecks: () => void
  /** Opens the dialog whenever it has another number; null while nobody asked for it. */
  readonly openRequest: ExportErrand | null
}

/** What a file is called in one word, in every language: the bar has one line. */
const shortNames: Readonly<Record<ExportFormat, string>> = { pdf: 'PDF', docx: 'DOCX', odt: 'ODT', md: 'MD', html: 'HTML', json: 'JSON', csv: 'CSV', ics: 'ICS', pack: 'ZIP' }

/** The two buttons, or the running export. */
export function ExportBar(props: ExportBarProps): ReactNode {
  const { desktop, readWorkshop, readHandOver, title, choices, onChoose, organisations, hasLetterhead, namedPassages, onShowChecks, openRequest } = props
  const text = useText(messages)
  const [format, setFormat] = useRemembered<ExportFormat>('export-format', exportFormats, 'pdf')
  const [letterhead, setLetterhead] = useRemembered('export-letterhead', ['with', 'without'], 'with')
  const [isOpened, setIsOpened] = useState(false)
  const [answered, setAnswered] = useState<number | null>(null)
  const exporting = useExport(desktop)
  /** Whether the focus was on what stood in the place of the buttons, and went with it: by itself, without a key. */
  const wasFollowed = useRef(false)
  const close = (): void => {
    setIsOpened(false)
    setAnswered(openRequest?.number ?? null)
  }
  useEffect(() => {
    if (openRequest !== null && openRequest.format !== null) setFormat(openRequest.format)
  }, [openRequest, setFormat])
  const run = (): void => {
    exporting.start(format, async () => ({
      title, workshop: await readWorkshop(), format, isPlain: letterhead === 'without', ...choices,
      ...(format === 'pack' && tellsAll(choices) && { handOver: readHandOver() }),
    }))
    close()
  }
  if (exporting.running) return <Running exporting={exporting} wasFollowed={wasFollowed} />
  return (
    <div
      ref={(buttons) => {
        if (wasFollowed.current) buttons?.querySelector<HTMLElement>('button:last-of-type')?.focus()
        wasFollowed.current = false
      }}
      className="export-buttons"
    >
      <Button onPress={() => setIsOpened(true)}>
        {text('exportMore')}
      </Button>
      <Button tone="accent" icon={Download} onPress={run}>
        {text('exportNow', { format: shortNames[format] })}
      </Button>
      <ExportDialog
        isOpen={isOpened || (openRequest !== null && openRequest.number !== answered)}
        onClose={close}
        onExport={run}
        format={format}
        onFormat={setFormat}
        isWithLetterhead={letterhead === 'with'}
        onLetterhead={hasLetterhead ? (isWith) => setLetterhead(isWith ? 'with' : 'without') : null}
        holdsWorkshop={format === 'pack' && tellsAll(choices)}
        namedPassages={namedPassages}
        onShowChecks={() => {
          close()
          onShowChecks()
        }}
        choices={choices}
        onChoose={onChoose}
        organisations={organisations}
      />
    </div>
  )
}

const steps = ['compile', 'images', 'render', 'write'] as const

/** Shorter steps are gone before anybody has read how long they take. */
const shownAfterSeconds = 3

/** How long the step takes already, once it takes long; not read out, as it changes every second. */
function Elapsed(): ReactNode {
  const text = useText(messages)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const begun = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - begun) / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  if (seconds < shownAfterSeconds) return null
  return (
    <span className="quiet export-elapsed" aria-hidden>
      {' · '}
      <bdi>{text('exportElapsed', { seconds })}</bdi>
    </span>
  )
}

function Running({ exporting: { running, cancel }, wasFollowed }: { readonly exporting: Exporting; readonly wasFollowed: { current: boolean } }): ReactNode {
  const text = useText(messages)
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = box
    return () => {
      wasFollowed.current = current?.contains(document.activeElement) ?? false
    }
  }, [wasFollowed])
  if (!running) return null
  const { format, progress } = running
  const title = text('exporting', { format: text(`export_${format}`) })
  const step = steps.find((known) => known === progress?.step)
  // In a pack a step is one of its formats.
  const member = exportFormats.find((known) => known === progress?.step)
  const stepWords = step ? text(`step_${step}`) : member && text(`export_${member}`)
  // The layout of a PDF is one step that cannot tell how far it is: a bar that stands still near its end would be a lie.
  const isUnmeasured = format === 'pdf' && step === 'render'
  return (
    <div ref={box} className="export-running">
      <span className="export-at">
        <output>
          {title} {progress && progress.total > 1 && <span className="quiet">{[...(stepWords ? [stepWords] : []), text('exportProgress', { done: progress.done + 1, total: progress.total })].join(' · ')}</span>}
        </output>
        <Elapsed key={progress?.done} />
      </span>
      <Progress label={title} done={progress?.done ?? 0} total={isUnmeasured ? 0 : (progress?.total ?? 0)} />
      <Button onPress={cancel}>{text('cancelExport')}</Button>
    </div>
  )
}
