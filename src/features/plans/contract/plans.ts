import { createRoute, idParam, json, noContent, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayListPlans, mayMakePlan, mayManagePlan, mayReadPlan } from '../access.ts'
import { comparators, memberRoles, planStates } from '../tables.ts'
import { PlanFiling } from './filing.ts'

const line = (most: number) => z.string().trim().min(1).max(most)
const date = z.iso.date()
const hundredths = z.int().min(0).max(1e15)
const centihours = z.int().min(0).max(1_000_000)

export const Plan = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    year: z.int(),
    title: z.string(),
    issuer: z.string().nullable(),
    cycle: z.string().nullable(),
    state: z.enum(planStates),
    version: z.int(),
    revision: z.int(),
    budgetCents: z.int().nullable(),
    planDocumentId: z.uuid().nullable(),
    copiedFromId: z.uuid().nullable(),
    publishedAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    programmes: z.int().describe('How many programmes it has'),
    filing: PlanFiling.nullable().describe('Null while it was not filed'),
    overduePhases: z.int().describe('Phases whose deadline has passed and that nobody reported as done'),
  })
  .openapi('Plan')
export type Plan = z.infer<typeof Plan>

const PhaseInput = z.object({
  id: z.uuid(),
  name: line(80),
  fromOn: date.nullable(),
  toOn: date.nullable(),
  deliverables: z.array(line(200)).max(20),
})
const TargetInput = z.object({
  id: z.uuid(),
  measure: line(120),
  comparator: z.enum(comparators),
  valueHundredths: hundredths,
  upperHundredths: hundredths.nullable(),
  unit: line(10),
  population: line(120).nullable(),
  baselineHundredths: hundredths.nullable(),
})
const MemberInput = z.object({ id: z.uuid(), role: z.enum(memberRoles), who: line(120) })
const HourRuleInput = z.object({
  id: z.uuid(),
  scope: line(120),
  category: line(40).nullable(),
  minCentihours: centihours.nullable(),
  maxCentihours: centihours.nullable(),
  period: z.enum(['year', 'cycle']).nullable(),
  average: z.boolean(),
})
const QuotaInput = z.object({ id: z.uuid(), groupName: line(120), places: z.int().min(1).max(1_000_000) })

const Standing = z
  .object({
    state: z.enum(['no_figure', 'no_baseline', 'reached', 'missed', 'beyond']),
    wanted: z.int().nullable().describe('Hundredths of the unit'),
    actual: z.int().nullable().describe('Hundredths of the unit, cut, never rounded up'),
    gap: z.int().nullable(),
  })
  .openapi('TargetStanding')

/** The saved population that a part of a plan is counted over. */
const Over = z
  .object({
    populationId: z.uuid(),
    name: z.string(),
    version: z.int().describe('The version that is cited'),
    newest: z.int().describe('The version in force: what is cited stays until somebody changes it'),
    size: z.int().describe('People of it today, here and below'),
  })
  .nullable()
  .openapi('PlanPopulation')
export type Over = z.infer<typeof Over>

export const PlanInFull = Plan.extend({
  phases: z.array(
    PhaseInput.extend({ doneOn: date.nullable(), standing: z.enum(['done', 'overdue', 'current', 'ahead']) }),
  ),
  targets: z.array(
    TargetInput.extend({
      figureSource: z.enum(['entered', 'programmes', 'trained']),
      over: Over,
      numerator: z.int().nullable(),
      denominator: z.int().nullable(),
      figuredOn: date.nullable(),
      standing: Standing,
    }),
  ),
  members: z.array(MemberInput),
  hourRules: z.array(
    HourRuleInput.extend({
      over: Over,
      standing: z
        .enum(['after_publication', 'in_force', 'cycle_unknown', 'people_unknown'])
        .describe(
          'Whether people are asked these hours; why not, where the words of the rule or the cycle are not understood',
        ),
    }),
  ),
  quotas: z.array(QuotaInput),
  meetings: z.array(z.object({ id: z.uuid(), heldOn: date, minutes: z.string() })),
  meetingMissing: z.boolean().describe('The leading group has not met in the year of the plan'),
  versions: z.array(z.object({ version: z.int(), reason: z.string(), madeByName: z.string(), madeAt: z.string() })),
}).openapi('PlanInFull')
export type PlanInFull = z.infer<typeof PlanInFull>

const lists = {
  phases: z.array(PhaseInput).max(40),
  targets: z.array(TargetInput).max(200),
  members: z.array(MemberInput).max(60),
  hourRules: z.array(HourRuleInput).max(60),
  quotas: z.array(QuotaInput).max(200),
}
const head = {
  title: z.string().trim().min(2).max(120),
  issuer: line(120).nullable(),
  cycle: line(20).nullable(),
  budgetCents: z.int().min(0).max(1e15).nullable(),
}
const year = z.int().min(2000).max(2100)

export const NewPlan = z
  .object({
    ...head,
    id: z.uuid(),
    organisationId: z.uuid(),
    year,
    issuer: head.issuer.default(null),
    cycle: head.cycle.default(null),
    budgetCents: head.budgetCents.default(null),
  })
  .openapi('NewPlan')
export type NewPlan = z.infer<typeof NewPlan>

export const PlanChange = z
  .object({ ...head, ...lists })
  .partial()
  .extend({
    revision: z.int().describe('The revision that this change started from'),
    reason: z.string().trim().max(300).default('').describe('Why; asked for once the plan is published'),
  })
  .openapi('PlanChange')
export type PlanChange = z.infer<typeof PlanChange>

export const PlanQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(60).default(''),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  state: z.enum(planStates).optional(),
})
export type PlanQuery = z.infer<typeof PlanQuery>

export const listPlansRoute = createRoute({
  method: 'get',
  path: '/plans',
  operationId: 'listPlans',
  tags: ['Plans'],
  summary: 'List the plans of your part of the region, and those published above it',
  access: mayListPlans,
  request: { query: PlanQuery },
  responses: { 200: json(page(Plan), 'A page of plans, the newest year first'), 400: refused, 403: refused },
})

const params = idParam('planId')
const changed = { 200: json(PlanInFull, 'Done'), 400: refused, 404: refused, 409: refused, 422: refused }

export const readPlanRoute = createRoute({
  method: 'get',
  path: '/plans/{planId}',
  operationId: 'readPlan',
  tags: ['Plans'],
  summary: 'Read a plan with its phases, targets and their standing, leading group, hour rules and versions',
  access: mayReadPlan,
  request: { params },
  responses: { 200: json(PlanInFull, 'The plan'), 404: refused },
})

export const addPlanRoute = createRoute({
  method: 'post',
  path: '/plans',
  operationId: 'addPlan',
  tags: ['Plans'],
  summary: 'Begin a plan without a document',
  access: mayMakePlan,
  request: { body: { ...json(NewPlan, 'The plan to begin'), required: true } },
  responses: {
    201: json(PlanInFull, 'Begun, or already begun with this id'),
    400: refused,
    404: refused,
    409: refused,
  },
})

export const changePlanRoute = createRoute({
  method: 'patch',
  path: '/plans/{planId}',
  operationId: 'changePlan',
  tags: ['Plans'],
  summary: 'Change a plan; after its publication this is an amendment and makes a version, with its reason',
  access: mayManagePlan,
  request: { params, body: { ...json(PlanChange, 'What changes'), required: true } },
  responses: changed,
})

const move = <const N extends string>(noun: N, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path: `/plans/{planId}/${noun}`,
    operationId,
    tags: ['Plans'],
    summary,
    access: mayManagePlan,
    request: { params },
    responses: changed,
  })

export const publishPlanRoute = move('publication', 'publishPlan', 'Publish a plan: its first version')
export const closePlanRoute = move('closure', 'closePlan', 'Close a published plan at the end of its year')

export const withdrawPlanRoute = createRoute({
  method: 'delete',
  path: '/plans/{planId}',
  operationId: 'withdrawPlan',
  tags: ['Plans'],
  summary: 'Take a draft plan back with its draft programmes; the document it was made of can be reviewed again',
  access: mayManagePlan,
  request: { params },
  responses: { 204: noContent, 404: refused, 409: refused },
})

export const CopyPlan = z.object({ id: z.uuid(), year }).openapi('CopyPlan')

export const copyPlanRoute = createRoute({
  method: 'post',
  path: '/plans/{planId}/copies',
  operationId: 'copyPlan',
  tags: ['Plans'],
  summary:
    'Copy a plan for another year: months are kept, dates move, targets keep their base year, figures start anew',
  access: mayManagePlan,
  request: { params, body: { ...json(CopyPlan, 'The id of the copy, and its year'), required: true } },
  responses: {
    201: json(PlanInFull, 'Copied, or already copied with this id'),
    400: refused,
    404: refused,
    409: refused,
  },
})

const count = z.int().min(0).max(1e12)
export const TargetFigure = z
  .object({ numerator: count.nullable(), denominator: count.min(1).nullable().default(null) })
  .openapi('TargetFigure')
export type TargetFigure = z.infer<typeof TargetFigure>

export const setFigureRoute = createRoute({
  method: 'put',
  path: '/plans/{planId}/targets/{targetId}/figure',
  operationId: 'setTargetFigure',
  tags: ['Plans'],
  summary: 'Enter the figure that stands against a target: how many, of how many',
  access: mayManagePlan,
  request: {
    params: z.object({ planId: z.uuid(), targetId: z.uuid() }),
    body: { ...json(TargetFigure, 'The figure'), required: true },
  },
  responses: changed,
})

export const CitePopulation = z
  .object({
    populationId: z.uuid().nullable(),
    newest: z.boolean().default(false).describe('Cite the version in force, where an older one is cited'),
    counted: z.boolean().default(false).describe('Of a target: count who was trained, instead of entering it'),
    revision: z.int(),
    reason: z.string().trim().max(300).default(''),
  })
  .openapi('CitePopulation')
export type CitePopulation = z.infer<typeof CitePopulation>
const cite = { ...json(CitePopulation, 'Which saved population; null for none'), required: true }

export const citeForTargetRoute = createRoute({
  method: 'put',
  path: '/plans/{planId}/targets/{targetId}/population',
  operationId: 'citePopulationForTarget',
  tags: ['Plans'],
  summary: 'Say over which saved population a target is measured; of a published plan an amendment',
  access: mayManagePlan,
  request: { params: z.object({ planId: z.uuid(), targetId: z.uuid() }), body: cite },
  responses: changed,
})

export const citeForRuleRoute = createRoute({
  method: 'put',
  path: '/plans/{planId}/hour-rules/{hourRuleId}/population',
  operationId: 'citePopulationForHourRule',
  tags: ['Plans'],
  summary: 'Say of which saved population hours are asked; of a published plan an amendment',
  access: mayManagePlan,
  request: { params: z.object({ planId: z.uuid(), hourRuleId: z.uuid() }), body: cite },
  responses: changed,
})

export const completePhaseRoute = createRoute({
  method: 'put',
  path: '/plans/{planId}/phases/{phaseId}/completion',
  operationId: 'completePhase',
  tags: ['Plans'],
  summary: 'Report a phase as done on a day, or take that back',
  access: mayManagePlan,
  request: {
    params: z.object({ planId: z.uuid(), phaseId: z.uuid() }),
    body: { ...json(z.object({ doneOn: date.nullable() }), 'The day'), required: true },
  },
  responses: changed,
})

export const Meeting = z.object({ id: z.uuid(), heldOn: date, minutes: line(5000) }).openapi('PlanMeeting')
export type Meeting = z.infer<typeof Meeting>

export const recordMeetingRoute = createRoute({
  method: 'post',
  path: '/plans/{planId}/meetings',
  operationId: 'recordPlanMeeting',
  tags: ['Plans'],
  summary: 'Record a meeting of the leading group with its minutes',
  access: mayManagePlan,
  request: { params, body: { ...json(Meeting, 'The meeting'), required: true } },
  responses: {
    201: json(PlanInFull, 'Recorded, or already recorded with this id'),
    400: refused,
    404: refused,
    409: refused,
  },
})

export const readVersionRoute = createRoute({
  method: 'get',
  path: '/plans/{planId}/versions/{version}',
  operationId: 'readPlanVersion',
  tags: ['Plans'],
  summary: 'What a plan said in one of its versions',
  access: mayReadPlan,
  request: { params: z.object({ planId: z.uuid(), version: z.coerce.number().int().min(1) }) },
  responses: {
    200: json(
      z
        .object({
          version: z.int(),
          reason: z.string(),
          madeByName: z.string(),
          madeAt: z.string(),
          snapshot: z.unknown(),
        })
        .openapi('PlanVersion'),
      'The version',
    ),
    404: refused,
  },
})

export const readPlanHistoryRoute = createRoute({
  method: 'get',
  path: '/plans/{planId}/history',
  operationId: 'readPlanHistory',
  tags: ['Plans'],
  summary: 'Who did what with a plan, the newest first',
  access: mayManagePlan,
  request: { params },
  responses: {
    200: json(
      z.object({
        items: z.array(z.object({ id: z.string(), at: z.string(), accountName: z.string(), act: z.string() })),
      }),
      'At most a hundred acts',
    ),
    404: refused,
  },
})
