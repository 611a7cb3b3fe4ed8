import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import {
  mayAnswerObjection,
  mayDecideNotice,
  mayListNotices,
  mayObject,
  mayReadNotice,
  mayReadShown,
} from '../access.ts'
import { nameStyles, noticeStates, objectionAbouts, objectionStates, stepActs } from '../core.ts'

const Id = z.uuid()
const Reason = z.string().trim().min(2).max(500)

/** What narrows the list of notices. */
export const NoticesAsked = z.object({
  state: z.enum(noticeStates).optional(),
  q: z.string().trim().max(100).default(''),
})
export type NoticesAsked = z.infer<typeof NoticesAsked>

/** What narrows the workbook of what was said against notices. */
export const ObjectionsAsked = z.object({
  noticeId: z.uuid().optional(),
  state: z.enum(objectionStates).optional(),
})
export type ObjectionsAsked = z.infer<typeof ObjectionsAsked>

export const PublicNotice = z
  .object({
    id: Id,
    title: z.string(),
    organisationId: Id,
    organisationName: z.string(),
    state: z.enum(noticeStates),
    isOver: z.boolean().describe('The period is over'),
    openedOn: z.string(),
    endsOn: z.string().describe('The last day of the period'),
    workingDays: z.int(),
    openedByName: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
    reason: z.string().nullable().describe('Why it was withdrawn'),
    rowCount: z.int(),
    objectionCount: z.int(),
    waitingCount: z.int(),
  })
  .openapi('PublicNotice')
export type PublicNotice = z.infer<typeof PublicNotice>

const NoticeRow = z.object({
  position: z.int(),
  name: z.string(),
  school: z.string(),
  cells: z.array(z.string()),
  struckReason: z.string().nullable(),
})

export const PublicObjection = z
  .object({
    id: Id,
    about: z.enum(objectionAbouts),
    position: z.int().nullable(),
    aboutName: z.string().nullable(),
    text: z.string(),
    byName: z.string().nullable().describe('Null where a stranger objects: the name is sealed'),
    state: z.enum(objectionStates),
    receivedAt: z.string(),
    answer: z.string().nullable(),
    answeredByName: z.string().nullable(),
    answeredAt: z.string().nullable(),
    refusal: z.string().nullable().describe('Why whoever asks cannot answer it'),
  })
  .openapi('PublicObjection')
export type PublicObjection = z.infer<typeof PublicObjection>

export const PublicNoticeInFull = PublicNotice.extend({
  text: z.string(),
  columns: z.array(z.string()),
  names: z.enum(nameStyles),
  link: z.string().nullable(),
  address: z.string().describe('Where everybody sees it'),
  relied: z.boolean(),
  rows: z.array(NoticeRow),
  objections: z.array(PublicObjection),
  steps: z.array(
    z.object({
      step: z.int(),
      act: z.enum(stepActs),
      remark: z.string().nullable(),
      endsOn: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  confirmRefusal: z.string().nullable().describe('Why whoever asks cannot confirm it now'),
  reopenRefusal: z.string().nullable(),
}).openapi('PublicNoticeInFull')
export type PublicNoticeInFull = z.infer<typeof PublicNoticeInFull>

const oneNotice = { params: idParam('publicNoticeId') }
const oneObjection = { params: idParam('publicObjectionId') }
const body = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})

export const listPublicNoticesRoute = createRoute({
  method: 'get',
  path: '/public-notices',
  operationId: 'listPublicNotices',
  tags: ['Public notices'],
  summary: 'Notices of your part of the region, the newest first',
  access: mayListNotices,
  request: { query: Paging.extend(NoticesAsked.shape) },
  responses: { 200: json(page(PublicNotice), 'A page of notices'), 400: refused, 403: refused },
})

export const readPublicNoticeRoute = createRoute({
  method: 'get',
  path: '/public-notices/{publicNoticeId}',
  operationId: 'readPublicNotice',
  tags: ['Public notices'],
  summary: 'A notice with its names, what was said against it and what became of it',
  access: mayReadNotice,
  request: oneNotice,
  responses: { 200: json(PublicNoticeInFull, 'The notice'), 404: refused },
})

export const drawPublicNoticeRoute = createRoute({
  method: 'get',
  path: '/public-notices/{publicNoticeId}/document',
  operationId: 'drawPublicNotice',
  tags: ['Public notices'],
  summary: 'The notice as a Word file, with the names as everybody sees them',
  access: mayReadNotice,
  request: oneNotice,
  responses: {
    200: {
      content: {
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
          schema: z.string().openapi({ format: 'binary' }),
        },
      },
      description: 'The Word file',
    },
    404: refused,
  },
})

export const extendPublicNoticeRoute = createRoute({
  method: 'post',
  path: '/public-notices/{publicNoticeId}/extension',
  operationId: 'extendPublicNotice',
  tags: ['Public notices'],
  summary: 'Show an open notice for some more working days, with a reason',
  access: mayDecideNotice,
  request: { ...oneNotice, ...body(z.object({ days: z.int().min(1).max(30), reason: Reason })) },
  responses: {
    200: json(PublicNoticeInFull, 'The notice'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const confirmPublicNoticeRoute = createRoute({
  method: 'post',
  path: '/public-notices/{publicNoticeId}/confirmation',
  operationId: 'confirmPublicNotice',
  tags: ['Public notices'],
  summary: 'Confirm what was shown: after its period, when everything said against it is answered',
  access: mayDecideNotice,
  request: oneNotice,
  responses: { 200: json(PublicNoticeInFull, 'The notice'), 404: refused, 409: refused, 422: refused },
})

export const withdrawPublicNoticeRoute = createRoute({
  method: 'post',
  path: '/public-notices/{publicNoticeId}/withdrawal',
  operationId: 'withdrawPublicNotice',
  tags: ['Public notices'],
  summary: 'End a notice without a decision, with a reason',
  access: mayDecideNotice,
  request: { ...oneNotice, ...body(z.object({ reason: Reason })) },
  responses: { 200: json(PublicNoticeInFull, 'The notice'), 400: refused, 404: refused, 409: refused },
})

export const reopenPublicNoticeRoute = createRoute({
  method: 'post',
  path: '/public-notices/{publicNoticeId}/reopening',
  operationId: 'reopenPublicNotice',
  tags: ['Public notices'],
  summary: 'Take a decision back, with a reason, as long as nothing was built on it',
  access: mayDecideNotice,
  request: { ...oneNotice, ...body(z.object({ reason: Reason })) },
  responses: { 200: json(PublicNoticeInFull, 'The notice'), 400: refused, 404: refused, 409: refused },
})

export const answerObjectionRoute = createRoute({
  method: 'post',
  path: '/public-objections/{publicObjectionId}/answer',
  operationId: 'answerPublicObjection',
  tags: ['Public notices'],
  summary: 'Answer an objection; upheld against a name, the name is struck from the list',
  access: mayAnswerObjection,
  request: {
    ...oneObjection,
    ...body(z.object({ outcome: z.enum(['upheld', 'dismissed']), answer: z.string().trim().min(5).max(2000) })),
  },
  responses: {
    200: json(PublicNoticeInFull, 'The notice'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const reopenObjectionRoute = createRoute({
  method: 'post',
  path: '/public-objections/{publicObjectionId}/reopening',
  operationId: 'reopenPublicObjection',
  tags: ['Public notices'],
  summary: 'Take an answered objection up again while its notice is open, with a reason',
  access: mayAnswerObjection,
  request: { ...oneObjection, ...body(z.object({ reason: Reason })) },
  responses: {
    200: json(PublicNoticeInFull, 'The notice'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readObjectorRoute = createRoute({
  method: 'post',
  path: '/public-objections/{publicObjectionId}/contact',
  operationId: 'readPublicObjector',
  tags: ['Public notices'],
  summary: 'Unseal who objected from the public page; that it was looked at is written down',
  access: mayAnswerObjection,
  request: { ...oneObjection, ...body(z.object({ reason: Reason })) },
  responses: {
    200: json(z.object({ name: z.string(), contact: z.string() }).openapi('PublicObjector'), 'Who objected'),
    400: refused,
    404: refused,
    422: refused,
  },
})

/** A notice as everybody sees it. */
export const ShownNotice = z
  .object({
    id: Id,
    title: z.string(),
    organisationName: z.string(),
    state: z.enum(noticeStates),
    openedOn: z.string(),
    endsOn: z.string(),
    text: z.string(),
    columns: z.array(z.string()),
    rows: z.array(NoticeRow).describe('Empty once the notice is decided'),
    objectRefusal: z.string().nullable().describe('Why nothing can be said against it any more'),
    address: z.string(),
  })
  .openapi('ShownNotice')
export type ShownNotice = z.infer<typeof ShownNotice>

export const listShownRoute = createRoute({
  method: 'get',
  path: '/shown-notices',
  operationId: 'listShownNotices',
  tags: ['Public notices'],
  summary: 'Notices that everybody may see now, without their names',
  access: mayReadShown,
  responses: { 200: json(z.object({ items: z.array(ShownNotice.omit({ rows: true })) }), 'The notices') },
})

export const readShownRoute = createRoute({
  method: 'get',
  path: '/shown-notices/{noticeId}',
  operationId: 'readShownNotice',
  tags: ['Public notices'],
  summary: 'A notice as everybody sees it',
  access: mayReadShown,
  request: { params: idParam('noticeId') },
  responses: { 200: json(ShownNotice, 'The notice'), 404: refused },
})

/** An objection of whoever is signed in. */
export const NewObjection = z
  .object({
    id: Id,
    position: z.int().min(1).nullable().describe('Against which name; null against how the list came about'),
    text: z.string().trim().min(10).max(2000),
  })
  .openapi('NewObjection')
export type NewObjection = z.infer<typeof NewObjection>

export const OwnObjection = z
  .object({
    id: Id,
    noticeId: Id,
    title: z.string(),
    about: z.enum(objectionAbouts),
    text: z.string(),
    state: z.enum(objectionStates),
    receivedAt: z.string(),
    answer: z.string().nullable(),
    answeredByName: z.string().nullable(),
    answeredAt: z.string().nullable(),
  })
  .openapi('OwnObjection')
export type OwnObjection = z.infer<typeof OwnObjection>

export const objectRoute = createRoute({
  method: 'post',
  path: '/shown-notices/{noticeId}/objections',
  operationId: 'objectToNotice',
  tags: ['Public notices'],
  summary: 'Say something against a name or against how a list came about, while the notice is shown',
  access: mayObject,
  request: { params: idParam('noticeId'), ...body(NewObjection) },
  responses: { 201: json(OwnObjection, 'Received'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const listOwnObjectionsRoute = createRoute({
  method: 'get',
  path: '/my/objections',
  operationId: 'listOwnObjections',
  tags: ['Public notices'],
  summary: 'What you said against notices, and how it was answered',
  access: mayObject,
  responses: { 200: json(z.object({ items: z.array(OwnObjection) }), 'Your objections') },
})

export const withdrawObjectionRoute = createRoute({
  method: 'post',
  path: '/my/objections/{objectionId}/withdrawal',
  operationId: 'withdrawObjection',
  tags: ['Public notices'],
  summary: 'Take an objection of your own back before it is answered',
  access: mayObject,
  request: { params: idParam('objectionId') },
  responses: { 200: json(OwnObjection, 'Taken back'), 404: refused, 409: refused },
})
