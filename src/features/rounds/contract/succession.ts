import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadOutcome } from '../access.ts'

/** How somebody stands in the order in which freed places are offered. */
export const successionStates = ['waiting', 'offered', 'accepted', 'declined', 'expired', 'left'] as const

export const SuccessionQuery = Paging.extend({
  programmeId: z.uuid().optional(),
  state: z.enum(successionStates).optional(),
})
export type SuccessionQuery = z.infer<typeof SuccessionQuery>

export const SuccessionRow = z
  .object({
    id: z.string(),
    rank: z.string().describe('Sorts as the list does'),
    programmeId: z.uuid(),
    programmeTitle: z.string(),
    kinds: z
      .array(
        z.object({
          blockId: z.string(),
          title: z.string(),
          nth: z.int().nullable().describe('Which in order for this kind of places; null once they were asked'),
        }),
      )
      .describe('The kinds of places that they could have, or the one that they were asked for'),
    personId: z.uuid(),
    name: z.string(),
    schoolName: z.string(),
    score: z.int().nullable(),
    state: z.enum(successionStates),
    offerUntil: z.string().nullable(),
  })
  .openapi('MatchingSuccessionRow')
export type SuccessionRow = z.infer<typeof SuccessionRow>

/** How one person stands in the order of a programme that refused them. */
export const OwnSuccession = z.object({
  state: z.enum(successionStates),
  offerUntil: z.string().nullable(),
  places: z
    .array(z.object({ title: z.string(), nth: z.int() }))
    .describe('Which in order for each kind of places that they could have'),
})
export type OwnSuccession = z.infer<typeof OwnSuccession>

export const listSuccessionRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}/succession',
  operationId: 'listMatchingSuccession',
  tags: ['Two-way selection'],
  summary: 'Who comes next for places of a confirmed round that become free: in order, or with what they were offered',
  access: mayReadOutcome,
  request: { params: idParam('matchingRoundId'), query: SuccessionQuery },
  responses: { 200: json(page(SuccessionRow), 'A page of the lists'), 400: refused, 403: refused, 404: refused },
})
