import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import { mayReadFile, mayStoreFile } from './access.ts'
import { storedFiles } from './tables.ts'

export const StoredFile = createSelectSchema(storedFiles)
  .pick({ id: true, organisationId: true, name: true, type: true, size: true, purpose: true })
  .openapi('StoredFile')
export type StoredFile = z.infer<typeof StoredFile>

export const filePurposes = ['plan_document', 'scheme', 'seal', 'evidence'] as const

export const storeFileRoute = createRoute({
  method: 'post',
  path: '/files',
  operationId: 'storeFile',
  tags: ['Files'],
  summary: 'Hand a file in: the body is its content, the query says what it is',
  access: mayStoreFile,
  request: {
    query: z.object({
      id: z.uuid(),
      name: z.string().min(1).max(300),
      purpose: z.enum(filePurposes),
      organisationId: z.uuid().optional().describe('Whose file it is; your own organisation when left out'),
    }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    201: json(StoredFile, 'Stored, or already stored with this id'),
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

export const readFileRoute = createRoute({
  method: 'get',
  path: '/files/{fileId}',
  operationId: 'readFile',
  tags: ['Files'],
  summary: 'Download a file',
  access: mayReadFile,
  request: { params: idParam('fileId') },
  responses: {
    200: { description: 'The content', content: { 'application/octet-stream': { schema: z.any() } } },
    404: refused,
  },
})
