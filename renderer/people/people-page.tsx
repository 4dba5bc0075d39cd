/** Everybody who takes part, and the organisations named without a person. */
import { ArrowDown, ArrowUp, FileInput, Pencil, Plus, Trash2, UserPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import {
  addOrganisation,
  addPerson,
  deleteOrganisation,
  deletePerson,
  movePerson,
  restoreOrganisation,
  restorePerson,
  updateOrganisation,
  updatePerson,
} from '../../shared/document/commands/people-commands.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { PersonId } from '../../shared/model/ids.ts'
import { attendances, type Organisation, type Person } from '../../shared/model/workshop.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { SearchField, SelectField } from '../base/controls/fields.tsx'
import { FileButton } from '../base/controls/file-button.tsx'
import { matches } from '../base/controls/fold.ts'
import { useText } from '../base/words/i18n.tsx'
import { IconMenuButton, MenuItem, MenuSeparator } from '../base/controls/menu.tsx'
import { useReorder } from '../base/controls/reorder.tsx'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useFileDrop } from '../base/files/use-file-import.ts'
import { usePastedFile } from '../base/files/use-pasted-file.ts'
import { useFileQueue } from '../base/files/use-file-queue.tsx'
import { useOrganisations, usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { ImportListDialog, listEndings } from './import-list-dialog.tsx'
import { importListMessages } from './import-messages.ts'
import { messages } from './messages.ts'
import './people.css'
import { PersonDialog } from './person-dialog.tsx'

export type PeoplePageProps = {
  readonly desktop: DesktopApi
  /** Whose details are shown at first; null for nobody. */
  readonly opened: PersonId | null
}

/** The People page. A list that is dropped on it is imported. */
export function PeoplePage({ desktop, opened }: PeoplePageProps): ReactNode {
  const text = useText(messages)
  const importText = useText(importListMessages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const people = usePeople(doc)
  const [query, setQuery] = useState('')
  const [editing, setEditing] = useState<Person | 'new' | null>(() => (canEdit ? (people.find(({ id }) => id === opened) ?? null) : null))
  const [moved, setMoved] = useState('')
  const lists = useFileQueue(importText('wanted'))
  const drop = useFileDrop(lists.add, canEdit)
  usePastedFile(importText('pasted'), lists.add, canEdit)
  const found = people.filter((person) => matches([person.name, person.organisation, person.region, ...person.functions].join(' '), query))
  const order = useReorder(
    people.map((person) => person.id),
    (id, index) => {
      const person = people.find((candidate) => candidate.id === id)
      if (person && movePerson(doc, origin, person.id, index)) setMoved(text('moved', { name: person.name, index: index + 1, count: people.length }))
    },
    canEdit && query === '',
  )
  const remove = (person: Person): void => {
    if (!deletePerson(doc, origin, person.id)) return
    showToast({
      message: text('deleted', { name: person.name }),
      action: { label: text('undo'), onAction: () => void restorePerson(doc, origin, person.id) },
    })
  }

  return (
    <div className={drop.isOver ? 'page page-drop' : 'page'} {...drop.props}>
      <header className="page-header">
        <div>
          <h1>{text('people')}</h1>
          <p className="quiet">{text('count', { listed: people.length, present: people.filter((person) => person.attendance === 'present').length })}</p>
        </div>
        {canEdit && (
          <div className="people-actions">
            <FileButton icon={FileInput} accept={listEndings} onFile={(file) => lists.add([file])}>
              {importText('importList')}
            </FileButton>
            <Button tone="accent" icon={UserPlus} onPress={() => setEditing('new')}>
              {text('addPerson')}
            </Button>
          </div>
        )}
      </header>
      {people.length === 0 ? (
        <p className="page-empty">
          {text('empty')} {canEdit && importText('pasteHere')}
        </p>
      ) : (
        <>
          <SearchField label={text('searchPeople')} value={query} onChange={setQuery} />
          {found.length === 0 && <p className="page-empty">{text('noMatch', { query })}</p>}
          {found.length > 0 && (
            <div className="people-frame">
              <table className="people-table">
                <thead>
                  <tr>
                    <th scope="col">{text('name')}</th>
                    <th scope="col">{text('organisation')}</th>
                    <th scope="col">{text('capacity')}</th>
                    <th scope="col">{text('attendance')}</th>
                    <th scope="col">
                      <span className="visually-hidden">{text('edit')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((person) => {
                    const { onKeyDown, ...drag } = order.row(person.id)
                    return (
                      <tr key={person.id} {...drag}>
                        <th scope="row">
                          <button
                            type="button"
                            className="people-name any-script"
                            disabled={!canEdit}
                            onClick={() => setEditing(person)}
                            onKeyDown={onKeyDown}
                          >
                            {person.name === '' ? text('unnamed') : person.name}
                          </button>
                          {person.functions.map((held) => (
                            <span key={held} className="people-function any-script">
                              {held}
                            </span>
                          ))}
                          {person.duties.length > 0 && (
                            <span className="people-duties">{person.duties.map((duty) => text(`duty_${duty}`)).join(' · ')}</span>
                          )}
                        </th>
                        <td>
                          <span className="any-script">{person.organisation}</span>
                          {person.region !== '' && <span className="people-region any-script">{person.region}</span>}
                        </td>
                        <td>{text(`capacity_${person.capacity}`)}</td>
                        <td>
                          <SelectField
                            label={text('attendanceOf', { name: person.name })}
                            isLabelHidden
                            isDisabled={!canEdit}
                            value={person.attendance}
                            options={attendances.map((attendance) => ({ value: attendance, label: text(`attendance_${attendance}`) }))}
                            onChange={(attendance) => updatePerson(doc, origin, person.id, { attendance })}
                          />
                        </td>
                        <td className="people-menu">
                          {canEdit && (
                            <IconMenuButton label={text('menu', { name: person.name })}>
                              <MenuItem icon={Pencil} label={text('edit')} onAction={() => setEditing(person)} />
                              <MenuItem icon={ArrowUp} label={text('moveUp')} shortcut="Alt ↑" isDisabled={!order.canMove(person.id, -1)} onAction={() => order.move(person.id, -1)} />
                              <MenuItem icon={ArrowDown} label={text('moveDown')} shortcut="Alt ↓" isDisabled={!order.canMove(person.id, 1)} onAction={() => order.move(person.id, 1)} />
                              <MenuSeparator />
                              <MenuItem icon={Trash2} tone="danger" label={text('delete')} onAction={() => remove(person)} />
                            </IconMenuButton>
                          )}
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      <output className="visually-hidden">{moved}</output>
      <Organisations />
      {lists.current && <ImportListDialog key={lists.current.number} desktop={desktop} queued={lists.current} />}
      {lists.summary}
      {editing !== null && (
        <PersonDialog
          person={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onDone={(fields) => {
            if (editing === 'new') addPerson(doc, origin, fields)
            else updatePerson(doc, origin, editing.id, fields)
          }}
        />
      )}
    </div>
  )
}

function Organisations(): ReactNode {
  const text = useText(messages)
  const { doc, origin, typing, canEdit } = useWorkshopEdits()
  const organisations = useOrganisations(doc)
  const remove = (organisation: Organisation): void => {
    if (!deleteOrganisation(doc, origin, organisation.id)) return
    showToast({
      message: text('deleted', { name: organisation.name === '' ? text('unnamed') : organisation.name }),
      action: { label: text('undo'), onAction: () => void restoreOrganisation(doc, origin, organisation.id) },
    })
  }
  return (
    <section className="page-section">
      <h2>{text('organisations')}</h2>
      <p className="quiet">{text('organisationsHelp')}</p>
      <ul className="organisation-list">
        {organisations.map((organisation, index) => (
          <li key={organisation.id} className="organisation">
            <SharedTextField
              label={text('organisationName')}
              isLabelHidden={index > 0}
              isReadOnly={!canEdit}
              value={organisation.name}
              onChange={(name) => updateOrganisation(doc, typing, organisation.id, { name })}
            />
            <SharedTextField
              label={text('organisationRole')}
              isLabelHidden={index > 0}
              isReadOnly={!canEdit}
              value={organisation.role}
              onChange={(role) => updateOrganisation(doc, typing, organisation.id, { role })}
            />
            {canEdit && <IconButton icon={Trash2} label={`${text('delete')}: ${organisation.name}`} onPress={() => remove(organisation)} />}
          </li>
        ))}
      </ul>
      {canEdit && (
        <Button icon={Plus} className="page-add" onPress={() => addOrganisation(doc, origin, {})}>
          {text('addOrganisation')}
        </Button>
      )}
    </section>
  )
}
