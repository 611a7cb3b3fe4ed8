import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListQuotas } from './access.ts'
import { QuotaQuery, type QuotaRow } from './contract.ts'
import { namedValue, pathOf } from './core.ts'
import { listQuotaProgrammes } from './store/lists.ts'
import { writePlaces } from './core/matrix.ts'
import { words } from './words.ts'

type Cell = QuotaRow['cells'][number]
type Line = { readonly rank: string; readonly programmeId: string; readonly row: QuotaRow; readonly cell: Cell }

const nameOf = ({ organisationName, dimension, wanted }: Cell): string =>
  organisationName ?? wanted.map((value) => namedValue(dimension, value)).join('、')

/** What is shared out and taken, a row for each cell, as a workbook. */
export const quotaExport = listExport({
  list: 'quotas',
  title: '名额分配',
  access: mayListQuotas,
  query: QuotaQuery.omit({ cursor: true, limit: true }),
  page: async (tx, roots, query, after: Line | undefined) => {
    // A programme has many cells: fewer programmes are asked for than a page has rows.
    const limit = exportedAtOnce - 1
    const programmes = await listQuotaProgrammes(tx, roots, { ...query, limit }, after)
    return programmes.flatMap((row) =>
      row.cells.map((cell) => ({ rank: String(row.rank), programmeId: row.programmeId, row, cell })),
    )
  },
  columns: ({ text, number }) => [
    text('年度', 8, ({ row }) => String(row.year)),
    text('项目名称', 36, ({ row }) => row.title),
    text('分给', 36, ({ row, cell }) => pathOf(row.cells, cell, nameOf) || words.zh.whole),
    text('方式', 8, ({ cell }) => words.zh[`kind.${cell.kind}`]),
    text('名额', 10, ({ cell }) => (cell.placesMax === null ? words.zh.everybody : writePlaces(cell))),
    number('折合名额', ({ cell }) => cell.placesMax),
    number('已用', ({ cell }) => cell.placesTaken),
    number('剩余', ({ cell }) => (cell.placesMax === null ? null : cell.placesMax - cell.placesTaken)),
  ],
})
