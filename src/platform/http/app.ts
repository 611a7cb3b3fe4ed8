import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './guard.ts'
import { problem } from './problem.ts'

/** A set of routes. Bad input is answered here, with the name of each field, before any of our code runs. */
export function createApp() {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      const fields = result.error.issues.map((issue) => ({
        path: [result.target, ...issue.path].map(String).join('.'),
        message: issue.message,
      }))
      return problem(c, 400, 'bad_input', { fields })
    },
  })
}
