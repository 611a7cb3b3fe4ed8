import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { createRoute, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayListParticipations, mayReadCoverage, mayReadOwnParticipations } from '../access.ts'
import { participationStates } from '../core/participation.ts'

export const Participation = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string().describe('The school that sent the person'),
    programmeId: z.uuid().nullable(),
    title: z.string(),
    level: z.enum(programmeLevels),
    kind: z.enum(programmeKinds),
    category: z.string().nullable(),
    providerName: z.string().nullable(),
    year: z.int(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    series: z.string().nullable(),
    stage: z.int().nullable(),
    centihours: z.int().nullable(),
    state: z.enum(participationStates),
    reason: z.string().nullable(),
    held: z.int().nullable(),
    attended: z.int().nullable(),
    scoreTenths: z.int().nullable(),
    grade: z.string().nullable(),
    source: z.enum(['enrolment', 'import']),
  })
  .openapi('Participation')
export type Participation = z.infer<typeof Participation>

export const ParticipationsAsked = z.object({
  ...pastedFilter,
  q: z.string().trim().max(60).default(''),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  level: z.enum(programmeLevels).optional(),
  kind: z.enum(programmeKinds).optional(),
  state: z.enum(participationStates).optional(),
  subject: z.string().max(10).optional(),
})
export type ParticipationsAsked = z.infer<typeof ParticipationsAsked>

export const CoverageAsked = z.object({
  populationId: z.uuid().optional().describe('A saved population; without one, everybody in post'),
  setting: z.enum(['urban', 'town', 'rural']).optional(),
  fromYear: z.coerce.number().int().min(1990).max(2100).optional().describe('This year, where nothing is said'),
  toYear: z.coerce.number().int().min(1990).max(2100).optional(),
  level: z.enum(programmeLevels).optional(),
  kind: z.enum(programmeKinds).optional(),
  passed: z.enum(['1']).optional().describe('Only trainings that were passed count'),
})
export type CoverageAsked = z.infer<typeof CoverageAsked>

export const Uncovered = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    lastTitle: z.string().nullable().describe('What they took part in the last time'),
    lastYear: z.int().nullable(),
  })
  .openapi('UncoveredPerson')
export type Uncovered = z.infer<typeof Uncovered>

export const Coverage = z
  .object({
    size: z.int(),
    covered: z.int(),
    percent: z.int().nullable().describe('Whole per cent, never rounded up; null of nobody'),
    uncovered: z.array(Uncovered).describe('At most 200, by name; the export has all'),
  })
  .openapi('Coverage')
export type Coverage = z.infer<typeof Coverage>

const tags = ['Participation']

export const myParticipationsRoute = createRoute({
  method: 'get',
  path: '/my/participations',
  operationId: 'listMyParticipations',
  tags,
  summary: 'What you took part in, the newest first',
  access: mayReadOwnParticipations,
  request: { query: Paging },
  responses: { 200: json(page(Participation), 'A page'), 400: refused, 403: refused },
})

export const listParticipationsRoute = createRoute({
  method: 'get',
  path: '/participations',
  operationId: 'listParticipations',
  tags,
  summary: 'Who of your people took part in what, and what came of it; the newest year first',
  access: mayListParticipations,
  request: { query: ParticipationsAsked.extend(Paging.shape) },
  responses: { 200: json(page(Participation), 'A page'), 400: refused, 403: refused },
})

export const coverageRoute = createRoute({
  method: 'get',
  path: '/coverage',
  operationId: 'readCoverage',
  tags,
  summary: 'How many of a population took part in a training in these years, and who did not',
  access: mayReadCoverage,
  request: { query: CoverageAsked },
  responses: {
    200: json(Coverage, 'The share, and the list of the uncovered'),
    400: refused,
    403: refused,
    404: refused,
  },
})
