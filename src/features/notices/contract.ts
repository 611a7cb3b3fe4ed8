import { createSelectSchema } from 'drizzle-zod'
import { createRoute, json, noContent, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { mayReadNotices } from './access.ts'
import { notices, noticeTexts } from './tables.ts'

export const Notice = createSelectSchema(notices)
  .pick({ id: true, code: true, link: true })
  .extend({
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: z.string(),
    readAt: z.string().nullable(),
    own: createSelectSchema(noticeTexts)
      .pick({ zh: true, en: true })
      .nullable()
      .describe('The bureau’s own sentences for it, where it has any'),
  })
  .openapi('Notice')
export type Notice = z.infer<typeof Notice>

export const listNoticesRoute = createRoute({
  method: 'get',
  path: '/notices',
  operationId: 'listNotices',
  tags: ['Notices'],
  summary: 'What you were told, the newest first',
  access: mayReadNotices,
  request: { query: Paging },
  responses: { 200: json(page(Notice), 'A page of notices'), 401: refused },
})

export const readNoticesRoute = createRoute({
  method: 'post',
  path: '/notice-readings',
  operationId: 'readNotices',
  tags: ['Notices'],
  summary: 'Mark notices as read; all of them when none is named',
  access: mayReadNotices,
  request: {
    body: { ...json(z.object({ ids: z.array(z.uuid()).max(200).default([]) }), 'Which notices'), required: true },
  },
  responses: { 204: noContent, 400: refused, 401: refused },
})
