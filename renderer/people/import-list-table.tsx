/** The columns of a list, one below the other so that nothing is out of sight: heading, what the first people have there, what it becomes. */
import type { ReactNode } from 'react'
import { columnMeanings, type ColumnMeaning } from '../../shared/import/people-columns.ts'
import { beginningOf } from '../../shared/util/beginning-of.ts'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { importListMessages } from './import-messages.ts'

export type ImportListTableProps = {
  readonly rows: readonly (readonly string[])[]
  readonly headerRow: number | null
  readonly meanings: readonly ColumnMeaning[]
  readonly onMeanings: (meanings: readonly ColumnMeaning[]) => void
}

const peopleShown = 3
/** A cell is shown by its beginning. */
const lettersShown = 40

/** The table. */
export function ImportListTable({ rows, headerRow, meanings, onMeanings }: ImportListTableProps): ReactNode {
  const text = useText(importListMessages)
  const first = headerRow === null ? 0 : headerRow + 1
  const shown = rows.slice(first, first + peopleShown)
  const headings = meanings.map((_, index) => {
    const heading = headerRow === null ? '' : (rows[headerRow]?.[index] ?? '').trim()
    return heading === '' ? text('columnNumber', { index: index + 1 }) : cellWords(heading)
  })
  return (
    <div className="import-table-part">
      <p className="quiet small">
        {text('columnsHelp')} {headerRow !== null && text('firstRowIsHeading', { index: headerRow + 1 })}
      </p>
      <div className="import-frame">
        <table className="import-table">
          <thead>
            <tr>
              <th scope="col">{text('inList')}</th>
              {shown.map((_, index) => (
                // eslint-disable-next-line react/no-array-index-key -- a row is its place
                <th key={index} scope="col">
                  {text('rowNumber', { index: first + index + 1 })}
                </th>
              ))}
              <th scope="col">{text('becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {meanings.map((meaning, index) => (
              // eslint-disable-next-line react/no-array-index-key -- a column is its place
              <tr key={index} data-unused={meaning === 'ignore' || undefined}>
                <th scope="row" className="any-script">
                  {headings[index]}
                </th>
                {shown.map((cells, row) => (
                  // eslint-disable-next-line react/no-array-index-key -- a row is its place
                  <td key={row} className="any-script">
                    {cellWords(cells[index] ?? '')}
                  </td>
                ))}
                <td>
                  <SelectField<ColumnMeaning>
                    label={text('columnOf', { name: headings[index] ?? '' })}
                    isLabelHidden
                    value={meaning}
                    options={columnMeanings.map((value) => ({ value, label: text(`column_${value}`) }))}
                    onChange={(next) => onMeanings(meanings.with(index, next))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function cellWords(cell: string): string {
  return beginningOf(cell.replaceAll(/\s+/gu, ' ').trim(), lettersShown)
}
