import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadOwnTraining } from '../access.ts'
import { attendanceMarks, evidenceKinds, planStates, sessionForms, sessionStates, sessionTiers } from '../tables.ts'

const tags = ['School training']

export const OwnSession = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    planTitle: z.string(),
    title: z.string(),
    form: z.enum(sessionForms),
    tier: z.enum(sessionTiers).nullable(),
    state: z.enum(sessionStates),
    on: z.string(),
    speaker: z.string().nullable(),
    centihours: z.int(),
    summary: z.string().nullable(),
    cancelReason: z.string().nullable(),
    mark: z.enum(attendanceMarks).nullable(),
    markReason: z.string().nullable(),
    reflection: z.string().nullable(),
    photos: z.int(),
    /** Whether something can still be added: a session that was attended, of a plan that is not closed. */
    open: z.boolean(),
  })
  .openapi('OwnSchoolSession')
export type OwnSession = z.infer<typeof OwnSession>

export const OwnTraining = z
  .object({
    plans: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        year: z.int(),
        term: z.int(),
        state: z.enum(planStates),
        most: z.int(),
        /** What the sessions attended so far bring; no more than the plan was approved for. */
        centihours: z.int(),
        recordState: z.string().nullable(),
      }),
    ),
    sessions: z.array(OwnSession),
  })
  .openapi('OwnSchoolTraining')
export type OwnTraining = z.infer<typeof OwnTraining>

const ofSession = { params: z.object({ schoolSessionId: z.uuid() }) }

export const readOwnTrainingRoute = createRoute({
  method: 'get',
  path: '/my/school-training',
  operationId: 'readOwnSchoolTraining',
  tags,
  summary: 'The sessions of your school that you belong to, what you attended, and the hours to come',
  access: mayReadOwnTraining,
  responses: { 200: json(OwnTraining, 'Your training'), 401: refused, 403: refused },
})

export const Reflection = z.object({ text: z.string().trim().min(2).max(2_000) }).openapi('SchoolReflection')

export const reflectRoute = createRoute({
  method: 'put',
  path: '/my/school-sessions/{schoolSessionId}/reflection',
  operationId: 'writeSchoolReflection',
  tags,
  summary: 'Say what you took along from a session that you attended',
  access: mayReadOwnTraining,
  request: { ...ofSession, body: { ...json(Reflection, 'What you took along'), required: true } },
  responses: {
    200: json(OwnSession, 'The session as it is now'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const addPhotoRoute = createRoute({
  method: 'post',
  path: '/my/school-sessions/{schoolSessionId}/photos',
  operationId: 'addSchoolSessionPhoto',
  tags,
  summary: 'Hand in a photo or a paper of a session that you attended: the body is the file',
  access: mayReadOwnTraining,
  request: {
    ...ofSession,
    query: z.object({
      id: z.uuid(),
      name: z.string().min(1).max(300),
      kind: z.enum(evidenceKinds).extract(['study', 'material']).default('material'),
    }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    201: json(OwnSession, 'The session as it is now'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    413: refused,
    415: refused,
    422: refused,
    503: refused,
  },
})
