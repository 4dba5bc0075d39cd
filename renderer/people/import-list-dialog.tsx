/** A list of people before it is taken over: what its columns mean, who is new, who is there already, what is left out and why. */
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { importPeople } from '../../shared/document/commands/import-lists.ts'
import { listDelimiters, type ListChoice, type ListDelimiter, type ParticipantList } from '../../shared/import/list-table.ts'
import { detectColumns, likelyTable, namesSomebody, type ColumnMeaning } from '../../shared/import/people-columns.ts'
import { importOf, planPeople, type PeoplePlan, type RowChoice } from '../../shared/import/people-plan.ts'
import { readPeopleRows } from '../../shared/import/people-rows.ts'
import { textEncodings, type TextEncoding } from '../../shared/import/text-encodings.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { Button } from '../base/controls/button.tsx'
import { DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { CheckboxField, SelectField } from '../base/controls/fields.tsx'
import { FileImportDialog } from '../base/files/file-import-dialog.tsx'
import { pastedTextType } from '../base/files/use-pasted-file.ts'
import { useText } from '../base/words/i18n.tsx'
import { importMessages } from '../base/words/import-words.ts'
import { isolated } from '../base/words/isolated.ts'
import { Problem } from '../base/controls/problem.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useFileImport } from '../base/files/use-file-import.ts'
import type { QueuedFile } from '../base/files/use-file-queue.tsx'
import { usePeople } from '../base/workshop-data.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { ImportListDetails } from './import-list-details.tsx'
import { ImportListTable } from './import-list-table.tsx'
import { importListMessages } from './import-messages.ts'
import './import-list.css'

/** What a list may be called. */
export const listEndings = ['.csv', '.tsv', '.txt', '.xlsx', '.ods', '.xls'] as const

export type ImportListDialogProps = { readonly desktop: DesktopApi; readonly queued: QueuedFile }

const noRows: readonly (readonly string[])[] = []
const noChoices: ReadonlyMap<number, RowChoice> = new Map()

/** The dialog; mounted while it is open. */
export function ImportListDialog({ desktop, queued }: ImportListDialogProps): ReactNode {
  const text = useText(importListMessages)
  const { file, onDone } = queued
  const isPasted = file.type === pastedTextType
  const [choice, setChoice] = useState<ListChoice>({ encoding: isPasted ? 'utf-8' : null, delimiter: null })
  const state = useFileImport<ParticipantList>(
    file,
    useCallback((id, given) => desktop.invoke('import-list', id, given, choice), [desktop, choice]),
    useCallback((id) => void desktop.invoke('cancel-import', id), [desktop]),
  )
  return (
    <FileImportDialog title={text('title')} queued={queued} state={state} wanted={text('wanted')}>
      {(list) => <ListPreview list={list} name={file.name} isPasted={isPasted} onChoice={setChoice} onDone={onDone} />}
    </FileImportDialog>
  )
}

type ListPreviewProps = {
  readonly list: ParticipantList
  readonly name: string
  readonly isPasted: boolean
  readonly onChoice: (choice: ListChoice) => void
  readonly onDone: QueuedFile['onDone']
}

function ListPreview({ list, name, isPasted, onChoice, onDone }: ListPreviewProps): ReactNode {
  const text = useText(importListMessages)
  const importText = useText(importMessages)
  const { doc, origin } = useWorkshopEdits()
  const present = usePeople(doc)
  const [sheet, setSheet] = useState(() => String(likelyTable(list.tables)))
  const rows = list.tables[Number(sheet)]?.rows ?? noRows
  const found = useMemo(() => detectColumns(rows), [rows])
  const [changed, setChanged] = useState<{ readonly rows: unknown; readonly meanings: readonly ColumnMeaning[] } | null>(null)
  const meanings = changed !== null && changed.rows === rows ? changed.meanings : found.meanings
  const [chosen, setChosen] = useState<{ readonly rows: unknown; readonly choices: ReadonlyMap<number, RowChoice> } | null>(null)
  const choices = chosen !== null && chosen.rows === rows ? chosen.choices : noChoices
  const [isFilling, setIsFilling] = useState(false)
  const read = useMemo(() => readPeopleRows(rows, { headerRow: found.headerRow, meanings }), [rows, found, meanings])
  const plan = useMemo(() => planPeople(read, present, choices), [read, present, choices])
  const { counts } = plan
  const hasName = meanings.some(namesSomebody)
  const [firstPerson] = read.people

  const take = (): void => {
    const takeBack = importPeople(doc, origin, importOf(plan, isFilling))
    showToast({ message: text('imported', { count: counts.added }), action: { label: text('undo'), onAction: takeBack } })
    onDone('taken')
  }

  return (
    <>
      <DialogBody>
        <div className="import-facts">
          <strong className="import-file any-script">{name}</strong>
          {list.tables.length > 1 && (
            <SelectField label={text('sheet')} value={sheet} options={list.tables.map((table, index) => ({ value: String(index), label: table.name }))} onChange={setSheet} />
          )}
          {list.text && <TextChoices text={list.text} hasEncoding={!isPasted} onChoice={onChoice} />}
        </div>
        {list.text?.isCertain === false && <p className="quiet small">{text('uncertain')}</p>}
        {list.notices.map((notice) => (
          <p key={notice.kind} className="quiet small">
            {notice.kind === 'open-quote' ? text('notice_openQuote', { row: notice.row }) : text('notice_hiddenSheets', { count: notice.count })}
          </p>
        ))}
        {hasName && <output className="import-counts">{countWords(text, counts)}</output>}
        <ImportListTable rows={rows} headerRow={found.headerRow} meanings={meanings} onMeanings={(next) => setChanged({ rows, meanings: next })} />
        {found.headerRow === null && firstPerson !== undefined && <p className="small">{text('guessed', { name: isolated(firstPerson.name) })}</p>}
        {hasName ? (
          <>
            {counts.there > 0 && (
              <CheckboxField isSelected={isFilling} onChange={setIsFilling}>
                {text('fillIn')}
              </CheckboxField>
            )}
            <ImportListDetails plan={plan} onChoice={(row, next) => setChosen({ rows, choices: new Map([...choices, [row, next]]) })} />
          </>
        ) : (
          <Problem>{text('noName')}</Problem>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onPress={() => onDone('left-out')}>{importText('cancel')}</Button>
        <Button tone="accent" isDisabled={!hasName || (counts.added === 0 && !isFilling)} onPress={take}>
          {counts.added === 0 && isFilling ? text('fillOnly') : text('add', { count: counts.added })}
        </Button>
      </DialogFooter>
    </>
  )
}

function countWords(text: ReturnType<typeof useText<keyof (typeof importListMessages)['en']>>, { added, there, twice, leftOut }: PeoplePlan['counts']): string {
  return [
    text('counts', { added }),
    ...(there > 0 ? [text('countThere', { count: there })] : []),
    ...(twice > 0 ? [text('countTwice', { count: twice })] : []),
    ...(leftOut > 0 ? [text('countLeftOut', { count: leftOut })] : []),
  ].join(' · ')
}

const delimiterNames = { '\t': 'tab', ';': 'semicolon', ',': 'comma', '|': 'bar' } as const satisfies Readonly<Record<ListDelimiter, string>>

/** What each encoding is for, and what other programs call it. */
const encodingNames = {
  'utf-8': ['unicode', 'UTF-8'],
  'utf-16le': ['unicode', 'UTF-16'],
  'utf-16be': ['unicode', 'UTF-16 BE'],
  'windows-1252': ['western', 'Windows-1252'],
  'windows-1253': ['greek', 'Windows-1253'],
  'iso-8859-7': ['greek', 'ISO 8859-7'],
  'windows-1256': ['arabic', 'Windows-1256'],
  'iso-8859-6': ['arabic', 'ISO 8859-6'],
  'windows-1250': ['central', 'Windows-1250'],
  'windows-1254': ['turkish', 'Windows-1254'],
  'windows-1251': ['cyrillic', 'Windows-1251'],
  'windows-1255': ['hebrew', 'Windows-1255'],
  macintosh: ['western', 'Mac OS'],
  gb18030: ['chinese', 'GB 18030'],
  big5: ['chinese', 'Big5'],
  shift_jis: ['japanese', 'Shift JIS'],
  'euc-jp': ['japanese', 'EUC-JP'],
  'euc-kr': ['korean', 'EUC-KR'],
} as const satisfies Readonly<Record<TextEncoding, readonly [string, string]>>

type TextChoicesProps = { readonly text: NonNullable<ParticipantList['text']>; readonly hasEncoding: boolean; readonly onChoice: (choice: ListChoice) => void }

function TextChoices({ text: { encoding, delimiter }, hasEncoding, onChoice }: TextChoicesProps): ReactNode {
  const text = useText(importListMessages)
  return (
    <>
      {hasEncoding && (
        <SelectField<TextEncoding>
          label={text('encoding')}
          value={encoding}
          options={textEncodings.map((value) => ({ value, label: `${text(`script_${encodingNames[value][0]}`)} (${encodingNames[value][1]})` }))}
          onChange={(value) => onChoice({ encoding: value, delimiter })}
        />
      )}
      <SelectField<ListDelimiter>
        label={text('delimiter')}
        value={delimiter}
        options={listDelimiters.map((value) => ({ value, label: text(`delimiter_${delimiterNames[value]}`) }))}
        onChange={(value) => onChoice({ encoding, delimiter: value })}
      />
    </>
  )
}
