import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayWritePolicy } from '../../policies/public.ts'
import { mayReadCredits } from '../access.ts'
import { Said } from '../contract.ts'

const sum = z.object({ due: z.int(), met: z.int() })

export const TrialGroup = z.object({
  by: z.enum(['school', 'subject', 'stage', 'setting']),
  items: z.array(
    z.object({
      /** The school's id, or the code of the subject, stage or setting; empty where the roster says none. */
      key: z.string(),
      /** The school's name; codes are named by whoever shows them. */
      title: z.string(),
      people: z.int(),
      newlyShort: z.int(),
      newlyMet: z.int(),
    }),
  ),
})

export const PolicyTrial = z
  .object({
    year: z.int(),
    /** Everybody whom the policy or its draft asks something. */
    people: z.int(),
    /** Minimums by rule: how many people they are asked of and how many reach them, under what is in force and under the draft. */
    rules: z.array(z.object({ id: z.string(), title: Said, before: sum.nullable(), after: sum.nullable() })),
    /** People who reach everything now and would miss something, and the other way round. */
    newlyShort: z.int(),
    newlyMet: z.int(),
    groups: z.array(TrialGroup),
    /** Those people, the most missing first; at most 200. */
    items: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        staffNo: z.string(),
        organisationName: z.string(),
        change: z.enum(['newly_short', 'newly_met']),
        missingBefore: z.int(),
        missingAfter: z.int(),
      }),
    ),
  })
  .openapi('HourPolicyTrial')
export type PolicyTrial = z.infer<typeof PolicyTrial>

export const tryPolicyRoute = createRoute({
  method: 'post',
  path: '/hour-policies/{policyId}/trial',
  operationId: 'tryHourPolicy',
  tags: ['Policies'],
  summary: 'Run the draft of a policy on the whole roster: who would newly miss or reach something; nothing is changed',
  access: mayWritePolicy,
  request: { params: idParam('policyId') },
  responses: { 200: json(PolicyTrial, 'What would change'), 403: refused, 404: refused },
})

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
