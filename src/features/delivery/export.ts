import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListClasses } from './access.ts'
import { ClassQuery, type TrainingClass } from './contract/classes.ts'
import { listClasses } from './store/classes.ts'
import { words } from './words.ts'

/** The classes of the list as a workbook. */
export const classExport = listExport({
  list: 'classes',
  title: '班级',
  access: mayListClasses,
  query: ClassQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: TrainingClass | undefined) =>
    listClasses(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, number }) => [
    text('班级名称', 24, (row) => row.title),
    text('项目名称', 36, (row) => row.programmeTitle),
    text('承训机构', 24, (row) => row.providerName),
    text('班主任', 12, (row) => row.leadName),
    text('开始日期', 12, (row) => row.startsOn),
    text('结束日期', 12, (row) => row.endsOn),
    number('学员数', (row) => row.members),
    number('课次', (row) => row.sessions),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
  ],
})
