import { programmeKinds, programmeLevels } from '../../lib/programmes/codes.ts'
import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import {
  mayJudgeAudience,
  mayReadEligibilitySettings,
  mayReadOwnEligibility,
  mayReadRules,
  maySetEligibility,
  mayWriteRules,
} from './access.ts'

const params = z.record(z.string(), z.union([z.string(), z.number()]))

/** A rule that somebody fails: its code is the key of its sentence, which its parameters complete. */
export const FailedRule = z.object({ code: z.string(), params }).openapi('FailedRule')
export type FailedRule = z.infer<typeof FailedRule>

export const Eligibility = z
  .object({
    failed: z.array(FailedRule).describe('Every rule that you fail; none means that you may join'),
    warnings: z.array(FailedRule).describe('What is worth knowing and bars nobody'),
  })
  .openapi('Eligibility')
export type Eligibility = z.infer<typeof Eligibility>

export const Rules = z
  .object({
    previousStage: z.boolean().default(false),
    prerequisites: z.array(z.uuid()).max(10).default([]),
    cycleMost: z.int().min(1).max(20).nullable().default(null),
    notAgain: z.boolean().default(false),
    clash: z.enum(['bar', 'warn']).default('warn'),
  })
  .openapi('EligibilityRules')

export const RuleSetInput = z
  .object({
    series: z.string().trim().min(1).max(60).nullable().default(null),
    stage: z.int().min(1).max(9).nullable().default(null),
    rules: Rules,
  })
  .openapi('EligibilityRuleSet')
export type RuleSetInput = z.infer<typeof RuleSetInput>

const Limit = z
  .object({
    level: z.enum(programmeLevels),
    kind: z.enum(programmeKinds).nullable().default(null),
    most: z.int().min(1).max(20),
  })
  .openapi('CycleLimit')

export const RuleSetShown = RuleSetInput.extend({
  prerequisites: z.array(z.object({ id: z.uuid(), title: z.string() })),
  cycleFrom: z.int(),
  cycleYears: z.int(),
  limits: z.array(Limit).describe('What the bureau set for programmes such as this'),
  changeRefusal: z.enum(['programme_frozen', 'programme_promised']).nullable(),
}).openapi('EligibilityRuleSetShown')
export type RuleSetShown = z.infer<typeof RuleSetShown>

export const AudienceCount = z
  .object({
    size: z.int(),
    passed: z.int(),
    byRule: z
      .array(z.object({ code: z.string(), count: z.int() }))
      .describe('Whoever fails two rules is counted at both'),
    isWhole: z.boolean(),
  })
  .openapi('EligibleAudience')
export type AudienceCount = z.infer<typeof AudienceCount>

export const Ineligible = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    failed: z.array(FailedRule),
  })
  .openapi('IneligiblePerson')
export type Ineligible = z.infer<typeof Ineligible>

export const IneligibleAsked = z.object({ programmeId: z.uuid(), code: z.string().max(40).optional() })
export const IneligibleExported = IneligibleAsked.partial()

export const EligibilitySettings = z
  .object({
    cycleFrom: z.int().min(2000).max(2100),
    cycleYears: z.int().min(1).max(10),
    limits: z.array(Limit).max(40),
  })
  .openapi('EligibilitySettings')

const tags = ['Eligibility']
const one = { params: idParam('programmeId') }

export const myEligibilityRoute = createRoute({
  method: 'get',
  path: '/my/eligibility/{programmeId}',
  operationId: 'readMyEligibility',
  tags,
  summary: 'Every rule of a programme that you fail, and everything worth knowing before you join',
  access: mayReadOwnEligibility,
  request: one,
  responses: { 200: json(Eligibility, 'None failed means that you may join'), 403: refused, 404: refused },
})

export const MyFailures = z
  .object({ programmeId: z.uuid(), failed: z.array(FailedRule) })
  .openapi('EligibilityOfProgramme')

export const myEligibilityListRoute = createRoute({
  method: 'get',
  path: '/my/eligibility',
  operationId: 'listMyEligibility',
  tags,
  summary: 'Of all programmes that you may know of, those whose rules you fail, each with every one of them',
  access: mayReadOwnEligibility,
  responses: {
    200: json(z.object({ items: z.array(MyFailures) }).openapi('MyEligibility'), 'Without those that you may join'),
    403: refused,
  },
})

export const readRulesRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/eligibility-rules',
  operationId: 'readEligibilityRules',
  tags,
  summary: 'What a programme asks of people beside its audience',
  access: mayReadRules,
  request: one,
  responses: { 200: json(RuleSetShown, 'The rules'), 403: refused, 404: refused },
})

export const setRulesRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/eligibility-rules',
  operationId: 'setEligibilityRules',
  tags,
  summary: 'Set what a programme asks of people, before it is published',
  access: mayWriteRules,
  request: { ...one, body: { ...json(RuleSetInput, 'All of it'), required: true } },
  responses: {
    200: json(RuleSetShown, 'Set'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const previewRulesRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/eligibility-previews',
  operationId: 'previewEligibilityRules',
  tags,
  summary: 'How many of the audience would pass by these rules, and how many fall out by which. Nothing changes',
  access: mayWriteRules,
  request: { ...one, body: { ...json(RuleSetInput, 'The rules to try'), required: true } },
  responses: { 200: json(AudienceCount, 'The counts'), 400: refused, 403: refused, 404: refused },
})

export const countAudienceRoute = createRoute({
  method: 'get',
  path: '/eligible-audience',
  operationId: 'countEligibleAudience',
  tags,
  summary: 'How many of your people in a programme’s audience pass, and how many fall out by which rule',
  access: mayJudgeAudience,
  request: { query: z.object({ programmeId: z.uuid() }) },
  responses: { 200: json(AudienceCount, 'The counts'), 400: refused, 403: refused, 404: refused },
})

export const listIneligibleRoute = createRoute({
  method: 'get',
  path: '/ineligible-people',
  operationId: 'listIneligiblePeople',
  tags,
  summary:
    'Who of your people in a programme’s audience falls out, and by which rules; at most 200, the export has all',
  access: mayJudgeAudience,
  request: { query: IneligibleAsked },
  responses: {
    200: json(z.object({ items: z.array(Ineligible), total: z.int() }).openapi('IneligiblePeople'), 'By name'),
    400: refused,
    403: refused,
  },
})

export const readSettingsRoute = createRoute({
  method: 'get',
  path: '/eligibility-settings',
  operationId: 'readEligibilitySettings',
  tags,
  summary: 'How often somebody may take part in a cycle of years',
  access: mayReadEligibilitySettings,
  responses: { 200: json(EligibilitySettings, 'As it is now'), 403: refused },
})

export const setEligibilityRoute = createRoute({
  method: 'put',
  path: '/eligibility-settings',
  operationId: 'setEligibilitySettings',
  tags,
  summary: 'Set how often somebody may take part in a cycle, by level and kind of programme',
  access: maySetEligibility,
  request: { body: { ...json(EligibilitySettings, 'All of it'), required: true } },
  responses: { 200: json(EligibilitySettings, 'Set'), 400: refused, 403: refused },
})
