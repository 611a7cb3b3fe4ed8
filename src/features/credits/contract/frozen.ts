import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadFrozenYears } from '../access.ts'

export const FrozenYears = z
  .object({ items: z.array(z.object({ year: z.int(), frozenOn: z.string() })) })
  .openapi('FrozenHourYears')
export type FrozenYears = z.infer<typeof FrozenYears>

export const listFrozenYearsRoute = createRoute({
  method: 'get',
  path: '/frozen-hour-years',
  operationId: 'listFrozenHourYears',
  tags: ['Credits'],
  summary: 'Which years of hours are closed: what is posted for them goes to a supplementary list',
  access: mayReadFrozenYears,
  request: {},
  responses: { 200: json(FrozenYears, 'The closed years, the latest first'), 401: refused },
})
