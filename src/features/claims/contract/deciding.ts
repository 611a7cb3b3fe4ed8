import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import {
  mayDecideClaim,
  mayLevelClaim,
  mayLowerClaim,
  mayReadClaimSettings,
  maySetClaims,
  mayTakeUpClaims,
} from '../access.ts'
import { ClaimInFull } from './claims.ts'

const tags = ['Claims']
const one = { params: idParam('claimId') }
const hours = z.int().positive().max(100_000)
const why = z.string().trim().min(2).max(200)

export const Uptake = z
  .object({
    recordId: z.uuid(),
    centihours: hours.describe('Within what the table gives'),
    level: z.enum(programmeLevels).optional().describe('Where the table fixes none'),
    kind: z.enum(programmeKinds).optional().describe('The kind of programme, where the table fixes none'),
    proofs: z
      .array(
        z.object({
          fileId: z.uuid(),
          kind: z
            .string()
            .trim()
            .min(1)
            .max(40)
            .regex(/^[^,]+$/),
        }),
      )
      .max(40)
      .optional()
      .describe('What files of the claim prove, in the words of the policies that ask for it, such as 考核'),
    lateReason: why.optional().describe('Why hours of a closed year come late'),
  })
  .openapi('ClaimUptake')
export type Uptake = z.infer<typeof Uptake>

export const takeUpClaimRoute = createRoute({
  method: 'post',
  path: '/claims/{claimId}/uptake',
  operationId: 'takeUpClaim',
  tags,
  summary: 'Vouch for a claim: it becomes hours that are then approved and verified by others',
  access: mayDecideClaim,
  request: { ...one, body: { ...json(Uptake, 'The hours'), required: true } },
  responses: {
    ...refusedChange,
    201: json(ClaimInFull, 'Taken up'),
  },
})

/** What became of one row of a batch; `code` says why it was refused. */
export const ClaimOutcome = z
  .object({ id: z.uuid(), outcome: z.enum(['done', 'already', 'refused']), code: z.string().nullable() })
  .openapi('ClaimOutcome')
export type ClaimOutcome = z.infer<typeof ClaimOutcome>
const ClaimOutcomes = z.object({ outcomes: z.array(ClaimOutcome) }).openapi('ClaimOutcomes')

export const takeUpClaimsRoute = createRoute({
  method: 'post',
  path: '/claim-uptakes',
  operationId: 'takeUpClaims',
  tags,
  summary: 'Take many claims up whose hours the table fixes; those with a choice are answered one by one',
  access: mayTakeUpClaims,
  request: {
    body: {
      ...json(z.object({ ids: z.array(z.uuid()).min(1).max(200) }).openapi('ClaimBatch'), 'The claims'),
      required: true,
    },
  },
  responses: { 200: json(ClaimOutcomes, 'What became of each'), 400: refused, 401: refused, 403: refused },
})

export const returnClaimRoute = createRoute({
  method: 'post',
  path: '/claims/{claimId}/return',
  operationId: 'returnClaim',
  tags,
  summary: 'Send a claim back with a reason; whoever claimed may put it right and hand it in again',
  access: mayDecideClaim,
  request: { ...one, body: { ...json(z.object({ reason: why }).openapi('ClaimReturn'), 'Why'), required: true } },
  responses: {
    ...refusedChange,
    200: json(ClaimInFull, 'Returned'),
  },
})

export const lowerClaimRoute = createRoute({
  method: 'post',
  path: '/claims/{claimId}/lowering',
  operationId: 'lowerClaim',
  tags,
  summary: 'Lower the hours of a claim before approving them, with a reason; nobody raises them',
  access: mayLowerClaim,
  request: {
    ...one,
    body: {
      ...json(z.object({ centihours: hours, reason: why }).openapi('ClaimLowering'), 'The hours, and why'),
      required: true,
    },
  },
  responses: {
    ...refusedChange,
    200: json(ClaimInFull, 'Lowered'),
  },
})

export const levelClaimRoute = createRoute({
  method: 'post',
  path: '/claims/{claimId}/levelling',
  operationId: 'levelClaim',
  tags,
  summary: 'Say the level of the hours of a claim before approving or verifying them, where the table fixes none',
  access: mayLevelClaim,
  request: {
    ...one,
    body: {
      ...json(z.object({ level: z.enum(programmeLevels) }).openapi('ClaimLevelling'), 'The level'),
      required: true,
    },
  },
  responses: {
    ...refusedChange,
    200: json(ClaimInFull, 'Said'),
  },
})

export const ClaimSettings = z
  .object({ appealDays: z.int().min(5).max(60), changedByName: z.string().nullable() })
  .openapi('ClaimSettings')
export type ClaimSettings = z.infer<typeof ClaimSettings>

export const readClaimSettingsRoute = createRoute({
  method: 'get',
  path: '/claim-settings',
  operationId: 'readClaimSettings',
  tags,
  summary: 'How many working days a decision may be appealed against',
  access: mayReadClaimSettings,
  responses: { 200: json(ClaimSettings, 'The settings'), 401: refused, 403: refused },
})

export const setClaimsRoute = createRoute({
  method: 'put',
  path: '/claim-settings',
  operationId: 'setClaimSettings',
  tags,
  summary: 'Say how many working days a decision may be appealed against',
  access: maySetClaims,
  request: {
    body: { ...json(ClaimSettings.pick({ appealDays: true }).openapi('NewClaimSettings'), 'The days'), required: true },
  },
  responses: { 200: json(ClaimSettings, 'Set'), 400: refused, 401: refused, 403: refused },
})
