import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListEnrolments } from './access.ts'
import { EnrolmentQuery, type EnrolmentRow } from './contract.ts'
import { WaiterQuery, type WaiterRow } from './contract/waiting.ts'
import { listEnrolments } from './store/lists.ts'
import { listWaiters } from './store/waiting-lists.ts'
import { words } from './words.ts'
import { waitingWords } from './words/waiting.ts'
import { wayWords } from './words/ways.ts'

/** The applications of the list as a workbook. */
export const enrolmentExport = listExport({
  list: 'enrolments',
  title: '报名',
  access: mayListEnrolments,
  query: EnrolmentQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: EnrolmentRow | undefined) =>
    listEnrolments(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.schoolName),
    text('项目名称', 36, (row) => row.programmeTitle),
    text('状态', 12, (row) => words.zh[`state.${row.state}`]),
    text('到训', 10, (row) => (row.noShow ? words.zh.noShow : '')),
    text('途径', 12, (row) => wayWords.zh[`way.${row.sourceKind}`]),
    text('报名时间', 18, (row) => moment(row.appliedAt)),
    text('学校审核时间', 18, (row) => moment(row.vouchedAt)),
    text('录取时间', 18, (row) => moment(row.decidedAt)),
    text('原因', 30, (row) => row.reason),
  ],
})

/** Whoever waits for a place or was asked to take one, as a workbook. */
export const waiterExport = listExport({
  list: 'waiters',
  title: '候补名单',
  access: mayListEnrolments,
  query: WaiterQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: WaiterRow | undefined) =>
    listWaiters(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, number, moment }) => [
    text('项目名称', 36, (row) => row.programmeTitle),
    number('候补顺序', (row) => row.nth),
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.schoolName),
    text('状态', 12, (row) => waitingWords.zh[`waiter.${row.state}`]),
    text('来源', 12, (row) => waitingWords.zh[`source.${row.sourceKind}`]),
    text('加入时间', 18, (row) => moment(row.joinedAt)),
    text('保留到', 18, (row) => moment(row.offerUntil)),
    text('调整顺序的理由', 30, (row) => row.movedReason),
  ],
})
