/** The workshops that this browser has joined. */
import { useEffect, useState, type ReactNode } from 'react'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useText } from '../base/words/i18n.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { messages } from './messages.ts'

export function GuestLibrary({ source, onOpen }: { readonly source: WorkshopSource; readonly onOpen: (workshop: WorkshopSummary) => void }): ReactNode {
  const text = useText(messages)
  const [workshops, setWorkshops] = useState<readonly WorkshopSummary[] | null>(null)
  useEffect(() => {
    const unsubscribe = source.onLibrary(setWorkshops)
    void source.call('listWorkshops').then(setWorkshops)
    return unsubscribe
  }, [source])
  return (
    <div className="guest">
      <main className="guest-main" tabIndex={-1}>
        <div className="guest-page">
          <h1 className="guest-title">{text('libraryTitle')}</h1>
          {workshops?.length === 0 && <p className="guest-empty">{text('libraryEmpty')}</p>}
          <ul className="guest-rows">
            {workshops?.map((workshop) => (
              <li key={workshop.id}>
                <button type="button" className="guest-row" onClick={() => onOpen(workshop)}>
                  <span className="guest-row-title any-script">{workshop.title === '' ? text('untitledWorkshop') : workshop.title}</span>
                  <span className="guest-row-note any-script"><Facts facts={[workshop.place, text('boardCount', { count: workshop.boardCount })]} /></span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </main>
    </div>
  )
}
