import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayUseOwn } from '../access.ts'
import { consentPurposes, purposes } from '../core.ts'

export const OwnDataFile = z
  .object({
    id: z.uuid(),
    state: z.enum(['making', 'ready', 'expired']),
    size: z.int().nullable(),
    askedAt: z.string(),
    expiresAt: z.string().nullable(),
  })
  .openapi('OwnDataFile')
export type OwnDataFile = z.infer<typeof OwnDataFile>

export const askOwnDataRoute = createRoute({
  method: 'post',
  path: '/my/data-files',
  operationId: 'askOwnData',
  tags: ['Privacy'],
  summary: 'Ask for everything held about you, as a zip with a page to read and JSON',
  access: mayUseOwn,
  request: {
    body: {
      ...json(
        z.object({ id: z.uuid(), language: z.enum(['zh', 'en']).default('zh') }).openapi('NewOwnDataFile'),
        'The id that you give it, and the language of the page',
      ),
      required: true,
    },
  },
  responses: { 202: json(OwnDataFile, 'Being made'), 400: refused, 409: refused },
})

export const listOwnDataRoute = createRoute({
  method: 'get',
  path: '/my/data-files',
  operationId: 'listOwnData',
  tags: ['Privacy'],
  summary: 'The files of your own data, the newest first',
  access: mayUseOwn,
  responses: { 200: json(z.object({ items: z.array(OwnDataFile) }), 'The last ten') },
})

export const readOwnDataRoute = createRoute({
  method: 'get',
  path: '/my/data-files/{dataFileId}/content',
  operationId: 'readOwnData',
  tags: ['Privacy'],
  summary: 'Download a file of your own data, until it expires',
  access: mayUseOwn,
  request: { params: idParam('dataFileId') },
  responses: {
    200: { description: 'The zip', content: { 'application/zip': { schema: z.any() } } },
    404: refused,
  },
})

export const Purposes = z
  .object({
    version: z.int(),
    zh: z.string(),
    en: z.string(),
    publishedAt: z.string().nullable(),
    purposes: z.array(
      z.object({
        code: z.enum(purposes.map(({ code }) => code)),
        basis: z.enum(['duty', 'law', 'consent']),
        given: z.boolean().nullable().describe('None where nobody has to agree, or nobody was asked yet'),
        at: z.string().nullable(),
      }),
    ),
  })
  .openapi('Purposes')
export type Purposes = z.infer<typeof Purposes>

export const readPurposesRoute = createRoute({
  method: 'get',
  path: '/my/purposes',
  operationId: 'readPurposes',
  tags: ['Privacy'],
  summary: 'What is held about you for which purpose, on which ground, and what you agreed to',
  access: mayUseOwn,
  responses: { 200: json(Purposes, 'The purposes') },
})

export const NewConsent = z
  .object({ id: z.uuid(), purpose: z.enum(consentPurposes), given: z.boolean() })
  .openapi('NewConsent')
export type NewConsent = z.infer<typeof NewConsent>

export const consentRoute = createRoute({
  method: 'post',
  path: '/my/consents',
  operationId: 'consent',
  tags: ['Privacy'],
  summary: 'Agree to a purpose that only you can allow, or withdraw that; at any time',
  access: mayUseOwn,
  request: { body: { ...json(NewConsent, 'Which purpose, and whether'), required: true } },
  responses: { 201: json(Purposes, 'Recorded'), 400: refused, 409: refused },
})
