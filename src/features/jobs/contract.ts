import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, noContent, refused, z } from '../../platform/http/openapi.ts'
import { jobRuns } from '../../platform/jobs/tables.ts'
import { mayWatchOwnJobs } from './access.ts'

export const JobRun = createSelectSchema(jobRuns)
  .pick({ id: true, name: true, title: true, state: true, done: true, total: true, failure: true, attempt: true })
  .extend({
    outcome: z.unknown(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
    ahead: z
      .int()
      .describe('How many heavy pieces of the bureau’s work run or wait before this one; only so many run at once'),
  })
  .openapi('JobRun')
export type JobRun = z.infer<typeof JobRun>

export const listJobsRoute = createRoute({
  method: 'get',
  path: '/jobs',
  operationId: 'listJobs',
  tags: ['Jobs'],
  summary: 'The background work that you asked for, the newest first',
  access: mayWatchOwnJobs,
  responses: { 200: json(z.object({ items: z.array(JobRun) }), 'The last fifty'), 401: refused },
})

export const readJobRoute = createRoute({
  method: 'get',
  path: '/jobs/{jobId}',
  operationId: 'readJob',
  tags: ['Jobs'],
  summary: 'How far a piece of work is',
  access: mayWatchOwnJobs,
  request: { params: idParam('jobId') },
  responses: { 200: json(JobRun, 'The work'), 401: refused, 404: refused },
})

export const watchJobRoute = createRoute({
  method: 'get',
  path: '/jobs/{jobId}/events',
  operationId: 'watchJob',
  tags: ['Jobs'],
  summary: 'Follow a piece of work live, as server-sent events named `progress`, until it is over',
  access: mayWatchOwnJobs,
  request: { params: idParam('jobId') },
  responses: {
    200: { description: 'A stream of events', content: { 'text/event-stream': { schema: z.string() } } },
    401: refused,
    404: refused,
    429: refused,
  },
})

export const cancelJobRoute = createRoute({
  method: 'post',
  path: '/jobs/{jobId}/cancellation',
  operationId: 'cancelJob',
  tags: ['Jobs'],
  summary: 'Ask a piece of work to stop',
  access: mayWatchOwnJobs,
  request: { params: idParam('jobId') },
  responses: { 204: noContent, 401: refused, 404: refused, 409: refused },
})

export const retryJobRoute = createRoute({
  method: 'post',
  path: '/jobs/{jobId}/retry',
  operationId: 'retryJob',
  tags: ['Jobs'],
  summary: 'Try failed or cancelled work again',
  access: mayWatchOwnJobs,
  request: { params: idParam('jobId') },
  responses: { 204: noContent, 401: refused, 404: refused, 409: refused },
})
