import { streamSSE } from 'hono/streaming'
import { limits } from '../../lib/limits.ts'
import type { RefusalOf } from '../../lib/result.ts'
import { orAway } from '../../platform/db/away.ts'
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
const awayMs = 2_000

const streams = new Map<string, number>()

// Each open stream asks the database twice a second: nobody needs more of them than tabs.
function enter(accountId: string): (() => void) | undefined {
  const open = streams.get(accountId) ?? 0
  if (open >= limits.account.streams) return undefined
  streams.set(accountId, open + 1)
  let left = false
  return () => {
    if (left) return
    left = true
    const now = (streams.get(accountId) ?? 1) - 1
    if (now > 0) streams.set(accountId, now)
    else streams.delete(accountId)
  }
}

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
    const leave = enter(c.var.actor.accountId)
    if (!leave) return problem(c, 429, 'too_many_streams')
    return streamSSE(c, async (stream) => {
      stream.onAbort(leave)
      let last = ''
      while (!stream.aborted) {
        const run = await orAway(look())
        if (run === 'away') {
          await stream.sleep(awayMs)
          continue
        }
        const said = JSON.stringify(run)
        if (said !== last) await stream.writeSSE({ event: 'progress', data: said })
        last = said
        if (!run || over.has(run.state)) break
        await stream.sleep(lookEveryMs)
      }
      leave()
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
