import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form'
import { useParams } from 'react-router'
import { call, client, upload } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { HandIn } from '../../../ui/imports.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { QuotaSheet } from '../contract.ts'
import { dimensions, type Dimension } from '../core.ts'
import { badCells, matrixOf, pasteBlock, sumOf, treeOf, type Line, type Matrix } from '../core/matrix.ts'
import { useNaming, type Named } from '../naming.ts'
import type { quotaRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { MatrixEditor } from './MatrixEditor.tsx'
import { Moves, TakenTable } from './Moves.tsx'

const api = client<typeof quotaRoutes>()

/** How the places of one programme are shared out: entered as a table, read from Excel, and moved while they are unused. */
export function QuotaPage() {
  const t = useWords(words)
  const { programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['quotas', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].quotas.$get({ param: { programmeId } })),
  })
  const file = useExport('quotas', query.data ? { q: query.data.programmeTitle.slice(0, 40) } : {})
  const naming = useNaming()
  return (
    <Page
      title={t('title')}
      lead={query.data?.programmeTitle ?? ''}
      back={{ to: at.programme(programmeId), label: t('programme') }}
      actions={<ExportLink href={file} />}
    >
      <Loaded query={query} words={words}>
        {(sheet) => (
          <>
            <Editor key={sheet.version} sheet={sheet} naming={naming} />
            {sheet.version === 0 ? null : (
              <>
                <TakenTable sheet={sheet} naming={naming} />
                <Moves sheet={sheet} naming={naming} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Editor({ sheet, naming }: { sheet: QuotaSheet; naming: Named }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const maySet = useHolds('bureau_officer')
  const [entered, setMatrix] = useState<Matrix | undefined>(() => matrixOf(sheet.cells))
  const axes: AxesForm = useForm({
    defaultValues: {
      rows: entered?.rowDimension ?? 'stage',
      columns: entered?.columnDimension ?? '',
      row: '',
      column: '',
    },
  })
  const [rows, columns] = useWatch({ control: axes.control, name: ['rows', 'columns'] })
  // Until something is entered, one may still choose what rows and columns are.
  const chosen = { rowDimension: rows, columnDimension: isDimension(columns) ? columns : null }
  const matrix = entered && isEmptyMatrix(entered) ? { ...entered, ...chosen } : entered
  const [unknown, setUnknown] = useState<readonly string[]>([])
  const form = useForm({ defaultValues: { releaseOn: sheet.releaseOn ?? '' } })
  const save = useMutation({
    mutationFn: ({ releaseOn }: { releaseOn: string }) =>
      call(
        api.programmes[':programmeId'].quotas.$put({
          param: { programmeId: sheet.programmeId },
          json: {
            version: sheet.version,
            releaseOn: releaseOn === '' ? null : releaseOn,
            cells: treeOf(matrix ?? empty, sheet.cells, () => crypto.randomUUID()).map((cell) => ({
              ...cell,
              wanted: [...cell.wanted],
            })),
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('saved'))
      await cache.invalidateQueries({ queryKey: ['quotas'] })
    },
  })
  if (!matrix) return <Note tone="neutral">{t('matrix.deep')}</Note>
  const bad = badCells(matrix)
  const over = sheet.placesMax === null ? 0 : sumOf(matrix) - sheet.placesMax
  const lacks = maySet ? undefined : t('matrix.reader')
  const reason =
    lacks ??
    (bad.length > 0
      ? t('matrix.bad', {
          cells: bad.map(({ row }) => naming.nameOf(matrix.rowDimension, row.wanted)).join(' · '),
        })
      : over > 0
        ? t('sum.over', { count: over })
        : undefined)
  const reader = maySet ? (
    <FromFile
      sheet={sheet}
      onRead={(rows) => {
        const read = pasteBlock(matrix, rows, { row: 0, column: 0 }, naming.naming)
        setUnknown(read.unknown)
        setMatrix(read.matrix)
      }}
    />
  ) : null
  return (
    <Section title={t('matrix')}>
      <div className="stack">
        <p className="quiet">{t('matrix.hint')}</p>
        <Axes matrix={matrix} form={axes} onChange={setMatrix} naming={naming} reason={lacks} />
        <MatrixEditor matrix={matrix} onChange={setMatrix} onUnknown={setUnknown} naming={naming} reason={lacks} />
        <Sums sheet={sheet} sum={sumOf(matrix)} />
        {unknown.length > 0 ? (
          <Note tone="attention">{t('matrix.unknown', { names: unknown.join(' · ') })}</Note>
        ) : null}
        <DateField control={form.control} name="releaseOn" label={t('releaseOn')} hint={t('releaseOn.hint')} />
        {sheet.releasedAt === null ? null : (
          <p className="quiet">{t('released', { date: formatDateTime(sheet.releasedAt) })}</p>
        )}
        {sheet.releaseOn === null ? null : (
          <p className="quiet">{t('releaseOn.on', { date: formatDate(sheet.releaseOn) })}</p>
        )}
        <ProblemNote problem={save.error} words={words} />
        <div className="cluster">
          <ActionButton
            kind="primary"
            onClick={() => save.mutate(form.getValues())}
            pending={save.isPending}
            reason={reason}
          >
            {t('save')}
          </ActionButton>
        </div>
        {reader}
      </div>
    </Section>
  )
}

const empty: Matrix = { rowDimension: 'stage', columnDimension: null, rows: [], columns: [], cells: {} }

function Sums({ sheet, sum }: { sheet: QuotaSheet; sum: number }) {
  const t = useWords(words)
  const { placesMax } = sheet
  if (placesMax === null) return <p className="quiet">{t('sum.roster')}</p>
  const left = placesMax - sum
  return (
    <div>
      <p className="num">{t('sum.of', { sum, max: placesMax })}</p>
      {left > 0 ? <p className="quiet num">{t('sum.left', { count: left })}</p> : null}
      {left < 0 ? <Note tone="danger">{t('sum.over', { count: -left })}</Note> : null}
    </div>
  )
}

type AxesForm = UseFormReturn<{ rows: Dimension; columns: string; row: string; column: string }>
type AxesProps = {
  matrix: Matrix
  form: AxesForm
  onChange: (matrix: Matrix) => void
  naming: Named
  reason: string | undefined
}

const isDimension = (value: string): value is Dimension => dimensions.some((each) => each === value)
const isEmptyMatrix = (matrix: Matrix) => matrix.rows.length === 0 && matrix.columns.length === 0

function Axes({ matrix, form, onChange, naming, reason }: AxesProps) {
  const t = useWords(words)
  const choices = dimensions.map((value) => ({ value, label: t(`dimension.${value}`) }))
  const isEmpty = isEmptyMatrix(matrix)
  const [rows, row, column] = useWatch({ control: form.control, name: ['rows', 'row', 'column'] })
  const add = (line: Line, to: 'rows' | 'columns') => {
    if (!matrix[to].some(({ key }) => key === line.key)) onChange({ ...matrix, [to]: [...matrix[to], line] })
  }
  return (
    <div className="cluster">
      <SelectField control={form.control} name="rows" label={t('rows')} options={choices} disabled={!isEmpty} />
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

function FromFile({ sheet, onRead }: { sheet: QuotaSheet; onRead: (rows: readonly (readonly string[])[]) => void }) {
  const t = useWords(words)
  const [progress, setProgress] = useState<number>()
  const read = useMutation({
    mutationFn: ({ content }: { content: Blob }) =>
      upload<{ rows: string[][] }>(`/programmes/${sheet.programmeId}/quota-readings`, content, setProgress),
    onSuccess: ({ rows }) => {
      onRead(rows)
      toast(t('file.read'))
    },
    onSettled: () => setProgress(undefined),
  })
  return (
    <HandIn
      said={{ label: t('file'), hint: t('matrix.hint'), cells: t('matrix.block'), pasted: t('matrix') }}
      onSend={(list) => read.mutate(list)}
      pending={read.isPending}
      progress={progress}
      problem={read.error}
      words={words}
    />
  )
}
