import { createRoute, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayListYears, mayReadStatementsOf, mayStampYears, mayUseOwnStatements } from '../access.ts'
import { stampVerdicts } from '../tables.ts'

const Year = z.coerce.number().int().min(2000).max(2100)

const yearStates = ['stamped', 'changed', 'waiting', 'ready'] as const

export const HourYearRow = z
  .object({
    personId: z.uuid(),
    sortKey: z.string(),
    name: z.string(),
    staffNo: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    /** Verified hours of the year. */
    centihours: z.int(),
    /** Recorded or approved hours of the year, not verified yet. */
    onTheWay: z.int(),
    /** Whether the last stamp stands for the hours as they are now. */
    state: z.enum(yearStates),
    /** The last stamp of the year. */
    stamp: z
      .object({
        no: z.int(),
        centihours: z.int(),
        verdict: z.enum(stampVerdicts),
        stampedAt: z.string(),
        stampedByName: z.string(),
      })
      .nullable(),
  })
  .openapi('StampedYear')
export type HourYearRow = z.infer<typeof HourYearRow>

export const YearsQuery = Paging.extend({
  ...pastedFilter,
  year: Year.optional(),
  organisationId: z.uuid().optional(),
  state: z.enum(yearStates).optional(),
  q: z.string().trim().max(40).default(''),
})
export type YearsQuery = z.infer<typeof YearsQuery>

export const NewStamps = z
  .object({ year: z.int().min(2000).max(2100), personIds: z.array(z.uuid()).min(1).max(500) })
  .openapi('NewYearStamps')
export type NewStamps = z.infer<typeof NewStamps>

export const StampOutcomes = z
  .object({
    outcomes: z.array(
      z.object({
        personId: z.uuid(),
        outcome: z.enum(['done', 'already', 'refused']),
        code: z.string().nullable(),
        /** What is still on its way, where that is why. */
        onTheWay: z.int(),
      }),
    ),
  })
  .openapi('YearStampOutcomes')
export type StampOutcomes = z.infer<typeof StampOutcomes>

export const listYearsRoute = createRoute({
  method: 'get',
  path: '/hour-year-stamps',
  operationId: 'listYearStamps',
  tags: ['Statements'],
  summary: 'Whose year of hours is stamped, whose is not, and what is still on its way',
  access: mayListYears,
  request: { query: YearsQuery },
  responses: { 200: json(page(HourYearRow), 'A page of people'), 400: refused, 403: refused },
})

export const stampYearsRoute = createRoute({
  method: 'post',
  path: '/hour-year-stamps',
  operationId: 'stampYears',
  tags: ['Statements'],
  summary: 'Stamp a year of hours of these people',
  access: mayStampYears,
  request: { body: { ...json(NewStamps, 'Which year, and whose'), required: true } },
  responses: { 200: json(StampOutcomes, 'What became of each'), 400: refused, 403: refused },
})

/** The last stamp of one year of somebody, and whether the hours of that year have changed since. */
export const YearStamp = z
  .object({
    year: z.int(),
    no: z.int(),
    /** Verified hours at the time of the stamp. */
    centihours: z.int(),
    verdict: z.enum(stampVerdicts),
    stampedAt: z.string(),
    stampedByName: z.string(),
    changed: z.boolean(),
  })
  .openapi('YearStamp')
export type YearStamp = z.infer<typeof YearStamp>

const YearStamps = z.object({ items: z.array(YearStamp) }).openapi('YearStamps')

export const listOwnStampsRoute = createRoute({
  method: 'get',
  path: '/my/hour-year-stamps',
  operationId: 'listOwnYearStamps',
  tags: ['Statements'],
  summary: 'The annual verification stamps on one’s own hours, the last year first',
  access: mayUseOwnStatements,
  responses: { 200: json(YearStamps, 'One for each year that was stamped'), 403: refused },
})

export const listStampsOfRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-year-stamps',
  operationId: 'listYearStampsOfPerson',
  tags: ['Statements'],
  summary: 'The annual verification stamps on somebody’s hours, the last year first',
  access: mayReadStatementsOf,
  request: { params: z.object({ personId: z.uuid() }) },
  responses: { 200: json(YearStamps, 'One for each year that was stamped'), 403: refused, 404: refused },
})
