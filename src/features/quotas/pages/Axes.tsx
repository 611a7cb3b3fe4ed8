import { useWatch, type UseFormReturn } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { useWords } from '../../../ui/words.ts'
import { dimensions, type Dimension } from '../core.ts'
import type { Line, Matrix } from '../core/matrix.ts'
import type { Named } from '../naming.ts'
import { words } from '../words.ts'

export type AxesForm = UseFormReturn<{ rows: Dimension; columns: string; row: string; column: string }>
type AxesProps = {
  matrix: Matrix
  form: AxesForm
  onChange: (matrix: Matrix) => void
  naming: Named
  reason: string | undefined
}

export const isDimension = (value: string): value is Dimension => dimensions.some((each) => each === value)
export const isEmptyMatrix = (matrix: Matrix) => matrix.rows.length === 0 && matrix.columns.length === 0

/** What the rows and columns of a table are for, and how more of them come in. */
export function Axes({ matrix, form, onChange, naming, reason }: AxesProps) {
  const t = useWords(words)
  const choices = dimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))
  const isEmpty = isEmptyMatrix(matrix)
  const [rows, row, column] = useWatch({ control: form.control, name: ['rows', 'row', 'column'] })
  const add = (line: Line, to: 'rows' | 'columns') => {
    if (!matrix[to].some(({ key }) => key === line.key)) onChange({ ...matrix, [to]: [...matrix[to], line] })
  }
  return (
    <div className="cluster">
      <SelectField
        control={form.control}
        name="rows"
        label={t('rows')}
        options={choices}
        disabled={!isEmpty}
        required
      />
      <SelectField
        control={form.control}
        name="columns"
        label={t('columns')}
        placeholder={t('columns.none')}
        options={choices.filter(({ value }) => value !== rows)}
        disabled={!isEmpty}
      />
      <SelectField
        control={form.control}
        name="row"
        label={t('matrix.add')}
        options={naming.options[matrix.rowDimension]}
        required
        {...(matrix.rowDimension === 'organisation' ? { onSearch: naming.searchOrganisations } : {})}
      />
      <ActionButton
        onClick={() => add(naming.lineOf(row), 'rows')}
        reason={reason ?? (row ? undefined : t('matrix.choose'))}
      >
        {t('matrix.add')}
      </ActionButton>
      {matrix.columnDimension === null ? null : (
        <>
          <SelectField
            control={form.control}
            name="column"
            label={t('matrix.addColumn')}
            options={naming.options[matrix.columnDimension]}
            required
          />
          <ActionButton
            onClick={() => add(naming.lineOf(column), 'columns')}
            reason={reason ?? (column ? undefined : t('matrix.choose'))}
          >
            {t('matrix.addColumn')}
          </ActionButton>
        </>
      )}
    </div>
  )
}
