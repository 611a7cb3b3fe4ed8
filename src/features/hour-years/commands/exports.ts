import type { Readable } from 'node:stream'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db } from '../../../platform/db/db.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark } from '../../organisations/public.ts'
import type { FrozenPersonRow, Supplement } from '../contract.ts'
import { findEdition, type EditionRow } from '../store/editions.ts'
import { tellPeople, type AfterFrozen } from './people.ts'
import { tellSupplements } from './tell.ts'
import { words } from '../words.ts'

/** A workbook under its name. */
export type Workbook = { readonly name: string; readonly content: Readable }

// So many rows are read at once.
const atOnce = 500

async function open(db: Db, id: string, list: string) {
  const edition = await read(db, (tx) => findEdition(tx, id))
  if (!edition) return undefined
  await transact(db, async (tx) => {
    note(tx, { act: 'hour_year.exported', object: { kind: 'hour_year', id }, after: { list } })
    return Promise.resolve(ok())
  })
  const mark = await read(db, exportMark)
  const title = `${String(edition.year)}年度学时${list}`
  const name = `${title}-第${String(edition.edition)}版-${mark?.inName ?? db.context.today}.xlsx`
  return { edition, name, sheet: title, ...(mark ? { mark: mark.line } : {}) }
}

const hours = (centihours: number | null | undefined) =>
  centihours === null || centihours === undefined ? null : centihours / 100

/** Everybody of a closed year in these subtrees as a workbook; who took it away is written down. */
export async function exportFrozen(db: Db, id: string, roots: readonly string[]): Promise<Workbook | undefined> {
  const opened = await open(db, id, '封存清单')
  if (!opened) return undefined
  const { edition, name, ...sheet } = opened
  async function* rows() {
    let after: AfterFrozen
    for (;;) {
      const from: AfterFrozen = after
      const page = await read(db, (tx) => tellPeople(tx, edition, roots, { limit: atOnce, after: from }))
      yield* page.items
      if (!page.last) return
      after = { missing: String(page.last.missing), personId: page.last.personId }
    }
  }
  return { name, content: exportRows({ ...sheet, columns: frozenColumns(edition), rows: rows() }) }
}

function frozenColumns({ requirements, frozenOn }: EditionRow): readonly ExportColumn<FrozenPersonRow>[] {
  const number = (title: string, value: (row: FrozenPersonRow) => number | null): ExportColumn<FrozenPersonRow> => ({
    ...{ title, width: 14, kind: 'number', value },
  })
  return [
    { title: '姓名', width: 12, kind: 'text', value: (row) => row.name },
    { title: '工号', width: 14, kind: 'text', value: (row) => row.staffNo },
    { title: `学校（${frozenOn}）`, width: 28, kind: 'text', value: (row) => row.organisationName },
    number('当年学时', (row) => hours(row.centihours)),
    ...requirements
      .filter(({ kind }) => kind === 'least')
      .flatMap(({ id, title }): ExportColumn<FrozenPersonRow>[] => {
        const cell = (row: FrozenPersonRow) => row.cells.find(({ requirementId }) => requirementId === id)
        const state = (row: FrozenPersonRow) => {
          const found = cell(row)
          return found ? words.zh[`state.${found.state}`] : ''
        }
        return [
          number(`${title.zh} 要求`, (row) => hours(cell(row)?.needed)),
          number(`${title.zh} 计入`, (row) => hours(cell(row)?.counted)),
          number(`${title.zh} 还差`, (row) => hours(cell(row)?.missing)),
          { title: `${title.zh} 结论`, width: 10, kind: 'text', value: state },
        ]
      }),
    { title: '末条记录', width: 16, kind: 'text', value: (row) => row.mark },
  ]
}

/** The supplements of a closed year in these subtrees as a workbook; who took it away is written down. */
export async function exportSupplements(db: Db, id: string, roots: readonly string[]): Promise<Workbook | undefined> {
  const opened = await open(db, id, '补录清单')
  if (!opened) return undefined
  const { edition, name, ...sheet } = opened
  async function* rows() {
    let after: { postedAt: string; id: string } | undefined
    for (;;) {
      const from = after
      const page = await read(db, (tx) => tellSupplements(tx, edition, roots, { limit: atOnce, after: from }))
      yield* page
      after = page.at(-1)
      if (page.length < atOnce) return
    }
  }
  return { name, content: exportRows({ ...sheet, columns: supplementColumns(db.context.zone), rows: rows() }) }
}

function supplementColumns(zone: string): readonly ExportColumn<Supplement>[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const text = (title: string, width: number, value: (row: Supplement) => string | null): ExportColumn<Supplement> => ({
    ...{ title, width, kind: 'text', value },
  })
  const number = (title: string, value: (row: Supplement) => number | null): ExportColumn<Supplement> => ({
    ...{ title, width: 12, kind: 'number', value },
  })
  const verdict = ({ title, before, after }: Supplement['verdicts'][number]) =>
    `${title.zh}：${words.zh[`state.${before}`]}→${words.zh[`state.${after}`]}`
  return [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('性质', 10, (row) => words.zh[`direction.${row.direction}`]),
    number('学时', (row) => hours(row.centihours)),
    text('类别', 14, (row) => row.category),
    text('完成日期', 12, (row) => row.earnedOn),
    text('来源', 36, (row) => row.sourceTitle),
    text('入账时间', 18, (row) => clock.format(new Date(row.postedAt))),
    text('登记人', 14, (row) => row.recordedByName),
    text('审定人', 14, (row) => row.postedByName),
    text('原因', 36, (row) => row.reason ?? (row.isUnderWay ? words.zh['entry.reason.underWay'] : null)),
    number('封存学时', (row) => hours(row.before)),
    number('合计学时', (row) => hours(row.after)),
    text('结论变化', 36, (row) => row.verdicts.map(verdict).join('；')),
  ]
}
