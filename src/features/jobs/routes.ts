import { streamSSE } from 'hono/streaming'
import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { cancelJob, retryJob } from './commands.ts'
import { cancelJobRoute, listJobsRoute, readJobRoute, retryJobRoute, watchJobRoute } from './contract.ts'
import { findJob, listJobs } from './store.ts'

const refusals = {
  job_not_found: { status: 404, title: 'You asked for no such work.' },
  job_over: { status: 409, title: 'This work is over already.' },
  job_not_over: { status: 409, title: 'This work neither failed nor was it cancelled.' },
} as const satisfies Record<RefusalOf<typeof cancelJob> | RefusalOf<typeof retryJob>, { status: number; title: string }>

const over = new Set(['done', 'failed', 'cancelled'])
const lookEveryMs = 400

export const jobRoutes = createApp()
  .openapi(listJobsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => listJobs(tx, c.var.actor.accountId)) }, 200),
  )
  .openapi(readJobRoute, async (c) => {
    const { jobId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => findJob(tx, c.var.actor.accountId, jobId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(watchJobRoute, async (c) => {
    const { jobId } = c.req.valid('param')
    const look = () => read(c.var.db, (tx) => findJob(tx, c.var.actor.accountId, jobId))
    if (!(await look())) return problem(c, 404, 'not_found')
    return streamSSE(c, async (stream) => {
      let last = ''
      while (!stream.aborted) {
        const run = await look()
        const said = JSON.stringify(run)
        if (said !== last) await stream.writeSSE({ event: 'progress', data: said })
        last = said
        if (!run || over.has(run.state)) return
        await stream.sleep(lookEveryMs)
      }
    })
  })
  .openapi(cancelJobRoute, async (c) => {
    const { jobId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => cancelJob(tx, c.var.actor.accountId, jobId))
    return done.ok ? c.body(null, 204) : refuse(c, refusals, done.error)
  })
  .openapi(retryJobRoute, async (c) => {
    const { jobId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => retryJob(tx, c.var.actor.accountId, jobId))
    return done.ok ? c.body(null, 204) : refuse(c, refusals, done.error)
  })
