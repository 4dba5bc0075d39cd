/** The minutes as they stand, to read and to take along. */
import { useId, useRef, useState, type ReactNode } from 'react'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { coverId } from '../../shared/minutes/cover.ts'
import { labelsFor, minutesLanguages, type MinutesLanguage } from '../../shared/minutes/labels-for.ts'
import type { Minutes } from '../../shared/minutes/minutes.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { FrozenContent } from '../../shared/versions/frozen-version.ts'
import type { Doc } from 'yjs'
import { useText } from '../base/words/i18n.tsx'
import { languageName } from '../base/words/language-name.ts'
import { useComma } from '../base/use-comma.ts'
import { browserFormats } from '../document/browser-desktop.ts'
import type { GuestIdentity } from '../document/browser-source.ts'
import type { WorkshopSession } from '../document/source.ts'
import { Blocks, Facts } from '../minutes/minutes-blocks.tsx'
import '../minutes/minutes.css'
import { useMinutes } from '../minutes/use-minutes.ts'
import { useVersionContent, useVersions } from '../versions/use-versions.ts'
import { messages } from './messages.ts'
import { PlainSelect } from './plain-select.tsx'
import { VersionsView } from './versions-view.tsx'

export type MinutesViewProps = {
  readonly session: WorkshopSession
  /** What the room answered: votes and attendance stand in the minutes. */
  readonly responses: WorkshopSession
  readonly role: Role
  readonly identity: GuestIdentity
  readonly desktop: DesktopApi
}

export function MinutesView({ session, responses, role, identity, desktop }: MinutesViewProps): ReactNode {
  const text = useText(messages)
  const { doc } = session
  const [language, setLanguage] = useState<MinutesLanguage>(() => labelsFor(readWorkshop(doc).details.language).language)
  const { minutes: now } = useMinutes(doc, responses.doc, language)
  const [read, setRead] = useState<string | null>(null)
  const version = useVersions(doc).find(({ fingerprint }) => fingerprint === read)
  const loaded = useVersionContent(version)
  const frozen = loaded !== null && 'content' in loaded ? frozenIn(loaded.content, language) : null
  const minutes = frozen ?? now
  const { cover, title, titleDirection } = minutes
  const paper = useRef<HTMLElement>(null)
  const id = useId()
  const goTo = (part: string): void => {
    const heading = paper.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"] :is(h1, h2)`)
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  }
  return (
    <div className="guest-minutes">
      <div className="guest-minutes-bar">
        <PlainSelect label={text('minutesLanguage')} value={language} options={minutesLanguages.map((option) => ({ value: option, label: languageName(option) }))} onChange={(chosen) => setLanguage(labelsFor(chosen).language)} />
        <Download doc={doc} responses={responses.doc} desktop={desktop} language={language} />
        <VersionsView session={session} responses={responses} role={role} identity={identity} desktop={desktop} read={read} onRead={setRead} />
      </div>
      {frozen !== null && version !== undefined && <output className="guest-reading">{text('readingVersion', { number: version.number })}</output>}
      {minutes.parts.length > 0 && (
        <details className="guest-outline">
          <summary>{text('outline')}</summary>
          <ul>
            {minutes.parts.map((part) => (
              <li key={part.id}>
                <button type="button" className="guest-row" onClick={() => goTo(part.id)}>
                  <span className="guest-row-title any-script">{[part.number, part.title].filter((word) => word !== '').join(' ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <article ref={paper} className="minutes-paper" lang={minutes.language} dir={minutes.direction} aria-labelledby={id}>
        <header data-part={coverId} className="minutes-cover">
          {cover && cover.kicker !== '' && <p className="minutes-kicker">{cover.kicker}</p>}
          {cover && <p className="minutes-type">{cover.documentType}</p>}
          <h1 id={id} dir={titleDirection ?? undefined}>
            {title}
          </h1>
          {cover && cover.subtitle !== '' && <p className="minutes-subtitle">{cover.subtitle}</p>}
          {cover && <Facts facts={cover.facts} />}
          {cover && <Blocks blocks={cover.linking} />}
        </header>
        {minutes.parts.length === 0 && <p className="minutes-empty">{text('minutesEmpty')}</p>}
        {minutes.parts.map((part) => (
          <section key={part.id} data-part={part.id} className="minutes-part">
            <h2 tabIndex={-1} dir={part.direction ?? undefined}>
              {part.number !== '' && <span className="minutes-number">{part.number}</span>}
              {part.title}
            </h2>
            <Blocks blocks={part.linking} />
            <Blocks blocks={part.blocks} />
          </section>
        ))}
      </article>
    </div>
  )
}

/** The full minutes as they were frozen, in this language where they were frozen in it. */
function frozenIn({ documents }: FrozenContent, language: string): Minutes | null {
  const full = documents.filter(({ entry }) => entry.profile === 'full')
  return (full.find(({ entry }) => entry.language === language) ?? full[0])?.minutes ?? null
}

let exports = 0

type DownloadProps = { readonly doc: Doc; readonly responses: Doc; readonly desktop: DesktopApi; readonly language: MinutesLanguage }

function Download({ doc, responses, desktop, language }: DownloadProps): ReactNode {
  const text = useText(messages)
  const comma = useComma()
  const [told, setTold] = useState('')
  const save = async (format: (typeof browserFormats)[number]): Promise<void> => {
    exports += 1
    const workshop = readWorkshop(doc, responses)
    const result = await desktop.invoke('export-minutes', exports, { title: workshop.details.title, workshop: JSON.stringify(workshop), format, language })
    if (result.kind === 'failed') setTold(text('notDownloaded', { detail: result.detail }))
    else if (result.kind === 'saved') {
      const { path, missing } = result
      setTold(missing.length === 0 ? text('downloaded', { name: path }) : text('downloadedWithout', { name: path, missing: missing.join(comma) }))
    }
  }
  return (
    <details className="guest-download">
      <summary>{text('download')}</summary>
      <div className="guest-actions">
        {browserFormats.map((format) => (
          <button key={format} type="button" className="button button-plain guest-button" onClick={() => void save(format)}>
            {text(`download_${format}`)}
          </button>
        ))}
      </div>
      <p className="quiet small">{text('downloadOthers')}</p>
      <output>{told}</output>
    </details>
  )
}
