import { createRoute, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { mayConfirmSecondFactor, mayReadSecondFactor, mayRemoveSecondFactor, maySetUpSecondFactor } from '../access.ts'

export const SecondFactor = z
  .object({ isOn: z.boolean(), recoveryCodesLeft: z.int(), isRequired: z.boolean() })
  .openapi('SecondFactor')
export type SecondFactor = z.infer<typeof SecondFactor>

export const readSecondFactorRoute = createRoute({
  method: 'get',
  path: '/second-factor',
  operationId: 'readSecondFactor',
  tags: ['Accounts'],
  summary: 'Whether your account has a second factor, and whether a role of yours demands one',
  access: mayReadSecondFactor,
  responses: { 200: json(SecondFactor, 'Your second factor'), 401: refused },
})

export const beginSecondFactorRoute = createRoute({
  method: 'post',
  path: '/second-factor',
  operationId: 'beginSecondFactor',
  tags: ['Accounts'],
  summary: 'Begin to set a second factor up: a secret for an authenticator',
  access: maySetUpSecondFactor,
  responses: {
    201: json(
      z.object({ secret: z.string(), link: z.string(), size: z.int(), path: z.string() }).openapi('SecondFactorSecret'),
      'The secret, its link, and the link as a QR code: its side and the path of its dark modules',
    ),
    403: refused,
    404: refused,
    409: refused,
  },
})

const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).openapi('RecoveryCodes')

export const confirmSecondFactorRoute = createRoute({
  method: 'post',
  path: '/second-factor/confirmation',
  operationId: 'confirmSecondFactor',
  tags: ['Accounts'],
  summary: 'Turn the second factor on with its first code',
  access: mayConfirmSecondFactor,
  request: { body: { ...json(z.object({ code: z.string().trim().min(6).max(12) }), 'The code'), required: true } },
  responses: {
    201: json(RecoveryCodes, 'On; the recovery codes, shown once'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const renewRecoveryCodesRoute = createRoute({
  method: 'post',
  path: '/second-factor/recovery-codes',
  operationId: 'renewRecoveryCodes',
  tags: ['Accounts'],
  summary: 'Make new recovery codes; the earlier ones end',
  access: mayRemoveSecondFactor,
  responses: { 201: json(RecoveryCodes, 'The new codes, shown once'), 403: refused, 404: refused, 409: refused },
})

export const removeSecondFactorRoute = createRoute({
  method: 'delete',
  path: '/second-factor',
  operationId: 'removeSecondFactor',
  tags: ['Accounts'],
  summary: 'Take your second factor away',
  access: mayRemoveSecondFactor,
  responses: { 204: noContent, 403: refused, 404: refused, 409: refused },
})
