import type { Population as Rule } from '../../lib/population/population.ts'
import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import { mayAddPopulation, mayChangePopulation, mayListPopulations, mayReadPopulation } from './access.ts'
import { useKinds } from './tables.ts'

const codes = z.array(z.string().min(1).max(30)).max(40).readonly()

/** A rule over people: 层 × 类, post, subject, years of service, urban or rural, talent level. */
export const PopulationRule = z
  .strictObject({
    stages: codes.optional(),
    subjects: codes.optional(),
    posts: codes.optional(),
    titles: codes.optional(),
    talentLevels: codes.optional(),
    settings: z
      .array(z.enum(['urban', 'town', 'rural']))
      .readonly()
      .optional(),
    yearsMin: z.int().min(0).max(60).optional(),
    yearsMax: z.int().min(0).max(60).optional(),
    organisationIds: z.array(z.uuid()).max(200).readonly().optional(),
  })
  .openapi('PopulationRule') satisfies z.ZodType<Rule>

export const SavedPopulation = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    name: z.string(),
    note: z.string().nullable(),
    version: z.int(),
    rule: PopulationRule,
    closedAt: z.string().nullable(),
    uses: z.int(),
  })
  .openapi('SavedPopulation')
export type SavedPopulation = z.infer<typeof SavedPopulation>

const Counted = z
  .object({
    size: z.int(),
    people: z.array(z.object({ id: z.uuid(), name: z.string(), staffNo: z.string(), organisationName: z.string() })),
  })
  .openapi('PopulationCount')

export const PopulationInFull = SavedPopulation.extend({
  versions: z.array(
    z.object({
      version: z.int(),
      rule: PopulationRule,
      reason: z.string().nullable(),
      madeByName: z.string(),
      madeAt: z.string(),
    }),
  ),
  usedBy: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      objectKind: z.enum(useKinds),
      objectId: z.uuid(),
      objectTitle: z.string(),
      usedAt: z.string(),
    }),
  ),
  meant: Counted,
}).openapi('PopulationInFull')
export type PopulationInFull = z.infer<typeof PopulationInFull>

const name = z.string().trim().min(2).max(60)
const note = z.string().trim().max(200).nullable().default(null)

export const NewPopulation = z
  .object({ id: z.uuid(), organisationId: z.uuid(), name, note, rule: PopulationRule })
  .openapi('NewPopulation')
export type NewPopulation = z.infer<typeof NewPopulation>

export const PopulationVersion = z
  .object({
    /** The version that was changed: whoever changed another one in between is not overwritten. */
    after: z.int(),
    name,
    note,
    rule: PopulationRule,
    reason: z.string().trim().min(2).max(200),
  })
  .openapi('NewPopulationVersion')
export type PopulationVersion = z.infer<typeof PopulationVersion>

export const listPopulationsRoute = createRoute({
  method: 'get',
  path: '/populations',
  operationId: 'listPopulations',
  tags: ['Populations'],
  summary: 'List the saved rules over people of your part of the tree and of those above it',
  access: mayListPopulations,
  request: { query: z.object({ closed: z.enum(['true', 'false']).default('false') }) },
  responses: {
    200: json(z.object({ items: z.array(SavedPopulation) }).openapi('SavedPopulations'), 'By name'),
    400: refused,
    403: refused,
  },
})

export const readPopulationRoute = createRoute({
  method: 'get',
  path: '/populations/{populationId}',
  operationId: 'readPopulation',
  tags: ['Populations'],
  summary: 'Read a saved rule: its versions, where it is used, and whom it means today',
  access: mayReadPopulation,
  request: { params: idParam('populationId') },
  responses: { 200: json(PopulationInFull, 'The population'), 404: refused },
})

export const addPopulationRoute = createRoute({
  method: 'post',
  path: '/populations',
  operationId: 'addPopulation',
  tags: ['Populations'],
  summary: 'Save a rule over people under a name',
  access: mayAddPopulation,
  request: { body: { ...json(NewPopulation, 'The rule and its name'), required: true } },
  responses: {
    201: json(SavedPopulation, 'Saved, or saved before with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const changePopulationRoute = createRoute({
  method: 'post',
  path: '/populations/{populationId}/versions',
  operationId: 'changePopulation',
  tags: ['Populations'],
  summary: 'Change a saved rule: a new version; what used the old one keeps its meaning',
  access: mayChangePopulation,
  request: { params: idParam('populationId'), body: { ...json(PopulationVersion, 'The version'), required: true } },
  responses: { 201: json(SavedPopulation, 'Changed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const closePopulationRoute = createRoute({
  method: 'post',
  path: '/populations/{populationId}/closing',
  operationId: 'closePopulation',
  tags: ['Populations'],
  summary: 'Put a saved rule away: nothing new uses it, and what uses it keeps it',
  access: mayChangePopulation,
  request: {
    params: idParam('populationId'),
    body: {
      ...json(
        z.object({ usedToo: z.boolean().default(false).describe('Also where something uses it: that keeps it') }),
        'Whether also where it is used',
      ),
      required: true,
    },
  },
  responses: { 201: json(SavedPopulation, 'Put away'), 400: refused, 404: refused, 409: refused },
})
