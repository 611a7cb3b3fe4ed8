import { createRoute, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { mayProve } from '../access.ts'

export const Proof = z.object({ password: z.string().min(1).max(200) }).openapi('Proof')

export const proveRoute = createRoute({
  method: 'post',
  path: '/sessions/current/proof',
  operationId: 'proveSelf',
  tags: ['Accounts'],
  summary: 'Show the password again: dangerous acts ask for it every five minutes',
  access: mayProve,
  request: { body: { ...json(Proof, 'The password'), required: true } },
  responses: { 204: noContent, 400: refused, 401: refused, 403: refused, 429: refused },
})
