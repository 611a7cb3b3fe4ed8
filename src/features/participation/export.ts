import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { z } from '../../platform/http/openapi.ts'
import {
  mayImportParticipations,
  mayListBulletins,
  mayListParticipations,
  mayListReserve,
  mayReadCoverage,
} from './access.ts'
import { shownImport } from './commands/importing.ts'
import { pageUncovered, peopleFor, tellBulletin } from './commands/reading.ts'
import { tellCandidates } from './commands/reserve.ts'
import { BulletinPeopleAsked, BulletinsAsked, type Bulletin, type BulletinPerson } from './contract/bulletins.ts'
import type { PastImport } from './contract/importing.ts'
import { CoverageAsked, ParticipationsAsked, type Participation, type Uncovered } from './contract/participations.ts'
import { ReserveAsked, type Candidate } from './contract/reserve.ts'
import { listImports } from './store/importing.ts'
import { importingWords } from './words/importing.ts'
import { listBulletins } from './store/bulletins.ts'
import { listParticipations } from './store/participations.ts'
import { listCandidates } from './store/reserve.ts'
import { words } from './words.ts'

const limit = exportedAtOnce - 1
const share = (held: number | null, attended: number | null) => (held === null ? null : `${attended ?? 0}/${held}`)

/** Who took part in what, as a workbook. */
export const participationExport = listExport({
  list: 'participations',
  title: '参训数据库',
  access: mayListParticipations,
  query: ParticipationsAsked,
  page: async (tx, roots, query, last: Participation | undefined) =>
    listParticipations(tx, roots, { ...query, limit }, last && { year: String(last.year), id: last.id }),
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('选派单位', 28, (row) => row.organisationName),
    text('培训名称', 36, (row) => row.title),
    text('级别', 10, (row) => words.zh[`level.${row.level}`]),
    number('年度', (row) => row.year),
    text('开始日期', 12, (row) => row.startsOn),
    text('结束日期', 12, (row) => row.endsOn),
    text('承办单位', 24, (row) => row.providerName),
    text('系列', 18, (row) => row.series),
    number('阶段', (row) => row.stage),
    text('结果', 10, (row) => words.zh[`state.${row.state}`]),
    text('出勤', 10, (row) => share(row.held, row.attended)),
    number('学时', (row) => (row.centihours === null ? null : row.centihours / 100)),
    text('来源', 10, (row) => words.zh[`source.${row.source}`]),
  ],
})

/** Who of a population took part in nothing, as a workbook. */
export const uncoveredExport = listExport({
  list: 'uncovered',
  title: '还没有参加的教师',
  access: mayReadCoverage,
  query: CoverageAsked,
  page: async (tx, roots, query, after: Uncovered | undefined) =>
    pageUncovered(tx, roots, query, exportedAtOnce, after),
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('最近一次参训', 36, (row) => row.lastTitle),
    number('年度', (row) => row.lastYear),
  ],
})

/** What schools heard of those they sent, as a workbook. */
export const bulletinExport = listExport({
  list: 'bulletins',
  title: '参训通报',
  access: mayListBulletins,
  query: BulletinsAsked,
  page: async (tx, roots, query, after: Bulletin | undefined) =>
    (await listBulletins(tx, roots, { ...query, limit }, after)).map(tellBulletin),
  columns: ({ text, number, moment }) => [
    text('选派单位', 28, (row) => row.organisationName),
    text('项目', 36, (row) => row.programmeTitle),
    text('班级', 28, (row) => row.classTitle),
    number('参训人数', (row) => row.members),
    number('结业人数', (row) => row.passed),
    text('出勤', 12, (row) => share(row.held, row.attended)),
    text('通报时间', 18, (row) => moment(row.sentAt)),
    text('查阅', 24, (row) => (row.readAt === null ? null : `${row.readByName ?? ''} ${moment(row.readAt)}`)),
  ],
})

/** The people of one bulletin, as a workbook for the school. */
export const bulletinPeopleExport = listExport({
  list: 'bulletin-people',
  title: '参训情况',
  access: mayListBulletins,
  query: BulletinPeopleAsked,
  // A school sends fewer people to a class than a page holds.
  page: async (tx, roots, { bulletinId }, after: BulletinPerson | undefined) =>
    after || bulletinId === undefined ? [] : peopleFor(tx, roots, bulletinId),
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    number('应到场次', (row) => row.held),
    number('实到场次', (row) => row.attended),
    number('成绩', (row) => (row.scoreTenths === null ? null : row.scoreTenths / 10)),
    text('结果', 10, (row) => words.zh[`state.${row.state}`]),
    number('学时', (row) => (row.centihours === null ? null : row.centihours / 100)),
  ],
})

/** Who stands in reserve, as a workbook. */
export const reserveExport = listExport({
  list: 'reserve-candidates',
  title: '储备库',
  access: mayListReserve,
  query: ReserveAsked,
  page: async (tx, roots, query, after: Candidate | undefined) =>
    tellCandidates(tx, await listCandidates(tx, roots, { ...query, limit }, after)),
  columns: ({ text, number, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('级别', 18, (row) => words.zh[`reserve.${row.level}`]),
    text('学科代码', 10, (row) => row.subject),
    text('推荐理由', 40, (row) => row.reason),
    number('近五年结业', (row) => row.taken),
    text('目前能否参训', 14, (row) => (row.isBarred ? '受限' : '可以')),
    text('推荐人', 14, (row) => row.addedByName),
    text('时间', 18, (row) => moment(row.addedAt)),
    text('移出原因', 30, (row) => row.removedReason),
  ],
})

/** The lists of past trainings that were applied, as a workbook. */
export const pastImportExport = listExport({
  list: 'participation-imports',
  title: '参训导入记录',
  access: mayImportParticipations,
  query: z.object({}),
  page: async (tx, roots, _query, after: PastImport | undefined) =>
    (await listImports(tx, roots, limit, after?.id)).map(({ list, organisationName }) =>
      shownImport(list, organisationName),
    ),
  columns: ({ text, number, moment }) => [
    text('名单', 36, (row) => row.name),
    text('单位', 28, (row) => row.organisationName),
    text('状态', 10, (row) => importingWords.zh[row.state === 'applied' ? 'state.applied' : 'state.undone']),
    number('行数', (row) => row.rows),
    number('记入', (row) => row.counts.create),
    number('已有', (row) => row.counts.keep),
    number('拒绝', (row) => row.counts.refuse),
    text('导入人', 14, (row) => row.createdByName),
    text('导入时间', 18, (row) => moment(row.appliedAt)),
    text('撤销时间', 18, (row) => moment(row.undoneAt)),
  ],
})
