import { OpenAPIHono } from '@hono/zod-openapi'
import { accountRoutes } from '../features/accounts/routes.ts'
import { auditRoutes } from '../features/audit/routes.ts'
import { enrolmentRoutes } from '../features/enrolment/routes.ts'
import { fileRoutes } from '../features/files/routes.ts'
import { jobRoutes } from '../features/jobs/routes.ts'
import { noticeRoutes } from '../features/notices/routes.ts'
import { organisationRoutes } from '../features/organisations/routes.ts'
import { peopleRoutes } from '../features/people/routes.ts'
import type { Env } from '../platform/http/guard.ts'

/** Every feature's routes, one line a feature. */
const features = [
  accountRoutes,
  auditRoutes,
  enrolmentRoutes,
  fileRoutes,
  jobRoutes,
  noticeRoutes,
  organisationRoutes,
  peopleRoutes,
]

/** The whole API, to be mounted at `/api/v1`. */
export function apiRoutes(): OpenAPIHono<Env> {
  const api = new OpenAPIHono<Env>()
  for (const routes of features) api.route('/', routes)
  return api
}
