import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, page, Paging, refused, z } from '../../../platform/http/openapi.ts'
import { mayWritePolicy } from '../access.ts'
import { trialChanges, trialGroupings } from '../core/trial.ts'

const Title = z.object({ zh: z.string(), en: z.string() })
const counts = {
  people: z.int(),
  newlyShort: z.int(),
  newlyMet: z.int(),
  /** Whose counted hours become fewer, or more; they may be newly short or passing as well. */
  countsLess: z.int(),
  countsMore: z.int(),
}
const ruled = { id: z.string(), title: Title }
const pair = <S extends z.ZodType>(one: S) => ({ before: one.nullable(), after: one.nullable() })
const sum = z.object({ due: z.int(), met: z.int() })
const Change = z.enum(trialChanges)

export const PolicyTrial = z
  .object({
    id: z.uuid(),
    /** Of the draft that was tried. */
    revision: z.int(),
    year: z.int(),
    madeAt: z.string(),
    madeByName: z.string(),
    ...counts,
    rules: z.array(z.object({ ...ruled, ...pair(sum) })).describe('Minimums: who is asked and who reaches them'),
    limits: z
      .array(z.object({ ...ruled, ...pair(z.object({ due: z.int(), people: z.int(), over: z.int() })) }))
      .describe('Maximums: whom they hold for, who has hours that do not count, and how many of these'),
    aims: z
      .array(
        z.object({
          ...ruled,
          kind: z.enum(['average', 'ratio']),
          ...pair(sum),
          schools: z.array(
            z.object({
              organisationId: z.uuid(),
              name: z.string(),
              change: Change,
              ...pair(z.object({ due: z.int(), met: z.int(), mean: z.int().nullable() })),
            }),
          ),
        }),
      )
      .describe('Averages and ratios: the schools that reach them, and those for which that changes'),
    counted: z
      .object({ before: z.int(), after: z.int(), unit: z.enum(['hour', 'credit']) })
      .describe('All that counts of everybody’s hours in the cycle'),
    groups: z.array(
      z.object({
        by: z.enum(trialGroupings),
        items: z.array(
          z.object({
            key: z.string().describe('The school’s id, or the code of the group; empty where the roster says none'),
            title: z.string(),
            ...counts,
          }),
        ),
      }),
    ),
  })
  .openapi('HourPolicyTrial')
export type PolicyTrial = z.infer<typeof PolicyTrial>

export const TrialPerson = z
  .object({
    place: z.int(),
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    stage: z.string().nullable(),
    subjects: z.array(z.string()),
    setting: z.string().nullable(),
    /** Null where only what counts is another amount. */
    change: Change.nullable(),
    missingBefore: z.int(),
    missingAfter: z.int(),
    countedBefore: z.int(),
    countedAfter: z.int(),
  })
  .openapi('HourPolicyTrialPerson')
export type TrialPerson = z.infer<typeof TrialPerson>

const code = z
  .string()
  .max(20)
  .optional()
  .describe('A code of the roster; `none` for those of whom the roster does not say it')

export const TrialQuery = z.object({
  change: z.enum([...trialChanges, 'counts_less', 'counts_more']).optional(),
  organisationId: z.uuid().optional(),
  subject: code,
  stage: code,
  setting: code,
  q: z.string().trim().max(40).default(''),
})
export type TrialQuery = z.infer<typeof TrialQuery>

const tags = ['Policies']
const params = idParam('policyId')

export const askTrialRoute = createRoute({
  method: 'post',
  path: '/hour-policies/{policyId}/trials',
  operationId: 'tryHourPolicy',
  tags,
  summary: 'Run the draft of a policy on the whole roster, as work in the background; nothing that is asked is changed',
  access: mayWritePolicy,
  request: { params, body: { ...json(z.object({ id: z.uuid() }), 'An id of your own'), required: true } },
  responses: {
    202: json(z.object({ jobId: z.uuid() }), 'The work to watch'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const readTrialRoute = createRoute({
  method: 'get',
  path: '/hour-policies/{policyId}/trial',
  operationId: 'readHourPolicyTrial',
  tags,
  summary:
    'What the last trial of a policy’s draft found: who would newly miss or reach something, and what would count',
  access: mayWritePolicy,
  request: { params },
  responses: {
    200: json(z.object({ trial: PolicyTrial.nullable() }), 'The last trial; null before the first'),
    403: refused,
    404: refused,
  },
})

export const listTrialPeopleRoute = createRoute({
  method: 'get',
  path: '/hour-policies/{policyId}/trial/people',
  operationId: 'listHourPolicyTrialPeople',
  tags,
  summary: 'Everybody for whom the draft would change something, by the last trial',
  access: mayWritePolicy,
  request: { params, query: TrialQuery.extend(Paging.shape) },
  responses: { 200: json(page(TrialPerson), 'A page of people'), 400: refused, 403: refused, 404: refused },
})

export const exportTrialPeopleRoute = createRoute({
  method: 'get',
  path: '/hour-policies/{policyId}/trial/people/export',
  operationId: 'exportHourPolicyTrialPeople',
  tags,
  summary: 'The same people as an Excel file',
  access: mayWritePolicy,
  request: { params, query: TrialQuery },
  responses: { 200: workbook, 400: refused, 403: refused, 404: refused },
})
