import { createRoute, idParam, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import {
  mayAnswerRequest,
  mayChangePassword,
  mayEndOneSession,
  mayGiveCodes,
  mayListSessions,
  maySignIn,
} from '../access.ts'
import { MadeCodes } from './activation.ts'

export const changePasswordRoute = createRoute({
  method: 'post',
  path: '/password-changes',
  operationId: 'changePassword',
  tags: ['Accounts'],
  summary: 'Change your password; every other session of yours ends',
  access: mayChangePassword,
  request: { body: { ...json(z.object({ password: z.string().min(1).max(200) }), 'The new one'), required: true } },
  responses: { 204: noContent, 400: refused, 403: refused, 422: refused },
})

export const askForPasswordRoute = createRoute({
  method: 'post',
  path: '/password-requests',
  operationId: 'askForPassword',
  tags: ['Accounts'],
  summary: 'Ask your school for a new password; the answer tells nobody whether there is such an account',
  access: maySignIn,
  request: {
    body: {
      ...json(
        z.object({ name: z.string().min(1).max(60), bureau: z.string().max(40).optional() }).openapi('PasswordAsked'),
        'Staff number, phone number or user name',
      ),
      required: true,
    },
  },
  responses: { 204: noContent, 400: refused, 404: refused, 429: refused },
})

export const PasswordRequest = z
  .object({
    id: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    accountId: z.uuid(),
    hasRoles: z.boolean(),
    hasSecondFactor: z.boolean(),
    askedAt: z.string(),
    fromAddress: z.string(),
  })
  .openapi('PasswordRequest')
export type PasswordRequest = z.infer<typeof PasswordRequest>

export const listRequestsRoute = createRoute({
  method: 'get',
  path: '/password-requests',
  operationId: 'listPasswordRequests',
  tags: ['Accounts'],
  summary: 'Who in your part of the tree waits for a new password, the newest first',
  access: mayGiveCodes,
  responses: { 200: json(z.object({ items: z.array(PasswordRequest) }), 'The open requests'), 403: refused },
})

export const answerRequestRoute = createRoute({
  method: 'post',
  path: '/password-requests/{passwordRequestId}/code',
  operationId: 'answerPasswordRequest',
  tags: ['Accounts'],
  summary: 'Answer a request with a one-time code, after checking that it is the person',
  access: mayAnswerRequest,
  request: {
    params: idParam('passwordRequestId'),
    body: { ...json(z.object({ dropsSecondFactor: z.boolean().default(false) }), 'How'), required: true },
  },
  responses: {
    201: json(MadeCodes, 'The code, shown once'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const refuseRequestRoute = createRoute({
  method: 'post',
  path: '/password-requests/{passwordRequestId}/refusal',
  operationId: 'refusePasswordRequest',
  tags: ['Accounts'],
  summary: 'Close a request without a code',
  access: mayAnswerRequest,
  request: { params: idParam('passwordRequestId') },
  responses: { 204: noContent, 404: refused, 409: refused },
})

export const Session = z
  .object({
    id: z.uuid(),
    isCurrent: z.boolean(),
    createdAt: z.string(),
    seenAt: z.string(),
    fromAddress: z.string(),
    device: z.string().describe('What the browser said of itself'),
  })
  .openapi('Session')
export type Session = z.infer<typeof Session>

export const listSessionsRoute = createRoute({
  method: 'get',
  path: '/sessions',
  operationId: 'listSessions',
  tags: ['Accounts'],
  summary: 'Where you are signed in, the last used first',
  access: mayListSessions,
  responses: { 200: json(z.object({ items: z.array(Session) }), 'Your sessions'), 401: refused },
})

export const endOtherSessionsRoute = createRoute({
  method: 'delete',
  path: '/sessions/others',
  operationId: 'endOtherSessions',
  tags: ['Accounts'],
  summary: 'Sign out everywhere but here',
  access: mayEndOneSession,
  responses: { 204: noContent, 401: refused, 403: refused },
})

export const endSessionRoute = createRoute({
  method: 'delete',
  path: '/sessions/{openSessionId}',
  operationId: 'endSession',
  tags: ['Accounts'],
  summary: 'Sign out on one device',
  access: mayEndOneSession,
  request: { params: idParam('openSessionId') },
  responses: { 204: noContent, 401: refused, 403: refused, 404: refused },
})
