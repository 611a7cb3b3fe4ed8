import type { ClipboardEvent } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { useWords } from '../../../ui/words.ts'
import { blockOf, cellKey, pasteBlock, sumOf, type Line, type Matrix } from '../core/matrix.ts'
import type { Named } from '../naming.ts'
import { words } from '../words.ts'
import { Places } from './Places.tsx'

type EditorProps = {
  matrix: Matrix
  onChange: (matrix: Matrix) => void
  onUnknown: (names: readonly string[]) => void
  naming: Named
  reason?: string | undefined
}

/** A table of quotas that is filled in with the keyboard or from a spreadsheet; sums stand at its edges. */
export function MatrixEditor({ matrix, onChange, onUnknown, naming, reason }: EditorProps) {
  const t = useWords(words)
  const across: readonly (Line | undefined)[] = matrix.columnDimension === null ? [undefined] : matrix.columns
  const rowName = (row: Line) => naming.nameOf(matrix.rowDimension, row.wanted)
  const columnName = (column: Line | undefined) =>
    column ? naming.nameOf(matrix.columnDimension, column.wanted) : t('places')
  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => {
    const block = blockOf(event.clipboardData.getData('text'))
    if (block.length === 1 && block[0]?.length === 1) return
    event.preventDefault()
    const pasted = pasteBlock(matrix, block, { row, column }, naming.naming)
    onUnknown(pasted.unknown)
    onChange(pasted.matrix)
  }
  const remove = (row: Line) => onChange({ ...matrix, rows: matrix.rows.filter(({ key }) => key !== row.key) })
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="unseen">{t('matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`dimension.${matrix.rowDimension}`)}</th>
            {across.map((column) => (
              <th key={column?.key ?? ''} scope="col" className="end">
                {columnName(column)}
              </th>
            ))}
            {matrix.columnDimension === null ? null : (
              <th scope="col" className="end">
                {t('sum')}
              </th>
            )}
            <th scope="col">
              <span className="unseen">{t('matrix.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row, down) => (
            <tr key={row.key}>
              <th scope="row">{rowName(row)}</th>
              {across.map((column, right) => (
                <td key={column?.key ?? ''} className="end">
                  <Places
                    label={t('matrix.cell', { row: rowName(row), column: columnName(column) })}
                    text={matrix.cells[cellKey(row, column)] ?? ''}
                    of={matrix.placesMax}
                    place={{ down, right }}
                    disabled={reason !== undefined}
                    onText={(text) => onChange({ ...matrix, cells: { ...matrix.cells, [cellKey(row, column)]: text } })}
                    onPaste={(event) => paste(event, down, right)}
                  />
                </td>
              ))}
              {matrix.columnDimension === null ? null : <td className="end num">{sumOf(matrix, { row })}</td>}
              <td>
                <ActionButton kind="quiet" onClick={() => remove(row)} reason={reason}>
                  {t('matrix.remove')}
                </ActionButton>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            {across.map((column) => (
              <td key={column?.key ?? ''} className="end num">
                {sumOf(matrix, { column })}
              </td>
            ))}
            {matrix.columnDimension === null ? null : <td className="end num">{sumOf(matrix)}</td>}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
