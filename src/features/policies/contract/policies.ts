import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayAddPolicy, mayAdoptPolicy, mayReadPolicies, mayWritePolicy } from '../access.ts'
import { PolicyContent } from './language.ts'

const Flaw = z.object({ code: z.string(), at: z.string() })

export const HourPolicy = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    title: z.string(),
    packId: z.string().nullable(),
    packEdition: z.string().nullable(),
    madeAt: z.string(),
    endedOn: z.string().nullable(),
    endedReason: z.string().nullable(),
    /** The version in force today; null before the first. */
    version: z.int().nullable(),
    effectiveFrom: z.string().nullable(),
    /** A version that is adopted and not in force yet. */
    next: z.object({ version: z.int(), effectiveFrom: z.string() }).nullable(),
  })
  .openapi('HourPolicy')
export type HourPolicy = z.infer<typeof HourPolicy>

export const PolicyVersion = z
  .object({
    version: z.int(),
    effectiveFrom: z.string(),
    reason: z.string(),
    adoptedAt: z.string(),
    adoptedByName: z.string(),
    /** SHA-256 of the text. */
    hash: z.string(),
    policy: PolicyContent,
  })
  .openapi('HourPolicyVersion')

export const PolicyInFull = HourPolicy.extend({
  versions: z.array(PolicyVersion),
  /** Only for those who write it. */
  draft: z
    .object({
      revision: z.int(),
      policy: PolicyContent,
      changedAt: z.string(),
      changedByName: z.string(),
      flaws: z.array(Flaw),
    })
    .nullable(),
}).openapi('HourPolicyInFull')
export type PolicyInFull = z.infer<typeof PolicyInFull>

export const PackLine = z
  .object({
    id: z.string(),
    /** The day its figures were last compared with their sources. */
    edition: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    jurisdiction: z.string(),
    source: z.object({
      cites: z.string(),
      citesEn: z.string().optional(),
      sure: z.enum(['stated', 'found', 'general']),
    }),
    rules: z.int(),
    awards: z.int(),
  })
  .openapi('HourPolicyPack')
export type PackLine = z.infer<typeof PackLine>

export const NewPolicy = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    /** The shipped pack to begin with; or the text itself. */
    packId: z.string().max(60).optional(),
    policy: PolicyContent.optional(),
  })
  .openapi('NewHourPolicy')
export type NewPolicy = z.infer<typeof NewPolicy>

export const DraftChange = z.object({ revision: z.int().min(1), policy: PolicyContent }).openapi('HourPolicyChange')
export type DraftChange = z.infer<typeof DraftChange>

const reason = z.string().trim().min(2).max(300)
export const Adoption = z
  .object({ revision: z.int().min(1), effectiveFrom: z.iso.date(), reason })
  .openapi('HourPolicyAdoption')
export type Adoption = z.infer<typeof Adoption>

export const Ending = z.object({ endedOn: z.iso.date(), reason }).openapi('HourPolicyEnding')
export type Ending = z.infer<typeof Ending>

const item = z.object({
  items: z.array(HourPolicy),
  proofs: z
    .array(z.string())
    .describe('The kinds of evidence that hours may name: the usual ones, and what policies ask for'),
})
export type HourPolicies = z.infer<typeof item>
const tags = ['Policies']
const policyId = idParam('policyId')

export const listPoliciesRoute = createRoute({
  method: 'get',
  path: '/hour-policies',
  operationId: 'listHourPolicies',
  tags,
  summary: 'The hour policies of the region, those in force first',
  access: mayReadPolicies,
  responses: { 200: json(item, 'The policies'), 401: refused },
})

export const listPacksRoute = createRoute({
  method: 'get',
  path: '/hour-policy-packs',
  operationId: 'listHourPolicyPacks',
  tags,
  summary: 'The policies that are shipped, with their sources and how sure we are of them',
  access: mayReadPolicies,
  responses: { 200: json(z.object({ items: z.array(PackLine) }), 'The packs'), 401: refused },
})

export const readPolicyRoute = createRoute({
  method: 'get',
  path: '/hour-policies/{policyId}',
  operationId: 'readHourPolicy',
  tags,
  summary: 'One policy with every version that was adopted; with its draft for those who write it',
  access: mayReadPolicies,
  request: { params: policyId },
  responses: { 200: json(PolicyInFull, 'The policy'), 401: refused, 404: refused },
})

const written = { 200: json(PolicyInFull, 'The policy'), 400: refused, 403: refused, 404: refused, 409: refused }

export const addPolicyRoute = createRoute({
  method: 'post',
  path: '/hour-policies',
  operationId: 'addHourPolicy',
  tags,
  summary: 'Begin a policy as a draft, from a shipped pack or with a text of its own',
  access: mayAddPolicy,
  request: { body: { ...json(NewPolicy, 'Whose, and from what'), required: true } },
  responses: {
    201: json(PolicyInFull, 'The policy, or the one begun with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const changeDraftRoute = createRoute({
  method: 'put',
  path: '/hour-policies/{policyId}/draft',
  operationId: 'changeHourPolicyDraft',
  tags,
  summary: 'Change the draft of a policy; what is in force stays as it is',
  access: mayWritePolicy,
  request: { params: policyId, body: { ...json(DraftChange, 'The whole text'), required: true } },
  responses: written,
})

export const adoptPolicyRoute = createRoute({
  method: 'post',
  path: '/hour-policies/{policyId}/versions',
  operationId: 'adoptHourPolicy',
  tags,
  summary: 'Adopt the draft: from its day it is asked of everybody there and below',
  access: mayAdoptPolicy,
  request: { params: policyId, body: { ...json(Adoption, 'From when, and why'), required: true } },
  responses: {
    200: json(PolicyInFull, 'The policy'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const endPolicyRoute = createRoute({
  method: 'post',
  path: '/hour-policies/{policyId}/ending',
  operationId: 'endHourPolicy',
  tags,
  summary: 'End a policy: from that day nobody is asked it',
  access: mayAdoptPolicy,
  request: { params: policyId, body: { ...json(Ending, 'From when, and why'), required: true } },
  responses: written,
})
