import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { yearOf } from '../../lib/dates.ts'
import { mayListNotices, mayReadCalendar } from './access.ts'
import { tellCalendar } from './commands/calendar.ts'
import { tellNotices } from './commands/telling.ts'
import { CalendarAsked, type CalendarDay } from './contract/calendar.ts'
import { NoticesAsked, ObjectionsAsked, type PublicNotice } from './contract/notices.ts'
import { listNotices, listObjectionsIn } from './store.ts'
import { words } from './words.ts'

/** Public notices, as a workbook. */
export const publicNoticeExport = listExport({
  list: 'public-notices',
  title: '公示',
  access: mayListNotices,
  query: NoticesAsked,
  page: async (tx, roots, query, last: PublicNotice | undefined) =>
    tellNotices(tx, await listNotices(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id)),
  columns: ({ text, number, moment }) => [
    text('标题', 40, (row) => row.title),
    text('发布单位', 28, (row) => row.organisationName),
    text('发布日期', 12, (row) => row.openedOn),
    text('公示至', 12, (row) => row.endsOn),
    number('工作日', (row) => row.workingDays),
    number('人数', (row) => row.rowCount),
    number('异议', (row) => row.objectionCount),
    number('待答复', (row) => row.waitingCount),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('发起人', 14, (row) => row.openedByName),
    text('作出结论', 14, (row) => row.decidedByName),
    text('结论时间', 18, (row) => (row.decidedAt === null ? null : moment(row.decidedAt))),
    text('撤回原因', 30, (row) => row.reason),
  ],
})

type Objected = Awaited<ReturnType<typeof listObjectionsIn>>[number]

/** What was said against notices and how it was answered, as a workbook; who objected is not in it. */
export const publicObjectionExport = listExport({
  list: 'public-objections',
  title: '异议',
  access: mayListNotices,
  query: ObjectionsAsked,
  page: (tx, roots, query, last: Objected | undefined) =>
    listObjectionsIn(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id),
  columns: ({ text, moment }) => [
    text('公示', 40, (row) => row.notice),
    text('发布单位', 28, (row) => row.organisationName),
    text('针对', 14, (row) => (row.about === 'procedure' ? words.zh['about.procedure'] : row.aboutName)),
    text('所在学校', 28, (row) => row.aboutSchool),
    text('提出方式', 18, (row) => words.zh[row.isStranger ? 'stranger' : 'export.known']),
    text('异议内容', 60, (row) => row.text),
    text('收到时间', 18, (row) => moment(row.receivedAt.toISOString())),
    text('状态', 10, (row) => words.zh[`objection.${row.state}`]),
    text('答复', 60, (row) => row.answer),
    text('答复人', 14, (row) => row.answeredByName),
    text('答复时间', 18, (row) => moment(row.answeredAt?.toISOString() ?? null)),
  ],
})

/** The days of a year that are not what their weekday says, or that the bureau spoke about, as a workbook. */
export const workingDayExport = listExport({
  list: 'working-days',
  title: '工作日历',
  access: mayReadCalendar,
  query: CalendarAsked,
  // The days of a year are read at once.
  page: async (tx, _roots, { year }, last: CalendarDay | undefined) =>
    last ? [] : (await tellCalendar(tx, year ?? yearOf(tx.context.today))).days,
  columns: ({ text }) => [
    text('日期', 12, (row) => row.day),
    text('安排', 10, (row) => words.zh[row.works ? 'calendar.on' : 'calendar.off']),
    text('说明', 36, (row) => row.name),
    text('依据', 40, (row) => row.source),
    text('设置人', 14, (row) => row.changedByName),
  ],
})
