import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadCredits, mayReadOwnCredits } from '../access.ts'
import { CreditEntry, CreditRecord, HourStanding, Said } from '../contract.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const Sum = z.object({ year: z.int(), centihours: z.int() })

export const HourYear = z
  .object({
    year: z.int(),
    /** The years that there is something to read of, this year among them. */
    years: z.array(z.int()),
    standings: z.array(HourStanding),
    /** Verified hours of each year, whatever they count towards. */
    sums: z.array(Sum),
    entries: z.array(CreditEntry),
    /** Recorded, approved or returned: on the way now. */
    waiting: z.array(CreditRecord),
  })
  .openapi('HourYear')
export type HourYear = z.infer<typeof HourYear>

export const HourExplanation = z
  .object({
    year: z.int(),
    standing: HourStanding,
    /** The rule in one sentence or two. */
    rule: Said,
    /** How it was reckoned, line by line. */
    lines: z.array(Said),
    verdict: Said,
    sums: z.array(Sum),
    /** Every entry of the time that the rule looks at, the latest first. */
    entries: z.array(
      z.object({
        entry: CreditEntry,
        /** The maximums that were passed by hours like these. */
        under: z.array(Said),
        /** Evidence that the rule asks for and that is not there. */
        lacks: z.array(z.string()),
      }),
    ),
  })
  .openapi('HourExplanation')
export type HourExplanation = z.infer<typeof HourExplanation>

const Explained = z.object({ requirementId: z.string().min(1).max(200), year: Year.optional() })

export const readOwnHourYearRoute = createRoute({
  method: 'get',
  path: '/my/hour-years',
  operationId: 'readOwnHourYear',
  tags: ['Credits'],
  summary: 'Your own hours of a year: what is asked, what counts, what is on its way',
  access: mayReadOwnCredits,
  request: { query: z.object({ year: Year.optional() }) },
  responses: { 200: json(HourYear, 'The year'), 400: refused, 401: refused, 403: refused, 404: refused },
})

export const explainOwnHoursRoute = createRoute({
  method: 'get',
  path: '/my/hour-explanations',
  operationId: 'explainOwnHours',
  tags: ['Credits'],
  summary: 'How one of your standings was reckoned, step by step, with every entry behind it',
  access: mayReadOwnCredits,
  request: { query: Explained },
  responses: { 200: json(HourExplanation, 'The explanation'), 400: refused, 401: refused, 403: refused, 404: refused },
})

export const explainHoursRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-explanations',
  operationId: 'explainHours',
  tags: ['Credits'],
  summary: 'How a standing of a person was reckoned, step by step, with every entry behind it',
  access: mayReadCredits,
  request: { params: idParam('personId'), query: Explained },
  responses: { 200: json(HourExplanation, 'The explanation'), 400: refused, 403: refused, 404: refused },
})
