/** The first rows of a list, with what each column holds above it. */
import type { ReactNode } from 'react'
import { columnMeanings, type ColumnMeaning } from '../../shared/import/people-columns.ts'
import { SelectField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { ScrollBox } from '../base/scroll-box.tsx'
import { importListMessages } from './import-messages.ts'

export type ImportListTableProps = {
  readonly rows: readonly (readonly string[])[]
  readonly headerRow: number | null
  readonly meanings: readonly ColumnMeaning[]
  readonly onMeanings: (meanings: readonly ColumnMeaning[]) => void
}

const rowsShown = 5
/** A cell is shown by its beginning. */
const lettersShown = 60

/** The table. */
export function ImportListTable({ rows, headerRow, meanings, onMeanings }: ImportListTableProps): ReactNode {
  const text = useText(importListMessages)
  const first = headerRow === null ? 0 : headerRow + 1
  const shown = rows.slice(first, first + rowsShown)
  const headings = meanings.map((_, index) => {
    const heading = headerRow === null ? '' : (rows[headerRow]?.[index] ?? '').trim()
    return heading === '' ? text('columnNumber', { index: index + 1 }) : beginning(heading)
  })
  return (
    <div className="import-table-part">
      <p className="quiet small">
        {text('columnsHelp')} {headerRow !== null && text('firstRowIsHeading', { index: headerRow + 1 })}
      </p>
      <ScrollBox className="import-frame" label={text('columns')}>
        <table className="import-table">
          <thead>
            <tr>
              {meanings.map((meaning, index) => (
                // eslint-disable-next-line react/no-array-index-key -- a column is its place
                <th key={index} scope="col" data-unused={meaning === 'ignore' || undefined}>
                  <span className="import-heading any-script">{headings[index]}</span>
                  <SelectField<ColumnMeaning>
                    label={text('columnOf', { name: headings[index] ?? '' })}
                    isLabelHidden
                    value={meaning}
                    options={columnMeanings.map((value) => ({ value, label: text(`column_${value}`) }))}
                    onChange={(next) => onMeanings(meanings.with(index, next))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((cells, row) => (
              // eslint-disable-next-line react/no-array-index-key -- a row is its place
              <tr key={row}>
                {meanings.map((meaning, index) => (
                  // eslint-disable-next-line react/no-array-index-key -- a column is its place
                  <td key={index} className="any-script" data-unused={meaning === 'ignore' || undefined}>
                    {beginning(cells[index] ?? '')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  )
}

function beginning(cell: string): string {
  const line = cell.replaceAll(/\s+/gu, ' ').trim()
  return line.length > lettersShown ? `${line.slice(0, lettersShown)}…` : line
}
