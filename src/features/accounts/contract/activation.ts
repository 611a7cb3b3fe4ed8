import { createRoute, idParam, json, noContent, page, Paging, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayChangeSettings, mayGiveCodes, mayReadSettings, maySignIn, mayWithdrawCode } from '../access.ts'
import { Me } from '../contract.ts'
import { codesMost } from '../core/activation.ts'
import { grantedRoles } from '../tables.ts'

const bureau = z.string().max(40).optional().describe('The slug of the bureau, where there are several')
const code = z.string().trim().min(8).max(300).describe('As printed; hyphens, spaces and case do not matter')

export const AccountStatesQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  state: z.enum(['none', 'waiting', 'open']).optional(),
})
export type AccountStatesQuery = z.infer<typeof AccountStatesQuery>

export const AccountState = z
  .object({
    id: z.uuid().describe('The person'),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    accountId: z.uuid().nullable(),
    hasRoles: z.boolean(),
    hasSecondFactor: z.boolean(),
    code: z
      .object({ id: z.uuid(), purpose: z.enum(['first_use', 'new_password']), expiresAt: z.string() })
      .nullable()
      .describe('The code that is still good, if any'),
  })
  .openapi('AccountState')
export type AccountState = z.infer<typeof AccountState>

export const listAccountStatesRoute = createRoute({
  method: 'get',
  path: '/account-states',
  operationId: 'listAccountStates',
  tags: ['Accounts'],
  summary: 'Who in your part of the tree has an account, and who holds a code that is still good',
  access: mayGiveCodes,
  request: { query: AccountStatesQuery },
  responses: { 200: json(page(AccountState), 'A page of people, in pinyin order'), 400: refused, 403: refused },
})

export const NewCodes = z
  .object({
    organisationId: z.uuid().optional().describe('Everybody below it without an account and without a good code'),
    personIds: z.array(z.uuid()).max(codesMost).optional().describe('These people; earlier codes of theirs end'),
    dropsSecondFactor: z.boolean().default(false).describe('Whether a lost second factor goes as well'),
  })
  .refine((codes) => (codes.organisationId === undefined) !== (codes.personIds === undefined), {
    message: 'name either an organisation or people',
  })
  .openapi('NewCodes')
export type NewCodes = z.infer<typeof NewCodes>

export const MadeCodes = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        personId: z.uuid(),
        name: z.string(),
        organisationName: z.string(),
        signInName: z.string(),
        purpose: z.enum(['first_use', 'new_password']),
        code: z.string().describe('Shown this once'),
        expiresAt: z.string(),
      }),
    ),
    more: z.boolean().describe('Whether there are people left: ask again'),
  })
  .openapi('MadeCodes')
export type MadeCodes = z.infer<typeof MadeCodes>

export const makeCodesRoute = createRoute({
  method: 'post',
  path: '/activation-codes',
  operationId: 'makeActivationCodes',
  tags: ['Accounts'],
  summary: 'Make one-time codes: to open an account, or to set a new password for one',
  access: mayGiveCodes,
  request: { body: { ...json(NewCodes, 'For whom'), required: true } },
  responses: { 201: json(MadeCodes, 'The codes, shown once'), 400: refused, 403: refused, 404: refused, 422: refused },
})

export const withdrawCodeRoute = createRoute({
  method: 'post',
  path: '/activation-codes/{activationCodeId}/withdrawal',
  operationId: 'withdrawActivationCode',
  tags: ['Accounts'],
  summary: 'Withdraw a code that was not used yet',
  access: mayWithdrawCode,
  request: { params: idParam('activationCodeId') },
  responses: { 204: noContent, 404: refused, 409: refused },
})

export const drawSlipsRoute = createRoute({
  method: 'post',
  path: '/activation-slips',
  operationId: 'drawActivationSlips',
  tags: ['Accounts'],
  summary: 'Draw slips to cut out for codes that were just made; codes that are no longer good are left out',
  access: mayGiveCodes,
  request: {
    body: { ...json(z.object({ codes: z.array(code).min(1).max(codesMost) }), 'The codes'), required: true },
  },
  responses: {
    200: { content: { 'application/pdf': { schema: z.string() } }, description: 'The slips, eight a page' },
    400: refused,
    403: refused,
    422: refused,
  },
})

export const CodeAsked = z.object({ code, bureau }).openapi('CodeAsked')

export const CodeFound = z
  .object({
    name: z.string(),
    organisationName: z.string().nullable(),
    signInName: z.string().nullable(),
    purpose: z.enum(['first_use', 'new_password']),
  })
  .openapi('CodeFound')

export const checkCodeRoute = createRoute({
  method: 'post',
  path: '/activation-checks',
  operationId: 'checkActivationCode',
  tags: ['Accounts'],
  summary: 'Whose a code is, before it is used',
  access: maySignIn,
  request: { body: { ...json(CodeAsked, 'The code'), required: true } },
  responses: {
    200: json(CodeFound, 'Whose it is'),
    400: refused,
    404: refused,
    410: refused,
    429: refused,
  },
})

export const Activation = CodeAsked.extend({ password: z.string().min(1).max(200) }).openapi('Activation')

export const activateRoute = createRoute({
  method: 'post',
  path: '/activations',
  operationId: 'activate',
  tags: ['Accounts'],
  summary: 'Use a code once: choose a password and be signed in',
  access: maySignIn,
  request: { body: { ...json(Activation, 'The code and the password'), required: true } },
  responses: {
    201: json(Me, 'Signed in'),
    400: refused,
    404: refused,
    409: refused,
    410: refused,
    422: refused,
    429: refused,
  },
})

export const AccountSettings = z
  .object({ activationDays: z.int().min(1).max(365), secondFactorRoles: z.array(z.enum(grantedRoles)).max(20) })
  .openapi('AccountSettings')

export const readSettingsRoute = createRoute({
  method: 'get',
  path: '/account-settings',
  operationId: 'readAccountSettings',
  tags: ['Accounts'],
  summary: 'How accounts are handled in this region',
  access: mayReadSettings,
  responses: { 200: json(AccountSettings, 'The settings'), 403: refused },
})

export const changeSettingsRoute = createRoute({
  method: 'put',
  path: '/account-settings',
  operationId: 'changeAccountSettings',
  tags: ['Accounts'],
  summary: 'Change for how long codes are good, and which roles need a second factor',
  access: mayChangeSettings,
  request: { body: { ...json(AccountSettings, 'The settings'), required: true } },
  responses: { 200: json(AccountSettings, 'Changed'), 400: refused, 403: refused },
})
