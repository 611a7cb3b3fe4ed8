import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { z } from '../../platform/http/openapi.ts'
import { mayListEnrolments, mayListWays } from './access.ts'
import { SubstitutionRequestQuery, type SubstitutionRequest } from './contract/requests.ts'
import { listRequests } from './store/requests.ts'
import { listAllIntakes, listElectiveChoices } from './store/way-lists.ts'
import { requestWords } from './words/requests.ts'
import { wayWords } from './words/ways.ts'

const ofProgramme = z.object({ programmeId: z.uuid().optional() })
const limit = exportedAtOnce - 1

/** What was brought into programmes at once, a row for each time, as a workbook. */
export const intakeExport = listExport({
  list: 'intakes',
  title: '批量录入记录',
  access: mayListWays,
  query: ofProgramme,
  page: (tx, roots, query, after: Awaited<ReturnType<typeof listAllIntakes>>[number] | undefined) =>
    listAllIntakes(tx, roots, { ...query, limit }, after),
  columns: ({ text, number, moment }) => [
    text('项目名称', 36, (row) => row.programmeTitle),
    text('方式', 12, (row) => wayWords.zh[`way.${row.way}`]),
    number('人数', (row) => row.asked),
    number('成功', (row) => row.placed),
    text('时间', 18, (row) => moment(row.madeAt)),
  ],
})

/** The substitutions that schools asked for, and what became of them, as a workbook. */
export const substitutionRequestExport = listExport({
  list: 'substitution-requests',
  title: '更换学员申请',
  access: mayListEnrolments,
  query: SubstitutionRequestQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: SubstitutionRequest | undefined) =>
    listRequests(tx, roots, { ...query, limit }, after),
  columns: ({ text, moment }) => [
    text('项目名称', 36, (row) => row.programmeTitle),
    text('学校', 28, (row) => row.schoolName),
    text('原学员', 12, (row) => row.leavingName),
    text('原学员工号', 14, (row) => row.leavingStaffNo),
    text('换成', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('理由', 30, (row) => row.reason),
    text('申请人', 12, (row) => row.askedByName),
    text('申请时间', 18, (row) => moment(row.askedAt)),
    text('状态', 12, (row) => requestWords.zh[`state.${row.state}`]),
    text('决定人', 12, (row) => row.decidedByName),
    text('决定时间', 18, (row) => moment(row.decidedAt)),
    text('不同意的理由', 30, (row) => row.decisionReason),
  ],
})

/** What of programmes people chose for themselves, a row for each choice, as a workbook. */
export const electiveExport = listExport({
  list: 'electives',
  title: '自选内容',
  access: mayListWays,
  query: ofProgramme,
  page: (tx, roots, query, after: Awaited<ReturnType<typeof listElectiveChoices>>[number] | undefined) =>
    listElectiveChoices(tx, roots, { ...query, limit }, after),
  columns: ({ text, number, moment }) => [
    text('项目名称', 36, (row) => row.programmeTitle),
    text('自选内容', 30, (row) => row.title),
    number('名额', (row) => row.placesMax),
    number('已选人数', (row) => row.placesTaken),
    text('选择截止', 18, (row) => moment(row.until)),
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.schoolName),
    text('选择时间', 18, (row) => moment(row.chosenAt)),
  ],
})
