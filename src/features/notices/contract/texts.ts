import { createSelectSchema } from 'drizzle-zod'
import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayChangeTexts, mayReadTexts } from '../access.ts'
import { longestText } from '../core/texts.ts'
import { noticeTexts } from '../tables.ts'

const Said = z.object({ zh: z.string(), en: z.string() })

export const NoticeText = z
  .object({
    code: z.string(),
    original: Said.describe('The sentence of the feature that sends it'),
    placeholders: z.array(z.string()).describe('What a sentence may name as {{placeholder}}'),
    terms: z
      .record(z.string(), z.record(z.string(), Said))
      .describe('For placeholders that stand for one of a few things: what each is called'),
    own: createSelectSchema(noticeTexts)
      .pick({ zh: true, en: true })
      .describe('The bureau’s own sentence; null where the original stands'),
    missing: z.array(z.string()).describe('Placeholders of the original that an own sentence does not mention'),
    version: z.int().describe('0 while nobody has changed it; sent back with a change'),
    changedByName: z.string().nullable(),
    changedAt: z.string().nullable(),
  })
  .openapi('NoticeText')
export type NoticeText = z.infer<typeof NoticeText>

export const listTextsRoute = createRoute({
  method: 'get',
  path: '/notice-texts',
  operationId: 'listNoticeTexts',
  tags: ['Notices'],
  summary: 'Every notice that there is: what it says as delivered, and in the bureau’s own words',
  access: mayReadTexts,
  responses: { 200: json(z.object({ items: z.array(NoticeText) }), 'All of them, by feature'), 403: refused },
})

const Sentence = z.string().trim().min(1).max(longestText).nullable()

export const NoticeTextChange = z
  .object({
    code: z.string().min(1).max(120),
    zh: Sentence.describe('Null goes back to the original'),
    en: Sentence.describe('Null goes back to the original'),
    version: z.int().min(0).describe('The version that was changed'),
  })
  .openapi('NoticeTextChange')
export type NoticeTextChange = z.infer<typeof NoticeTextChange>

export const changeTextRoute = createRoute({
  method: 'put',
  path: '/notice-texts',
  operationId: 'changeNoticeText',
  tags: ['Notices'],
  summary: 'Say what a notice says in this bureau, or go back to the original',
  access: mayChangeTexts,
  request: { body: { ...json(NoticeTextChange, 'Which notice, and its sentences'), required: true } },
  responses: {
    200: json(NoticeText, 'Said so from now on, in notices of before as well'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
