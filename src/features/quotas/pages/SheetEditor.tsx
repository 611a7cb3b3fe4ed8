import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call, client, ProblemError } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDate, formatDateTime, joinNames } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { QuotaReading, QuotaSheet } from '../contract.ts'
import { placesByShare, type CellDraft } from '../core.ts'
import { badCells, matrixOf, sumOf, treeOf, type Matrix } from '../core/matrix.ts'
import { badRows, draftsOf, outlineOf, sumBelow, type OutlineRow } from '../core/outline.ts'
import { useNaming, type Named } from '../naming.ts'
import type { quotaRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { Axes, isDimension, isEmptyMatrix, type AxesForm } from './Axes.tsx'
import { ListReader } from './ListReader.tsx'
import { MatrixEditor } from './MatrixEditor.tsx'
import { OutlineEditor } from './OutlineEditor.tsx'

const api = client<typeof quotaRoutes>()
const newId = () => crypto.randomUUID()

/** What is entered: a table of two levels, or lines of any number of them. */
type Entered =
  { readonly view: 'table'; readonly matrix: Matrix } | { readonly view: 'lines'; readonly rows: OutlineRow[] }

function enteredOf(cells: readonly CellDraft[], placesMax: number | null): Entered {
  const matrix = matrixOf(cells, placesMax)
  return matrix ? { view: 'table', matrix } : { view: 'lines', rows: outlineOf(cells) }
}

function useSave(sheet: QuotaSheet) {
  const t = useWords(words)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ releaseOn, cells }: { releaseOn: string; cells: readonly CellDraft[] }) =>
      call(
        api.programmes[':programmeId'].quotas.$put({
          param: { programmeId: sheet.programmeId },
          json: {
            version: sheet.version,
            releaseOn: releaseOn === '' ? null : releaseOn,
            cells: cells.map((cell) => ({ ...cell, wanted: [...cell.wanted] })),
            limit: sheet.mustLimit,
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('saved'))
      await cache.invalidateQueries({ queryKey: ['quotas'] })
    },
  })
}

/** Where the places of a programme are shared out: as a table while two levels do, line by line at any depth. */
export function SheetEditor({ sheet }: { sheet: QuotaSheet }) {
  const t = useWords(words)
  const maySet = useHolds('bureau_officer')
  const [names, setNames] = useState<Readonly<Record<string, string>>>(sheet.names)
  const naming = useNaming(names)
  const [entered, setEntered] = useState<Entered>(() => enteredOf(sheet.cells, sheet.placesMax))
  const [unknown, setUnknown] = useState<readonly string[]>([])
  const axes = useAxes(entered)
  const shown = entered.view === 'table' ? { ...entered, matrix: axes.chosen(entered.matrix) } : entered
  const form = useForm({ defaultValues: { releaseOn: sheet.releaseOn ?? '' } })
  const save = useSave(sheet)
  const cells =
    shown.view === 'table'
      ? treeOf(shown.matrix, sheet.cells, newId)
      : draftsOf(shown.rows, sheet.cells, newId, sheet.placesMax)
  const sum = shown.view === 'table' ? sumOf(shown.matrix) : (sumBelow(shown.rows, null, sheet.placesMax) ?? 0)
  const lacks = sheet.isOver ? t('matrix.over') : maySet ? undefined : t('matrix.reader')
  const bad = badOf(shown, naming, sheet.placesMax)
  const over = sheet.placesMax === null ? 0 : sum - sheet.placesMax
  const wrong = bad.length > 0 ? t('matrix.bad', { cells: bad.join(' · ') }) : undefined
  const unlimited = limitReason(t, sheet, sum)
  const read = (reading: QuotaReading) => {
    setNames({ ...names, ...reading.names })
    setUnknown([])
    setEntered(enteredOf(reading.cells, sheet.placesMax))
  }
  return (
    <Section
      title={t('matrix')}
      actions={<Switch entered={shown} cells={cells} placesMax={sheet.placesMax} onChange={setEntered} />}
    >
      <div className="stack">
        <p className="quiet">{t(shown.view === 'table' ? 'matrix.hint' : 'outline.hint')}</p>
        {shown.view === 'table' ? (
          <>
            <Axes
              matrix={shown.matrix}
              form={axes.form}
              onChange={(matrix) => setEntered({ view: 'table', matrix })}
              naming={naming}
              reason={lacks}
            />
            <MatrixEditor
              matrix={shown.matrix}
              onChange={(matrix) => setEntered({ view: 'table', matrix })}
              onUnknown={setUnknown}
              naming={naming}
              reason={lacks}
            />
          </>
        ) : (
          <OutlineEditor
            rows={shown.rows}
            onChange={(rows) => setEntered({ view: 'lines', rows })}
            naming={naming}
            placesMax={sheet.placesMax}
            reason={lacks}
          />
        )}
        <Shares sheet={sheet} />
        <Sums sheet={sheet} sum={sum} />
        {unknown.length > 0 ? (
          <Note tone="attention">{t('matrix.unknown', { names: unknown.join(' · ') })}</Note>
        ) : null}
        <DateField control={form.control} name="releaseOn" label={t('releaseOn')} hint={t('releaseOn.hint')} />
        <Released sheet={sheet} />
        <ProblemNote problem={save.error} words={words} />
        <Unfit problem={save.error} />
        <div className="cluster">
          <ActionButton
            kind="primary"
            onClick={() => save.mutate({ ...form.getValues(), cells })}
            pending={save.isPending}
            reason={lacks ?? wrong ?? (over > 0 ? t('sum.over', { count: over }) : undefined) ?? unlimited}
          >
            {t('save')}
          </ActionButton>
        </div>
        {lacks === undefined ? <ListReader programmeId={sheet.programmeId} onRead={read} /> : null}
      </div>
    </Section>
  )
}

// What shares came to stays when the places of the programme change, until the sheet is saved anew.
function Shares({ sheet: { cells, placesMax } }: { sheet: QuotaSheet }) {
  const t = useWords(words)
  const isStale = cells.some(
    ({ share, kind, placesMax: own }) =>
      share !== null && placesMax !== null && own !== placesByShare(kind, share, placesMax),
  )
  return isStale ? <Note tone="attention">{t('share.stale')}</Note> : null
}

// Who the sheet leaves without a place that they hold.
function Unfit({ problem }: { problem: unknown }) {
  const t = useWords(words)
  if (!(problem instanceof ProblemError) || problem.code !== 'quota_holders') return null
  const names = joinNames(problem.fields.map(({ message }) => message))
  return <Note tone="attention">{t('unfit', { count: problem.detail, names })}</Note>
}

function badOf(entered: Entered, naming: Named, placesMax: number | null): string[] {
  if (entered.view === 'lines')
    return badRows(entered.rows, placesMax).map((row) => naming.nameOf(row.dimension, row.wanted))
  const { matrix } = entered
  return badCells(matrix).map(({ row }) => naming.nameOf(matrix.rowDimension, row.wanted))
}

// Until something is entered, one may still choose what rows and columns are.
function useAxes(entered: Entered) {
  const matrix = entered.view === 'table' ? entered.matrix : undefined
  const form: AxesForm = useForm({
    defaultValues: {
      rows: matrix?.rowDimension ?? 'stage',
      columns: matrix?.columnDimension ?? '',
      row: '',
      column: '',
    },
  })
  const [rows, columns] = useWatch({ control: form.control, name: ['rows', 'columns'] })
  const chosen = (shown: Matrix): Matrix =>
    isEmptyMatrix(shown)
      ? { ...shown, rowDimension: rows, columnDimension: isDimension(columns) ? columns : null }
      : shown
  return { form, chosen }
}

type SwitchProps = {
  entered: Entered
  cells: readonly CellDraft[]
  placesMax: number | null
  onChange: (entered: Entered) => void
}

/** From the table to the lines and back; what a table cannot hold stays in lines. */
function Switch({ entered, cells, placesMax, onChange }: SwitchProps) {
  const t = useWords(words)
  if (entered.view === 'table') {
    return (
      <ActionButton onClick={() => onChange({ view: 'lines', rows: outlineOf(cells) })}>{t('view.lines')}</ActionButton>
    )
  }
  const matrix = matrixOf(cells, placesMax)
  return (
    <ActionButton
      onClick={() => (matrix ? onChange({ view: 'table', matrix }) : undefined)}
      reason={matrix ? undefined : t('matrix.deep')}
    >
      {t('view.table')}
    </ActionButton>
  )
}

function Released({ sheet }: { sheet: QuotaSheet }) {
  const t = useWords(words)
  return (
    <>
      {sheet.releasedAt === null ? null : (
        <p className="quiet">{t('released', { date: formatDateTime(sheet.releasedAt) })}</p>
      )}
      {sheet.releaseOn === null ? null : (
        <p className="quiet">{t('releaseOn.on', { date: formatDate(sheet.releaseOn) })}</p>
      )}
    </>
  )
}

// Where the sheet sets the number of places, it needs one, and never fewer than hold a place.
function limitReason(t: Translate<typeof words>, sheet: QuotaSheet, sum: number): string | undefined {
  const { mustLimit, placesHeld: held } = sheet
  if (!mustLimit) return undefined
  if (sum === 0) return t('limit.empty')
  return held > sum ? t('limit.below', { held, sum }) : undefined
}

function Sums({ sheet, sum }: { sheet: QuotaSheet; sum: number }) {
  const t = useWords(words)
  const { placesMax, placesHeld: held } = sheet
  if (sheet.mustLimit) {
    return (
      <Note tone="attention">
        <p>{t('limit.why')}</p>
        {sum === 0 ? null : <p className="num">{t('limit.sum', { sum, held })}</p>}
      </Note>
    )
  }
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
