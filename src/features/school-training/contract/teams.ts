import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import {
  mayAddTeam,
  mayChangeTrainingSetting,
  mayKeepTeam,
  mayListSchoolPlans,
  mayListTeams,
  mayReadTeam,
} from '../access.ts'
import { sessionForms, sessionStates, teamKinds } from '../tables.ts'

const tags = ['School training']
const topic = z
  .string()
  .trim()
  .max(120)
  .nullable()
  .transform((typed) => (typed === '' ? null : typed))

export const Team = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    schoolName: z.string(),
    kind: z.enum(teamKinds),
    name: z.string(),
    topic: z.string().nullable(),
    leadId: z.uuid(),
    leadName: z.string(),
    leadTalent: z.string().nullable(),
    foundedOn: z.string(),
    closedOn: z.string().nullable(),
    members: z.int(),
    plans: z.int(),
  })
  .openapi('ResearchTeam')
export type Team = z.infer<typeof Team>

export const TeamInFull = Team.extend({
  people: z.array(z.object({ id: z.uuid(), name: z.string(), staffNo: z.string(), subjects: z.array(z.string()) })),
  /** What its sessions wrote down, over all its semesters, the latest first. */
  minutes: z.array(
    z.object({
      sessionId: z.uuid(),
      planId: z.uuid(),
      planTitle: z.string(),
      title: z.string(),
      heldOn: z.string(),
      summary: z.string().nullable(),
    }),
  ),
}).openapi('ResearchTeamInFull')
export type TeamInFull = z.infer<typeof TeamInFull>

const says = {
  kind: z.enum(teamKinds),
  name: z.string().trim().min(2).max(60),
  topic,
  leadId: z.uuid(),
  members: z.array(z.uuid()).min(1).max(500),
}

export const NewTeam = z
  .object({ id: z.uuid(), organisationId: z.uuid().nullable().default(null), foundedOn: z.iso.date(), ...says })
  .openapi('NewResearchTeam')
export type NewTeam = z.infer<typeof NewTeam>

export const TeamChange = z.object({ ...says, closedOn: z.iso.date().nullable() }).openapi('ResearchTeamChange')
export type TeamChange = z.infer<typeof TeamChange>

export const TeamQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  kind: z.enum(teamKinds).optional(),
  closed: z.enum(['yes']).optional().describe('Those that are closed as well'),
})
export type TeamQuery = z.infer<typeof TeamQuery>

export const listTeamsRoute = createRoute({
  method: 'get',
  path: '/research-teams',
  operationId: 'listResearchTeams',
  tags,
  summary: 'Teaching and research teams of your schools',
  access: mayListTeams,
  request: { query: TeamQuery },
  responses: { 200: json(page(Team), 'A page of teams'), 400: refused, 403: refused },
})

export const addTeamRoute = createRoute({
  method: 'post',
  path: '/research-teams',
  operationId: 'addResearchTeam',
  tags,
  summary: 'Found a team with its lead and its members',
  access: mayAddTeam,
  request: { body: { ...json(NewTeam, 'The team'), required: true } },
  responses: {
    201: json(TeamInFull, 'Founded, or already founded with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readTeamRoute = createRoute({
  method: 'get',
  path: '/research-teams/{researchTeamId}',
  operationId: 'readResearchTeam',
  tags,
  summary: 'One team: who belongs to it, and what its sessions wrote down',
  access: mayReadTeam,
  request: { params: idParam('researchTeamId') },
  responses: { 200: json(TeamInFull, 'The team'), 403: refused, 404: refused },
})

export const changeTeamRoute = createRoute({
  method: 'put',
  path: '/research-teams/{researchTeamId}',
  operationId: 'changeResearchTeam',
  tags,
  summary: 'Change a team, its lead or its members, or close it',
  access: mayKeepTeam,
  request: { params: idParam('researchTeamId'), body: { ...json(TeamChange, 'What it is now'), required: true } },
  responses: {
    200: json(TeamInFull, 'The team as it is now'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const CalendarSession = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    planTitle: z.string(),
    schoolName: z.string(),
    title: z.string(),
    form: z.enum(sessionForms),
    state: z.enum(sessionStates),
    on: z.string(),
    speaker: z.string().nullable(),
    attended: z.int(),
    members: z.int(),
  })
  .openapi('SchoolCalendarSession')
export type CalendarSession = z.infer<typeof CalendarSession>

export const CalendarQuery = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  organisationId: z.uuid().optional(),
})

export const listSchoolSessionsRoute = createRoute({
  method: 'get',
  path: '/school-sessions',
  operationId: 'listSchoolSessions',
  tags,
  summary: 'The sessions of a month in your part of the tree, by day; at most 500',
  access: mayListSchoolPlans,
  request: { query: CalendarQuery },
  responses: {
    200: json(z.object({ items: z.array(CalendarSession) }).openapi('SchoolCalendar'), 'By day'),
    400: refused,
    403: refused,
  },
})

export const SchoolStatistic = z
  .object({
    organisationId: z.uuid(),
    schoolName: z.string(),
    plans: z.int(),
    approved: z.int(),
    closed: z.int(),
    sessions: z.int(),
    held: z.int(),
    attendances: z.int(),
    present: z.int(),
    people: z.int(),
    centihours: z.int().describe('Recorded for its members'),
    /** The hours by mode: 校本, 集中 and 远程; they add to the hours. */
    bySchool: z.int(),
    byGathering: z.int(),
    byRemote: z.int(),
    evidenceThere: z.int(),
    evidenceOf: z.int(),
  })
  .openapi('SchoolTrainingStatistic')
export type SchoolStatistic = z.infer<typeof SchoolStatistic>

export const StatisticQuery = Paging.extend({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  term: z.coerce.number().int().min(1).max(2).optional(),
  organisationId: z.uuid().optional(),
})
export type StatisticQuery = z.infer<typeof StatisticQuery>

export const readStatisticsRoute = createRoute({
  method: 'get',
  path: '/school-training-statistics',
  operationId: 'readSchoolTrainingStatistics',
  tags,
  summary: 'How far each school is with its school-based training: plans, sessions, hours, evidence',
  access: mayListSchoolPlans,
  request: { query: StatisticQuery },
  responses: { 200: json(page(SchoolStatistic), 'By school'), 400: refused, 403: refused },
})

export const TrainingSetting = z.object({ centreApproves: z.boolean() }).openapi('SchoolTrainingSetting')

export const readSettingRoute = createRoute({
  method: 'get',
  path: '/school-training-setting',
  operationId: 'readSchoolTrainingSetting',
  tags,
  summary: 'Whether the town centre has its word on plans of schools',
  access: mayListSchoolPlans,
  responses: { 200: json(TrainingSetting, 'The setting'), 403: refused },
})

export const changeSettingRoute = createRoute({
  method: 'put',
  path: '/school-training-setting',
  operationId: 'changeSchoolTrainingSetting',
  tags,
  summary: 'Say whether the town centre has its word; plans that wait for it keep waiting',
  access: mayChangeTrainingSetting,
  request: { body: { ...json(TrainingSetting, 'The setting'), required: true } },
  responses: { 200: json(TrainingSetting, 'The setting'), 400: refused, 403: refused, 422: refused },
})
