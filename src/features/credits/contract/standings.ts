import { outlooks } from '../../../lib/policy/outlook.ts'
import { createRoute, json, Paging, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayReadStandings } from '../access.ts'
import { HourDemand } from '../contract.ts'

const Cell = z.object({ requirementId: z.string(), needed: z.int(), counted: z.int(), missing: z.int() })

export const Shortfall = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    /** The most that is missing of any one requirement shown. */
    missing: z.int(),
    /** Hours recorded or approved, not verified yet. */
    onTheWay: z.int(),
    /** How it looks by the last day, where the list is in the order of risk and something with a last day is asked. */
    risk: z.object({ state: z.enum(outlooks), short: z.int() }).nullable(),
    /** One for each requirement that is asked of this person. */
    cells: z.array(Cell),
  })
  .openapi('HourShortfall')
export type Shortfall = z.infer<typeof Shortfall>

export const Shortfalls = z
  .object({
    year: z.int(),
    /** What somebody has to reach in the year, with how many of those it is asked of reach it. */
    requirements: z.array(HourDemand.extend({ due: z.int(), met: z.int() })),
    /** How the same people stand by saved population, where that is asked for. */
    populations: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        requirements: z.array(z.object({ id: z.string(), due: z.int(), met: z.int() })),
      }),
    ),
    items: z.array(Shortfall),
    nextCursor: z.string().nullable(),
    total: z.int(),
  })
  .openapi('HourShortfalls')
export type Shortfalls = z.infer<typeof Shortfalls>

export const ShortfallsQuery = z.object({
  ...pastedFilter,
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  organisationId: z.uuid().optional(),
  requirementId: z.string().max(120).optional(),
  populationId: z.uuid().optional().describe('Only people of this saved population, by its rule in force'),
  byPopulation: z.enum(['1']).optional().describe('Tell also how many of each saved population reach what is asked'),
  short: z.enum(['1']).optional(),
  order: z
    .enum(['missing', 'risk'])
    .optional()
    .describe('The most missing first, or in the order of the forecast: who will miss before who may'),
  q: z.string().trim().max(40).default(''),
})
export type ShortfallsQuery = z.infer<typeof ShortfallsQuery>

export const listStandingsRoute = createRoute({
  method: 'get',
  path: '/credit-standings',
  operationId: 'listHourStandings',
  tags: ['Credits'],
  summary: 'Who still misses how many hours of what is asked in a year, the most missing or the most pressing first',
  access: mayReadStandings,
  request: { query: ShortfallsQuery.extend(Paging.shape) },
  responses: { 200: json(Shortfalls, 'A page of people, and the sums of all of them'), 400: refused, 403: refused },
})

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const exportStandingsRoute = createRoute({
  method: 'get',
  path: '/credit-standings/export',
  operationId: 'exportHourStandings',
  tags: ['Credits'],
  summary: 'The same list as an Excel file',
  access: mayReadStandings,
  request: { query: ShortfallsQuery },
  responses: {
    200: { content: { [excel]: { schema: z.string().openapi({ format: 'binary' }) } }, description: 'The list' },
    400: refused,
    403: refused,
  },
})
