import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadCredits } from '../access.ts'

export const HourFacts = z
  .object({
    facts: z.object({
      organisationId: z.string(),
      stage: z.string().nullable(),
      subjects: z.array(z.string()),
      posts: z.array(z.string()),
      title: z.string().nullable(),
      talentLevel: z.string().nullable(),
      setting: z.enum(['urban', 'town', 'rural']).nullable(),
      startedOn: z.string().nullable(),
      retiresOn: z.string().nullable(),
      state: z.string(),
    }),
    exemptions: z.array(
      z.object({ ruleIds: z.array(z.string()).nullable(), fromOn: z.string(), toOn: z.string(), reason: z.string() }),
    ),
    buckets: z.array(
      z.object({
        year: z.int(),
        category: z.string().nullable(),
        level: z.string().nullable(),
        mode: z.string().nullable(),
        kind: z.string().nullable(),
        proof: z.array(z.string()),
        centihours: z.int(),
      }),
    ),
  })
  .openapi('HourFacts')
export type HourFacts = z.infer<typeof HourFacts>

export const readHourFactsRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-facts',
  operationId: 'readHourFacts',
  tags: ['Credits'],
  summary:
    'What a policy is judged by for somebody: who they are, what excuses them, and their hours by classification',
  access: mayReadCredits,
  request: { params: idParam('personId') },
  responses: { 200: json(HourFacts, 'The facts'), 403: refused, 404: refused },
})
