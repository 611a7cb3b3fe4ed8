import type { ReactNode } from 'react'
import { cardLabel, cellClass, type Column } from './table.tsx'
import { unbroken } from './unbroken.tsx'

type PlainTableProps<Row> = {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  empty?: ReactNode
  /** Marks a row that needs to be looked at. */
  toneOf?: ((row: Row) => 'attention' | 'danger' | undefined) | undefined
  foot?: ReactNode
}

/** A short table that is all there: parts of an object, a preview, totals. */
export function PlainTable<Row>({ label, rows, columns, rowId, empty, toneOf, foot }: PlainTableProps<Row>) {
  if (rows.length === 0 && empty) return empty
  return (
    <div className="table-scroll">
      <table className="table table-cards">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.align}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const tone = toneOf?.(row)
            return (
              <tr key={rowId(row)} className={tone ? `row-${tone}` : undefined}>
                {columns.map((column, index) => {
                  const shown = column.cell(row)
                  return (
                    <td key={column.key} className={cellClass(column, shown)} data-label={cardLabel(column, index)}>
                      {unbroken(shown)}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  )
}
