import type { Readable } from 'node:stream'
import { formatHours } from '../../../lib/hours.ts'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db } from '../../../platform/db/db.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark } from '../../organisations/public.ts'
import type { ForecastQuery, ForecastRow } from '../contract.ts'
import { words } from '../words.ts'
import { readForecasts } from './forecasts.ts'

// More people than a file of rows can be used with, and for how many of them programmes are looked for.
const mostPeople = 250_000
const mostAdvised = 1_000

/** The list of those who will miss hours as an Excel file; who took it away is written down. */
export async function exportForecasts(
  db: Db,
  query: ForecastQuery,
  roots: readonly string[],
): Promise<{ readonly name: string; readonly content: Readable }> {
  await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'forecast.exported', object: { kind: 'organisation', id: first }, after: query })
    return ok()
  })
  const asked = { ...query, limit: mostPeople }
  const list = await read(db, (tx) => readForecasts(tx, asked, roots, undefined, mostAdvised))
  const mark = await read(db, exportMark)
  const rows = list.items.map((row, index) => ({ ...row, isAdvised: index < mostAdvised }))
  const marked = mark ? { mark: mark.line } : {}
  return {
    name: `学时预警-${String(list.year)}-${mark?.inName ?? db.context.today}.xlsx`,
    content: exportRows({ sheet: '学时预警', columns, rows, ...marked }),
  }
}

type Row = ForecastRow & { readonly isAdvised: boolean }

const text = (title: string, width: number, value: (row: Row) => string): ExportColumn<Row> => ({
  ...{ title, width, kind: 'text', value },
})
const hours = (title: string, of: (row: Row) => number | undefined): ExportColumn<Row> => ({
  ...{ title, width: 10, kind: 'number' },
  value: (row) => {
    const units = of(row)
    return units === undefined ? null : units / 100
  },
})

const columns: readonly ExportColumn<Row>[] = [
  text('姓名', 12, (row) => row.name),
  text('工号', 14, (row) => row.staffNo),
  text('学校', 28, (row) => row.organisationName),
  text('预警', 12, (row) => words.zh[`outlook.${row.state}`]),
  text('要求', 24, (row) => row.forecasts[0]?.requirement.title.zh ?? ''),
  hours('应达', (row) => row.forecasts[0]?.needed),
  hours('已计入', (row) => row.forecasts[0]?.counted),
  hours('预计期末', (row) => row.forecasts[0]?.projected),
  hours('还差', (row) => row.short),
  text('建议参加', 60, sayProgrammes),
]

function sayProgrammes({ advice, isAdvised, short }: Row): string {
  if (short === 0) return ''
  if (!isAdvised) return words.zh['export.notAdvised']
  const named = advice.programmes.map(
    ({ title, centihours, waiting }) =>
      `${title}（${formatHours(centihours)}${waiting ? `，${words.zh['export.waiting']}` : ''}）`,
  )
  if (advice.closes) return named.join('；')
  return [...named, words.zh['advice.none.short']].join('；')
}
