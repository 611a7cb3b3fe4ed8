import { createRoute, json, refused, z } from '../../platform/http/openapi.ts'
import { HourDemand } from '../credits/public.ts'
import { mayReadOwnHome, mayReadSchools, mayReadYear } from './access.ts'

const Session = z.object({
  id: z.uuid(),
  classId: z.uuid(),
  title: z.string(),
  programme: z.string(),
  venue: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  mark: z.enum(['present', 'late', 'absent', 'leave']).nullable(),
})

const Standing = HourDemand.pick({
  title: true,
  category: true,
  whole: true,
  unit: true,
  fromYear: true,
  toYear: true,
}).extend({
  needed: z.int(),
  counted: z.int(),
  missing: z.int(),
  over: z.int(),
})

export const Home = z
  .object({
    year: z.int(),
    /** Verified centihours of this year, whatever is asked. */
    earned: z.int(),
    /** Centihours that were recorded and are not verified yet. */
    onTheWay: z.int(),
    standings: z.array(Standing),
    /** Sessions of today and the next seven days, the nearest first. */
    sessions: z.array(Session),
    applications: z.array(z.object({ id: z.uuid(), programmeId: z.uuid(), title: z.string(), state: z.string() })),
    /** Programmes that this person may apply to now, and has not. */
    open: z.int(),
    unread: z.int(),
    certificates: z.int(),
  })
  .openapi('Home')
export type Home = z.infer<typeof Home>

const Bar = z.object({
  id: z.uuid(),
  title: z.string(),
  state: z.string(),
  months: z.array(z.int()),
  yearRound: z.boolean(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
})

export const Year = z
  .object({
    year: z.int(),
    today: z.string(),
    programmes: z.array(Bar),
    /** People at each step of the year's line; one person in two programmes counts twice. */
    funnel: z.object({
      places: z.int(),
      applied: z.int(),
      admitted: z.int(),
      attended: z.int(),
      passed: z.int(),
      credited: z.int(),
    }),
    targets: z.array(
      z.object({
        planId: z.uuid(),
        measure: z.string(),
        comparator: z.string(),
        valueHundredths: z.number(),
        unit: z.string(),
        numerator: z.number().nullable(),
        denominator: z.number().nullable(),
      }),
    ),
    /** What waits for you: only what your roles decide; age in whole days of the oldest. */
    waiting: z.array(
      z.object({
        what: z.enum([
          'plan_review',
          'approval',
          'application',
          'admission',
          'substitution',
          'record',
          'verification',
          'opening',
          'opening_verification',
          'closing',
          'claim',
          'appeal',
          'school_plan',
          'school_plan_centre',
          'objection',
          'notice_confirmation',
          'round_scores',
          'round_matching',
          'round_settlement',
        ]),
        count: z.int(),
        oldestDays: z.int(),
      }),
    ),
  })
  .openapi('WorkbenchYear')
export type Year = z.infer<typeof Year>

export const SchoolStandings = z
  .object({
    requirements: z.array(HourDemand),
    schools: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        cells: z.array(z.object({ requirementId: z.string(), due: z.int(), met: z.int() })),
      }),
    ),
  })
  .openapi('SchoolStandings')
export type SchoolStandings = z.infer<typeof SchoolStandings>

const YearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() })

export const readHomeRoute = createRoute({
  method: 'get',
  path: '/my/home',
  operationId: 'readHome',
  tags: ['Workbench'],
  summary: 'What matters to you today: hours, sessions, applications',
  access: mayReadOwnHome,
  responses: { 200: json(Home, 'Your home'), 401: refused, 403: refused },
})

export const readYearRoute = createRoute({
  method: 'get',
  path: '/workbench',
  operationId: 'readWorkbench',
  tags: ['Workbench'],
  summary: 'The year of your part of the region on one page',
  access: mayReadYear,
  request: { query: YearQuery },
  responses: { 200: json(Year, 'The year'), 400: refused, 403: refused },
})

export const readSchoolStandingsRoute = createRoute({
  method: 'get',
  path: '/workbench/schools',
  operationId: 'readSchoolStandings',
  tags: ['Workbench'],
  summary: 'How many teachers of each school meet each requirement of the year',
  access: mayReadSchools,
  request: { query: YearQuery },
  responses: { 200: json(SchoolStandings, 'The matrix'), 400: refused, 403: refused },
})
