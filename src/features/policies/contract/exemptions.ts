import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayAskExemption, mayDecideExemption, mayListExemptions, mayReadExemptions } from '../access.ts'
import { hourExemptions } from '../tables.ts'

export const HourExemption = createSelectSchema(hourExemptions)
  .pick({
    id: true,
    personId: true,
    ruleIds: true,
    kind: true,
    fromOn: true,
    toOn: true,
    reason: true,
    fileId: true,
    state: true,
    askedBy: true,
    askedFor: true,
    decisionReason: true,
  })
  .extend({
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    askedByName: z.string(),
    askedAt: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
  })
  .openapi('HourExemption')
export type HourExemption = z.infer<typeof HourExemption>

const reason = z.string().trim().min(2).max(300)

export const NewExemption = z
  .object({
    id: z.uuid(),
    /** As standings name requirements; null excuses from every rule. */
    ruleIds: z.array(z.string().max(120)).min(1).max(40).nullable(),
    kind: z.string().trim().min(1).max(60),
    fromOn: z.iso.date(),
    toOn: z.iso.date(),
    reason,
    fileId: z.uuid(),
  })
  .openapi('NewHourExemption')
export type NewExemption = z.infer<typeof NewExemption>

export const ExemptionDecision = z
  .object({ decision: z.enum(['granted', 'refused']), reason: reason.nullable().default(null) })
  .openapi('HourExemptionDecision')
export type ExemptionDecision = z.infer<typeof ExemptionDecision>

const tags = ['Policies']
const list = { 200: json(z.object({ items: z.array(HourExemption) }), 'The exemptions'), 403: refused, 404: refused }

export const listExemptionsRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-exemptions',
  operationId: 'listHourExemptions',
  tags,
  summary: 'What somebody is excused from, was, or asks to be',
  access: mayReadExemptions,
  request: { params: idParam('personId') },
  responses: list,
})

export const listWaitingExemptionsRoute = createRoute({
  method: 'get',
  path: '/hour-exemptions',
  operationId: 'listWaitingHourExemptions',
  tags,
  summary: 'The exemptions that wait for a decision in your part of the tree, the oldest first; at most 200',
  access: mayListExemptions,
  responses: list,
})

export const askExemptionRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/hour-exemptions',
  operationId: 'askHourExemption',
  tags,
  summary: 'Ask that one of your people be excused for a time, with evidence',
  access: mayAskExemption,
  request: { params: idParam('personId'), body: { ...json(NewExemption, 'From what, and why'), required: true } },
  responses: {
    201: json(HourExemption, 'Asked, or asked with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const decideExemptionRoute = createRoute({
  method: 'post',
  path: '/hour-exemptions/{exemptionId}/decision',
  operationId: 'decideHourExemption',
  tags,
  summary: 'Grant or refuse an exemption',
  access: mayDecideExemption,
  request: { params: idParam('exemptionId'), body: { ...json(ExemptionDecision, 'The decision'), required: true } },
  responses: {
    200: json(HourExemption, 'Decided'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
