import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadRules, maySetRules } from '../access.ts'
import { retentionKindNames } from '../core.ts'
import { Why } from './unmasking.ts'

export const RetentionRule = z
  .object({
    kind: z.enum(retentionKindNames),
    keepDays: z.int(),
    leastDays: z.int(),
    isRemoved: z.boolean().describe('Whether a job removes it; what is not only grows'),
    reason: z.string().nullable().describe('Why the bureau chose otherwise than the program'),
    changedByName: z.string().nullable(),
    changedAt: z.string().nullable(),
    lastDay: z.string().nullable(),
    lastRemoved: z.int().nullable(),
  })
  .openapi('RetentionRule')
export type RetentionRule = z.infer<typeof RetentionRule>

export const RetentionChange = z
  .object({ kind: z.enum(retentionKindNames), keepDays: z.int().min(1).max(36_500), reason: Why })
  .openapi('RetentionChange')
export type RetentionChange = z.infer<typeof RetentionChange>

export const PrivacyRules = z
  .object({
    retention: z.array(RetentionRule),
    keys: z.object({
      version: z.int().describe('The key that seals now'),
      known: z.array(z.int()).describe('Every key that can still be read with'),
      stale: z.int().describe('Values that an earlier key sealed'),
      stuck: z.int().describe('Sign-in names among them that only their next sign-in moves'),
    }),
    text: z.object({
      version: z.int(),
      zh: z.string(),
      en: z.string(),
      publishedByName: z.string().nullable(),
      publishedAt: z.string().nullable(),
    }),
  })
  .openapi('PrivacyRules')
export type PrivacyRules = z.infer<typeof PrivacyRules>

export const readRulesRoute = createRoute({
  method: 'get',
  path: '/privacy-rules',
  operationId: 'readPrivacyRules',
  tags: ['Privacy'],
  summary: 'How long what is kept, how the keys stand, and what people are told about their data',
  access: mayReadRules,
  responses: { 200: json(PrivacyRules, 'The rules'), 403: refused },
})

export const setRetentionRoute = createRoute({
  method: 'put',
  path: '/retention-rules',
  operationId: 'setRetention',
  tags: ['Privacy'],
  summary: 'Say how long a kind of record is kept, and why',
  access: maySetRules,
  request: { body: { ...json(RetentionChange, 'Which kind, how long, why'), required: true } },
  responses: { 200: json(RetentionRule, 'Kept so from now on'), 400: refused, 403: refused, 422: refused },
})

export const NewPrivacyText = z
  .object({
    version: z.int().min(2),
    zh: z.string().trim().min(20).max(20_000),
    en: z.string().trim().min(20).max(20_000),
  })
  .openapi('NewPrivacyText')
export type NewPrivacyText = z.infer<typeof NewPrivacyText>

export const publishTextRoute = createRoute({
  method: 'post',
  path: '/privacy-texts',
  operationId: 'publishPrivacyText',
  tags: ['Privacy'],
  summary: 'Publish a new version of what people are told about their data',
  access: maySetRules,
  request: { body: { ...json(NewPrivacyText, 'The text, and the version after the last'), required: true } },
  responses: { 201: json(PrivacyRules.shape.text, 'Published'), 400: refused, 403: refused, 409: refused },
})
