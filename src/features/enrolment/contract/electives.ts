import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayApply, mayReadPlaces, mayOfferElectives } from '../access.ts'

const tags = ['Enrolment']
const rule = {
  least: z.int().min(0).max(100),
  most: z.int().min(1).max(100),
  until: z.iso.datetime({ offset: true }),
}
const Offered = z.object({
  id: z.uuid(),
  title: z.string().trim().min(1).max(120),
  placesMax: z.int().min(1).max(100_000).nullable().describe('None: no limit'),
})

export const ElectivesInput = z.object({ ...rule, items: z.array(Offered).min(1).max(100) }).openapi('ElectivesInput')
export type ElectivesInput = z.infer<typeof ElectivesInput>

export const Electives = z
  .object({
    ...rule,
    until: z.string(),
    items: z.array(Offered.extend({ placesTaken: z.int(), isChosen: z.boolean() }).openapi('Elective')),
  })
  .openapi('Electives')
export type Electives = z.infer<typeof Electives>

export const offerElectivesRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/electives',
  operationId: 'offerElectives',
  tags,
  summary: 'Say what of a programme one chooses for oneself: k of n, until when',
  access: mayOfferElectives,
  request: {
    params: idParam('programmeId'),
    body: { ...json(ElectivesInput, 'How many, until when, and what there is'), required: true as const },
  },
  responses: { 200: json(Electives, 'Offered'), 400: refused, 403: refused, 404: refused, 422: refused },
})

export const readElectivesRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/electives',
  operationId: 'readElectives',
  tags,
  summary: 'What of a programme one chooses, and how many have',
  access: mayReadPlaces,
  request: { params: idParam('programmeId') },
  responses: { 200: json(Electives.nullable(), 'None: nothing to choose'), 403: refused, 404: refused },
})

export const myElectivesRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/my-electives',
  operationId: 'readMyElectives',
  tags,
  summary: 'What of a programme you choose, and what you have chosen',
  access: mayApply,
  request: { params: idParam('programmeId') },
  responses: { 200: json(Electives.nullable(), 'None: nothing to choose'), 404: refused },
})

export const chooseElectivesRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/my-electives',
  operationId: 'chooseElectives',
  tags,
  summary: 'Choose electives, in place of what you chose before',
  access: mayApply,
  request: {
    params: idParam('programmeId'),
    body: {
      ...json(z.object({ electiveIds: z.array(z.uuid()).max(100) }).openapi('ElectiveChoice'), 'Which'),
      required: true as const,
    },
  },
  responses: { 200: json(Electives, 'Chosen'), 400: refused, 404: refused, 409: refused, 422: refused },
})
