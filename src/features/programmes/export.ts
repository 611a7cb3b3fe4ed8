import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListProgrammes } from './access.ts'
import { ProgrammeQuery } from './contract.ts'
import { listProgrammes } from './store.ts'
import { codeWords } from './words/codes.ts'

const said = codeWords.zh

/** The programmes of the list as a workbook. */
export const programmeExport = listExport({
  list: 'programmes',
  title: '项目',
  access: mayListProgrammes,
  query: ProgrammeQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: Awaited<ReturnType<typeof listProgrammes>>[number] | undefined) =>
    listProgrammes(
      tx,
      roots,
      { ...query, limit: exportedAtOnce - 1 },
      after && { rank: String(after.rank), id: after.row.id },
    ),
  columns: ({ text, number }) => [
    number('序号', ({ row }) => row.no),
    text('项目名称', 36, ({ row }) => row.title),
    number('年度', ({ row }) => row.year),
    text('级别', 10, ({ row }) => said[`level.${row.level}`]),
    text('类型', 16, ({ row }) => said[`kind.${row.kind}`]),
    text('主办单位', 24, ({ organisationName }) => organisationName),
    text('承训机构', 24, ({ providerName }) => providerName),
    text('所属计划', 30, ({ planName }) => planName),
    text('开始日期', 12, ({ row }) => row.startsOn),
    text('结束日期', 12, ({ row }) => row.endsOn),
    text('地点', 20, ({ row }) => row.place),
    number('人数', ({ row }) => row.placesMax ?? row.headcount),
    number('学时', ({ row }) => row.centihours / 100),
    text('状态', 10, ({ row }) => said[`state.${row.state}`]),
  ],
})
