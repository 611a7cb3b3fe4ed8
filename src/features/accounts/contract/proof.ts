import { createRoute, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { mayProve } from '../access.ts'

export const Proof = z
  .object({
    password: z.string().min(1).max(200).optional(),
    code: z.string().trim().min(6).max(40).optional().describe('Of the authenticator, or a recovery code'),
  })
  .refine(({ password, code }) => (password === undefined) !== (code === undefined), { message: 'show one of the two' })
  .openapi('Proof')

export const proveRoute = createRoute({
  method: 'post',
  path: '/sessions/current/proof',
  operationId: 'proveSelf',
  tags: ['Accounts'],
  summary: 'Show the password or a code: dangerous acts ask for it every five minutes, and a sign-in may owe the code',
  access: mayProve,
  request: { body: { ...json(Proof, 'The password or a code'), required: true } },
  responses: { 204: noContent, 400: refused, 401: refused, 403: refused, 429: refused },
})
