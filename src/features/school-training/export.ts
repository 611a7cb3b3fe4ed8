import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListSchoolPlans } from './access.ts'
import { SchoolPlanQuery } from './contract/plans.ts'
import { StatisticQuery, TeamQuery, type SchoolStatistic, type Team } from './contract/teams.ts'
import { listPlans, type PlanRow } from './store/plans.ts'
import { listStatistics } from './store/statistics.ts'
import { listTeams } from './store/teams.ts'
import { words } from './words.ts'

const paged = { cursor: true, limit: true } as const
const limit = exportedAtOnce - 1

/** The plans of the list as a workbook. */
export const schoolPlanExport = listExport({
  list: 'school-plans',
  title: '校本研修计划',
  access: mayListSchoolPlans,
  query: SchoolPlanQuery.omit(paged),
  page: (tx, roots, query, after: PlanRow | undefined) =>
    listPlans(tx, roots, { ...query, limit }, after && { rank: String(after.rank), id: after.id }),
  columns: ({ text, number, moment }) => [
    text('学校', 28, (row) => row.schoolName),
    text('学年', 12, (row) => `${row.year}–${row.year + 1}`),
    text('学期', 10, (row) => (row.term === 1 ? '第一学期' : '第二学期')),
    text('计划名称', 36, (row) => row.title),
    text('教研组', 20, (row) => row.teamName),
    text('课题', 36, (row) => row.topic),
    text('状态', 14, (row) => words.zh[`state.${row.state}`]),
    number('人数', (row) => row.members),
    number('场次', (row) => row.sessions),
    number('已举行', (row) => row.held),
    text('提交时间', 18, (row) => moment(row.submittedAt)),
  ],
})

/** The teams of the list as a workbook. */
export const teamExport = listExport({
  list: 'research-teams',
  title: '教研组',
  access: mayListSchoolPlans,
  query: TeamQuery.omit(paged),
  page: (tx, roots, query, after: Team | undefined) => listTeams(tx, roots, { ...query, limit }, after),
  columns: ({ text, number }) => [
    text('学校', 28, (row) => row.schoolName),
    text('类别', 12, (row) => words.zh[`team.${row.kind}`]),
    text('名称', 24, (row) => row.name),
    text('课题', 36, (row) => row.topic),
    text('负责人', 14, (row) => row.leadName),
    number('人数', (row) => row.members),
    number('计划数', (row) => row.plans),
    text('成立日期', 12, (row) => row.foundedOn),
    text('停用日期', 12, (row) => row.closedOn),
  ],
})

/** How far each school is, as a workbook for the bureau. */
export const trainingStatisticExport = listExport({
  list: 'school-training-statistics',
  title: '校本研修统计',
  access: mayListSchoolPlans,
  query: StatisticQuery.omit(paged),
  page: (tx, roots, query, after: SchoolStatistic | undefined) => listStatistics(tx, roots, { ...query, limit }, after),
  columns: ({ text, number }) => [
    text('学校', 28, (row) => row.schoolName),
    number('计划', (row) => row.plans),
    number('已批准', (row) => row.approved),
    number('已结项', (row) => row.closed),
    number('场次', (row) => row.sessions),
    number('已举行', (row) => row.held),
    number('应到人次', (row) => row.attendances),
    number('实到人次', (row) => row.present),
    number('获得学时人数', (row) => row.people),
    number('学时', (row) => row.centihours / 100),
    number('其中校本', (row) => row.bySchool / 100),
    number('其中集中', (row) => row.byGathering / 100),
    number('其中远程', (row) => row.byRemote / 100),
    number('材料已有', (row) => row.evidenceThere),
    number('材料应有', (row) => row.evidenceOf),
  ],
})
