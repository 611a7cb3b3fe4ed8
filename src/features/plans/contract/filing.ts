import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayManagePlan } from '../access.ts'

/** The filing of a plan that counts. */
export const PlanFiling = z
  .object({
    number: z.string(),
    filedOn: z.string(),
    authority: z.string(),
    fileId: z.uuid().nullable(),
    recordedByName: z.string(),
  })
  .openapi('PlanFiling')
export type PlanFiling = z.infer<typeof PlanFiling>

/** What is said when a plan was filed. */
export const NewFiling = z
  .object({
    id: z.uuid(),
    number: z.string().trim().min(1).max(60),
    filedOn: z.iso.date(),
    authority: z.string().trim().min(2).max(100),
    fileId: z.uuid().nullable().default(null),
  })
  .openapi('NewPlanFiling')
export type NewFiling = z.infer<typeof NewFiling>

const Done = z.object({ filing: PlanFiling.nullable() }).openapi('PlanFilingNow')
const params = idParam('planId')

export const filePlanRoute = createRoute({
  method: 'post',
  path: '/plans/{planId}/filing',
  operationId: 'filePlan',
  tags: ['Plans'],
  summary: 'Write down that a published plan was filed with the authority above: number, date, authority',
  access: mayManagePlan,
  request: { params, body: { content: { 'application/json': { schema: NewFiling } }, required: true } },
  responses: { 201: json(Done, 'Filed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const voidFilingRoute = createRoute({
  method: 'post',
  path: '/plans/{planId}/filing/voiding',
  operationId: 'voidPlanFiling',
  tags: ['Plans'],
  summary: 'Void a filing that was entered wrongly, with a reason',
  access: mayManagePlan,
  request: {
    params,
    body: {
      content: { 'application/json': { schema: z.object({ reason: z.string().trim().min(2).max(200) }) } },
      required: true,
    },
  },
  responses: { 200: json(Done, 'Voided'), 400: refused, 404: refused, 409: refused },
})
