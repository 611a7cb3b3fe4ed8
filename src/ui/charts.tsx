import { Link } from 'react-router'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

export type BandItem = {
  readonly id: string
  readonly label: string
  readonly from: string | null
  readonly to: string | null
  readonly plannedFrom?: string | null | undefined
  readonly plannedTo?: string | null | undefined
  readonly tone?: 'neutral' | 'active' | 'done' | 'attention' | undefined
  readonly link?: string | undefined
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

/** Where a date (`YYYY-MM-DD`) or month (`YYYY-MM`) lies in its year, 0–1; a month ends with its last day. */
export function shareOfYear(year: number, date: string, end: boolean): number {
  const [y = '', m = '1', d] = date.split('-')
  if (Number(y) !== year) return Number(y) < year ? 0 : 1
  const month = Number(m)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const passed = d === undefined ? (end ? days : 0) : Number(d) - (end ? 0 : 1)
  return (month - 1 + passed / days) / 12
}

function place(year: number, from: string, to: string) {
  const start = shareOfYear(year, from, false)
  const width = Math.max(shareOfYear(year, to, true) - start, 0.012)
  return { left: `${start * 100}%`, width: `${width * 100}%` }
}

type YearBandProps = { year: number; today?: string | undefined; label: string; items: readonly BandItem[] }

/** A year as twelve columns, each thing in it as a bar: what was planned as an outline, what came of it filled. */
export function YearBand({ year, today, label, items }: YearBandProps) {
  const t = useWords(kitWords)
  return (
    <div className="band" role="group" aria-label={label}>
      <div className="band-head" aria-hidden="true">
        <span />
        <div className="band-months">
          {months.map((month) => (
            <span key={month}>{t(`month.${month}`)}</span>
          ))}
        </div>
      </div>
      <ul className="band-rows">
        {items.map((item) => (
          <BandRow key={item.id} year={year} item={item} />
        ))}
        {today?.startsWith(String(year)) ? (
          <li className="band-today" aria-hidden="true">
            <span />
            <div>
              <i style={{ left: `${shareOfYear(year, today, false) * 100}%` }} title={t('band.today')} />
            </div>
          </li>
        ) : null}
      </ul>
    </div>
  )
}

function BandRow({ year, item }: { year: number; item: BandItem }) {
  const t = useWords(kitWords)
  const planned = item.plannedFrom ? { from: item.plannedFrom, to: item.plannedTo ?? item.plannedFrom } : undefined
  const actual = item.from ? { from: item.from, to: item.to ?? item.from } : undefined
  // What was put off into another year is said, and has no place in this one.
  const isOfYear = actual && Number(actual.from.slice(0, 4)) <= year && Number(actual.to.slice(0, 4)) >= year
  const said = [
    planned ? `${t('band.planned')} ${planned.from} – ${planned.to}` : '',
    actual ? `${t('band.actual')} ${actual.from} – ${actual.to}` : '',
  ].filter(Boolean)
  return (
    <li className="band-row">
      <span className="band-label" title={item.label}>
        {item.link ? <Link to={item.link}>{item.label}</Link> : item.label}
      </span>
      <div className="band-track" title={said.join('\n')}>
        {planned ? <i className="band-ghost" style={place(year, planned.from, planned.to)} /> : null}
        {actual && isOfYear ? (
          <i className={`band-bar band-${item.tone ?? 'active'}`} style={place(year, actual.from, actual.to)} />
        ) : null}
        <span className="unseen">{said.join(' · ')}</span>
      </div>
    </li>
  )
}

type HeatMapProps = {
  label: string
  corner: string
  rows: readonly { readonly id: string; readonly label: string; readonly to?: string | undefined }[]
  columns: readonly { readonly id: string; readonly label: string }[]
  cell: (
    rowId: string,
    columnId: string,
  ) => { readonly share: number; readonly text: string; readonly to?: string | undefined } | undefined
}

/** A table whose cells are tinted by how much has been reached: the number stays readable, the colour shows the pattern. */
export function HeatMap({ label, corner, rows, columns, cell }: HeatMapProps) {
  return (
    <div className="table-scroll">
      <table className="table heat">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th key={column.id} scope="col" className="end">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.to ? <Link to={row.to}>{row.label}</Link> : row.label}</th>
              {columns.map((column) => {
                const shown = cell(row.id, column.id)
                return (
                  <td key={column.id} className={`end num heat-${shown ? heatOf(shown.share) : 'none'}`}>
                    {shown?.to ? <Link to={shown.to}>{shown.text}</Link> : (shown?.text ?? '–')}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Six steps from nothing to reached; the last only when it is wholly reached. */
export function heatOf(share: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (share >= 1) return 5
  if (share >= 0.8) return 4
  if (share >= 0.6) return 3
  if (share >= 0.4) return 2
  return share > 0 ? 1 : 0
}
