/** The Minutes page: the document as it will print, compiled live from the boards, with its outline beside it. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { linkingFragment } from '../../shared/document/roots.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { coverId } from '../../shared/minutes/cover.ts'
import type { Minutes, MinutesPart, Notice } from '../../shared/minutes/minutes.ts'
import { Pencil } from 'lucide-react'
import { Button } from '../base/button.tsx'
import { SelectField } from '../base/fields.tsx'
import { languages, supportedLanguage, useText, type Language } from '../base/i18n.tsx'
import { Problem } from '../base/problem.tsx'
import { useRemembered } from '../base/remembered.ts'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { LinkingEditor } from '../editor/linking-editor.tsx'
import { ExportMenu } from './export-menu.tsx'
import { messages } from './messages.ts'
import { Blocks, Facts } from './minutes-blocks.tsx'
import './minutes.css'
import { noticeText } from './notice-text.ts'
import { Outline } from './outline.tsx'
import { useMinutes } from './use-minutes.ts'

const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }

export type MinutesPageProps = {
  readonly session: WorkshopSession
  readonly desktop: DesktopApi
  /** Another number each time that somebody asks for the formats from elsewhere; null when nobody did. */
  readonly exportRequest: number | null
}

/** The page. */
export function MinutesPage({ session, desktop, exportRequest }: MinutesPageProps): ReactNode {
  const text = useText(messages)
  const { doc } = session
  const [chosen, setChosen] = useRemembered<Language | 'record'>('minutes-language', [...languages, 'record'], 'record')
  const [isRecordLanguage] = useState(() => supportedLanguage(readWorkshop(doc).details.language))
  const language = chosen === 'record' ? isRecordLanguage : chosen
  const { doc: responses } = useResponsesEdits()
  const { minutes } = useMinutes(doc, responses, language)
  const page = useRef<HTMLDivElement>(null)
  const goTo = (part: string): void => {
    page.current?.querySelector(`[data-part="${CSS.escape(part)}"]`)?.scrollIntoView({ block: 'start' })
  }
  const readNow = useCallback(() => readWorkshop(doc, responses), [doc, responses])
  return (
    <div className="minutes">
      <section className="minutes-side" aria-label={text('outline')}>
        <h2 className="panel-heading minutes-side-heading">{text('outline')}</h2>
        <Outline entries={minutes.outline} onGoTo={goTo} />
      </section>
      <div className="minutes-centre">
        <div className="minutes-bar">
          <SelectField
            label={text('language')}
            className="minutes-language"
            value={language}
            options={languages.map((option) => ({ value: option, label: languageNames[option] }))}
            onChange={setChosen}
          />
          <ExportMenu desktop={desktop} readWorkshop={readNow} language={language} openRequest={exportRequest} />
        </div>
        <div ref={page} className="minutes-desk">
          <Notices notices={minutes.notices} />
          <article className="minutes-paper" lang={minutes.language} dir={minutes.direction} aria-label={text('document')}>
            <Cover minutes={minutes} session={session} />
            {minutes.parts.length === 0 && <p className="minutes-empty">{text('empty')}</p>}
            {minutes.parts.map((part) => (
              <Part key={part.id} part={part} session={session} />
            ))}
          </article>
        </div>
      </div>
    </div>
  )
}

function Cover({ minutes, session }: { readonly minutes: Minutes; readonly session: WorkshopSession }): ReactNode {
  const { cover, title, titleDirection } = minutes
  return (
    <header data-part={coverId} className="minutes-cover">
      {cover && cover.kicker !== '' && <p className="minutes-kicker">{cover.kicker}</p>}
      {cover && <p className="minutes-type">{cover.documentType}</p>}
      <h1 dir={titleDirection ?? undefined}>{title}</h1>
      {cover && cover.subtitle !== '' && <p className="minutes-subtitle">{cover.subtitle}</p>}
      {cover && <Facts facts={cover.facts} />}
      {cover && (
        <Linking part={coverId} title={title} session={session} isWritten={cover.linking.length > 0}>
          <Blocks blocks={cover.linking} />
        </Linking>
      )}
    </header>
  )
}

function Part({ part, session }: { readonly part: MinutesPart; readonly session: WorkshopSession }): ReactNode {
  return (
    <section data-part={part.id} className="minutes-part">
      <h2 dir={part.direction ?? undefined}>
        {part.number !== '' && <span className="minutes-number">{part.number}</span>}
        {part.title}
      </h2>
      <Linking part={part.id} title={part.title} session={session} isWritten={part.linking.length > 0}>
        <Blocks blocks={part.linking} />
      </Linking>
      <Blocks blocks={part.blocks} />
    </section>
  )
}

type LinkingProps = {
  readonly part: string
  readonly title: string
  readonly session: WorkshopSession
  readonly isWritten: boolean
  /** The linking text as it prints. */
  readonly children: ReactNode
}

/** The rapporteur's own words for a part: as they print, or in an editor in the same place. */
function Linking({ part, title, session, isWritten, children }: LinkingProps): ReactNode {
  const text = useText(messages)
  const { canEdit } = useWorkshopEdits()
  const [isEditing, setIsEditing] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isEditing) return undefined
    // The editor draws itself a few frames later.
    let request = requestAnimationFrame(function focus() {
      const words = box.current?.querySelector<HTMLElement>('[contenteditable="true"]')
      if (words) words.focus()
      else request = requestAnimationFrame(focus)
    })
    return () => cancelAnimationFrame(request)
  }, [isEditing])
  if (isEditing) {
    return (
      <div key="editor" ref={box} className="minutes-linking-editor">
        <LinkingEditor session={session} fragment={linkingFragment(session.doc, part)} label={title} />
        <Button onPress={() => setIsEditing(false)}>{text('doneLinking')}</Button>
      </div>
    )
  }
  return (
    <div key="text" className={`minutes-linking${isWritten ? ' minutes-linking-written' : ''}`}>
      {children}
      {canEdit && (
        <Button tone="quiet" icon={Pencil} className="minutes-linking-button" aria-label={text('linking', { title })} onPress={() => setIsEditing(true)}>
          {isWritten ? text('editLinking') : text('addLinking')}
        </Button>
      )}
    </div>
  )
}

function Notices({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  const text = useText(messages)
  if (notices.length === 0) return null
  return (
    <Problem tone="note" title={text('notices', { count: notices.length })}>
      <ul>
        {notices.map((notice) => (
          <li key={JSON.stringify(notice)}>{noticeText(text, notice)}</li>
        ))}
      </ul>
    </Problem>
  )
}
