/** The compiled minutes as they will print, with what the rapporteur can do to them in place: linking text, shortening, the way back to the board. */
import { Pencil, Scissors } from 'lucide-react'
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'
import { linkingFragment } from '../../shared/document/roots.ts'
import { setSummaryUsed } from '../../shared/document/commands/shorten-commands.ts'
import { coverId } from '../../shared/minutes/cover.ts'
import type { Minutes, MinutesPart } from '../../shared/minutes/minutes.ts'
import type { Letterhead } from '../../shared/model/workshop.ts'
import { Button } from '../base/controls/button.tsx'
import { OwnDirection } from '../base/controls/own-direction.tsx'
import { useText } from '../base/words/i18n.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { LinkingEditor } from '../editor/links/linking-editor.tsx'
import { Logo } from './letterhead-dialog.tsx'
import { messages } from './messages.ts'
import { Blocks, Facts } from './minutes-blocks.tsx'
import { PartChips } from './places.tsx'
import { digestOf, ShortenPart, StaleNote, type PartBoards } from './shorten-part.tsx'

/** Title, cover and letterhead. */
export const Cover = memo(function Cover({ minutes, session }: { readonly minutes: Omit<Minutes, 'parts' | 'outline'>; readonly session: WorkshopSession }): ReactNode {
  const { cover, title, titleDirection, letterhead } = minutes
  return (
    <header data-part={coverId} className="minutes-cover">
      <Logo letterhead={letterhead} />
      {cover && cover.kicker !== '' && <p className="minutes-kicker">{cover.kicker}</p>}
      {cover && <p className="minutes-type">{cover.documentType}</p>}
      <h1 dir={titleDirection ?? undefined}>{title}</h1>
      {cover && cover.subtitle !== '' && <p className="minutes-subtitle">{cover.subtitle}</p>}
      <p className="minutes-status">{minutes.statusLine}</p>
      {cover && <Facts facts={cover.facts} />}
      {cover && (
        <Editable part={coverId} title={title} session={session} isWritten={cover.linking.length > 0} boards={noBoards}>
          <Blocks blocks={cover.linking} />
        </Editable>
      )}
    </header>
  )
})

const noBoards: PartBoards = []

export type PartProps = {
  readonly part: MinutesPart
  readonly session: WorkshopSession
  readonly boards: PartBoards | undefined
  /** Whether it prints a summary that the board has outgrown, or hides a passage that has changed. */
  readonly staleness: 'none' | 'summary' | 'passage'
}

/** What stands in one part; drawn again only when something in it changed. */
export const Part = memo(function Part({ part, session, boards = noBoards, staleness }: PartProps): ReactNode {
  const text = useText(messages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const [isShortening, setIsShortening] = useState(false)
  const isStale = staleness !== 'none' && !isShortening
  return (
    <>
      <h2 dir={part.direction ?? undefined}>
        {part.number !== '' && <span className="minutes-number">{part.number}</span>}
        {part.title}
      </h2>
      <Editable part={part.id} title={part.title} session={session} isWritten={part.linking.length > 0} boards={boards} {...(canEdit && boards.length > 0 ? { onShorten: () => setIsShortening(true) } : {})}>
        <Blocks blocks={part.linking} />
      </Editable>
      {isStale && canEdit && staleness === 'summary' && <StaleNote words={text('boardChanged')} onSeen={() => setSummaryUsed(doc, origin, part.id, digestOf(doc, boards))} />}
      {isStale && staleness === 'passage' && (
        <p className="stale" role="note">
          <span>{text('passageChanged')}</span>
          {canEdit && (
            <Button tone="quiet" onPress={() => setIsShortening(true)}>
              {text('look')}
            </Button>
          )}
        </p>
      )}
      {isShortening ? <ShortenPart session={session} part={part.id} title={part.title} boards={boards} onDone={() => setIsShortening(false)} /> : <Blocks blocks={part.blocks} />}
    </>
  )
})

/** What stands at the foot of every page. */
export function PageFoot({ letterhead }: { readonly letterhead: Letterhead }): ReactNode {
  return letterhead.footer.trim() !== '' && <footer className="minutes-foot any-script">{letterhead.footer}</footer>
}

type EditableProps = {
  readonly part: string
  readonly title: string
  readonly session: WorkshopSession
  readonly isWritten: boolean
  readonly boards: PartBoards
  readonly onShorten?: () => void
  /** The linking text as it prints. */
  readonly children: ReactNode
}

/** The rapporteur's own words for a part, as they print or in an editor in the same place, and the tools of the part. */
function Editable({ part, title, session, isWritten, boards, onShorten, children }: EditableProps): ReactNode {
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
  const tools = (
    <div className="minutes-tools">
      <OwnDirection>
        {canEdit && onShorten && (
          <Button tone="quiet" icon={Scissors} className="minutes-tool" aria-label={text('shortenTitle', { title })} onPress={onShorten}>
            {text('shorten')}
          </Button>
        )}
        {canEdit && (
          <Button tone="quiet" icon={Pencil} className="minutes-tool" aria-label={text('linking', { title })} onPress={() => setIsEditing(true)}>
            {isWritten ? text('editLinking') : text('addLinking')}
          </Button>
        )}
        {boards.length > 0 && <PartChips part={part} />}
      </OwnDirection>
    </div>
  )
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
      {tools}
      {children}
    </div>
  )
}
