import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListSelections } from './access.ts'
import { tellSelections } from './commands/telling.ts'
import { SelectionsAsked, type Selection } from './contract/selections.ts'
import { listSelections } from './store/selections.ts'
import { words } from './words.ts'

/** Selections, as a workbook. */
export const selectionExport = listExport({
  list: 'selections',
  title: '选拔',
  access: mayListSelections,
  query: SelectionsAsked,
  page: async (tx, roots, query, last: Selection | undefined) =>
    tellSelections(await listSelections(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id)),
  columns: ({ text, number, moment }) => [
    text('名称', 36, (row) => row.title),
    text('类别', 12, (row) => words.zh[`kind.${row.kind}`]),
    text('项目', 36, (row) => row.programmeTitle),
    text('组织单位', 28, (row) => row.organisationName),
    number('参加人数', (row) => row.candidateCount),
    number('名额', (row) => row.places),
    text('当前环节', 16, (row) => row.stepTitle),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('发起人', 14, (row) => row.createdByName),
    text('发起时间', 18, (row) => moment(row.createdAt)),
  ],
})
