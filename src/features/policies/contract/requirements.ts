import { createSelectSchema } from 'drizzle-zod'
import type { Population } from '../../../lib/population/population.ts'
import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadRequirements } from '../access.ts'
import { hourRequirements } from '../tables.ts'

export const HourRequirement = createSelectSchema(hourRequirements)
  .pick({
    id: true,
    organisationId: true,
    fromYear: true,
    toYear: true,
    category: true,
    minCentihours: true,
    maxCentihours: true,
    average: true,
    unit: true,
    source: true,
  })
  .openapi('HourRequirement')
export type HourRequirement = z.infer<typeof HourRequirement>

/** A requirement to be added; its id is chosen by the caller, so that asking twice adds once. */
export type NewRequirement = HourRequirement & { readonly population: Population }

export const listRequirementsRoute = createRoute({
  method: 'get',
  path: '/hour-requirements',
  operationId: 'listHourRequirements',
  tags: ['Policies'],
  summary: 'What is asked in hours in a year',
  access: mayReadRequirements,
  request: { query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }) },
  responses: {
    200: json(z.object({ items: z.array(HourRequirement) }), 'The requirements'),
    400: refused,
    401: refused,
  },
})
