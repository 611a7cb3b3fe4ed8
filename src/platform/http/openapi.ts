import { createRoute as createPlainRoute, z } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'
import type { Access } from '../../lib/access.ts'
import { limits } from '../../lib/limits.ts'
import { guard } from './guard.ts'

export { z }

/** RFC 9457: what went wrong, as a stable code and a sentence. `fields` names what was wrong in bad input. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    /** `id`: of whom or what it is said, where that has one. */
    fields: z.array(z.object({ path: z.string(), message: z.string(), id: z.string().optional() })).optional(),
  })
  .openapi('Problem')
export type Problem = z.infer<typeof Problem>

/** A JSON body of this shape. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { content: { 'application/json': { schema } }, description }
}

/** A refusal, as a problem document. */
export const refused = { content: { 'application/problem+json': { schema: Problem } }, description: 'Refused' } as const

/** What a change of one object may be answered with instead of done: each of the usual refusals. */
export const refusedChange = {
  400: refused,
  401: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
} as const

/** Done, with nothing to say. */
export const noContent = { description: 'Done' } as const

/** One page of a list; `nextCursor` is null on the last. */
export function page<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().optional(),
    totalAtLeast: z.int().optional().describe('In place of `total` where counting stopped: there are more than this'),
  })
}

/** How a list is asked for: where to go on from, and how many at most (200). */
export const Paging = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(limits.page.most).default(limits.page.usual),
})

/** The path parameter that names one object. */
export function idParam<const N extends string>(name: N) {
  return z.object({ [name]: z.uuid() } as Record<N, z.ZodUUID>)
}

/** Every access rule that a route declared, by `METHOD /path`: read by the matrix test and the API page. */
export const accessByRoute = new Map<string, Access>()

type AccessRoute<P extends string> = Omit<RouteConfig, 'path' | 'middleware'> & {
  path: P
  access: Access
  operationId: string
}

/** Declares a route as data. Its access rule is mandatory and is checked before anything of the request is looked at. */
export function createRoute<P extends string, const R extends AccessRoute<P>>(route: R) {
  const { access, ...config } = route
  accessByRoute.set(`${route.method.toUpperCase()} ${route.path}`, access)
  // The guard is left out of the type on purpose: in it, it would widen the environment of every handler.
  const guarded = { ...config, 'x-access': access, middleware: [guard(access)] }
  return createPlainRoute(guarded as unknown as R)
}
