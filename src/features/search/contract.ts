import { createRoute, json, refused, z } from '../../platform/http/openapi.ts'
import { maySearch } from './access.ts'
import { foundKinds } from './core.ts'

export const FoundThing = z
  .object({
    id: z.uuid(),
    title: z.string(),
    /** What tells it from others of that name. */
    detail: z.string().nullable(),
  })
  .openapi('FoundThing')

export const Found = z
  .object({
    groups: z.array(
      z.object({
        kind: z.enum(foundKinds),
        items: z.array(FoundThing),
        more: z.boolean().describe('There are more than are told here: the list of this kind has them'),
      }),
    ),
  })
  .openapi('Found')
export type Found = z.infer<typeof Found>

export const searchRoute = createRoute({
  method: 'get',
  path: '/search',
  operationId: 'search',
  tags: ['Search'],
  summary: 'Find people, organisations, programmes, classes, plans and certificates that you may open',
  access: maySearch,
  request: { query: z.object({ q: z.string().trim().min(1).max(60) }) },
  responses: { 200: json(Found, 'The first of each kind; kinds with nobody are left out'), 400: refused, 403: refused },
})
