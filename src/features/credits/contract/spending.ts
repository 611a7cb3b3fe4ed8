import { hourPurposes } from '../../../lib/purposes.ts'
import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayReadCredits, mayRelease, maySpend } from '../access.ts'

const Purpose = z.enum(hourPurposes)

export const HourSpend = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    purpose: Purpose,
    caseNo: z.string(),
    spentAt: z.string(),
    spentByName: z.string(),
    /** Of its entries together, as far as they stand. */
    centihours: z.int(),
    entryIds: z.array(z.uuid()),
    /** Entries of it that were reversed since: their hours are missing from what the case rests on. */
    reversedIds: z.array(z.uuid()),
    release: z.object({ reason: z.string(), releasedAt: z.string(), releasedByName: z.string() }).nullable(),
  })
  .openapi('HourSpend')
export type HourSpend = z.infer<typeof HourSpend>

export const NewSpend = z
  .object({
    id: z.uuid(),
    purpose: Purpose,
    caseNo: z.string().trim().min(2).max(60),
    /** These entries; without them, everything of `cycle` that is not used for the purpose. */
    entryIds: z.array(z.uuid()).min(1).max(500).optional(),
    cycle: z.int().min(1990).max(2100).optional().describe('The first year of the cycle'),
  })
  .refine(({ entryIds, cycle }) => (entryIds === undefined) !== (cycle === undefined), {
    message: 'name entries or a cycle',
    path: ['entryIds'],
  })
  .openapi('NewHourSpend')
export type NewSpend = z.infer<typeof NewSpend>

export const NewRelease = z
  .object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) })
  .openapi('NewHourRelease')
export type NewRelease = z.infer<typeof NewRelease>

export const listSpendsRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/credit-spends',
  operationId: 'listHourSpends',
  tags: ['Credits'],
  summary: 'What a person’s hours were used for, the latest first',
  access: mayReadCredits,
  request: { params: idParam('personId') },
  responses: {
    200: json(z.object({ items: z.array(HourSpend) }), 'The uses'),
    401: refused,
    403: refused,
    404: refused,
  },
})

export const spendHoursRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/credit-spends',
  operationId: 'spendHours',
  tags: ['Credits'],
  summary: 'Mark hours of a person as used for a purpose, under the number of a case',
  access: maySpend,
  request: { params: idParam('personId'), body: { ...json(NewSpend, 'What for, and which'), required: true } },
  responses: {
    201: json(HourSpend, 'The use'),
    ...refusedChange,
  },
})

export const releaseSpendRoute = createRoute({
  method: 'post',
  path: '/credit-spends/{spendId}/release',
  operationId: 'releaseHours',
  tags: ['Credits'],
  summary: 'Release hours that were used, such as when a case is withdrawn',
  access: mayRelease,
  request: { params: idParam('spendId'), body: { ...json(NewRelease, 'Why'), required: true } },
  responses: {
    201: json(HourSpend, 'The use, released'),
    ...refusedChange,
  },
})
