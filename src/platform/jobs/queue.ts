import { isDeepStrictEqual } from 'node:util'
import { and, count, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import { z } from 'zod'
import { lightWork, limits } from '../../lib/limits.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { isDatabaseAway } from '../db/away.ts'
import { note, read, transact, type Context, type Db, type Note, type Tx } from '../db/db.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../log.ts'
import { jobRuns } from './tables.ts'

/** A kind of background work: its name, and what it must be told. */
export type Job<P> = { readonly name: string; readonly payload: z.ZodType<P> }

/** Declares a kind of background work. */
export function defineJob<P>(name: string, payload: z.ZodType<P>): Job<P> {
  return { name, payload }
}

/** What a handler is given beside its payload. */
export type JobTools = {
  /** The tenant's door, acting for whoever asked. */
  readonly db: Db
  readonly runId: string
  /** Says how far the work is; people see it within a second. */
  progress(done: number, total?: number): Promise<void>
  /** Whether somebody has asked for it to stop: a handler of many steps asks between them. */
  cancelled(): Promise<boolean>
}

/** What a kind of work does. Delivery is at least once: doing it twice must be harmless. A refusal code ends it as failed. */
export type JobHandler = {
  readonly name: string
  run(payload: unknown, tools: JobTools): Promise<Result<unknown, string>>
}

/** Joins a job to the function that does it; the payload is checked again on the way out of the queue. */
export function handle<P>(
  job: Job<P>,
  run: (payload: P, tools: JobTools) => Promise<Result<unknown, string>>,
): JobHandler {
  return { name: job.name, run: (payload, tools) => run(job.payload.parse(payload), tools) }
}

/** The one queue that all kinds of work share. */
export const queueName = 'work'

let boss: PgBoss | undefined

/** Connects `enqueue` to the queue; done once, where the application is put together. */
export function connectQueue(queue: PgBoss | undefined): void {
  boss = queue
}

const OnBehalfOf = z.object({
  delegationId: z.string(),
  accountId: z.string(),
  personId: z.string().nullable(),
  name: z.string(),
  ownName: z.string(),
})
const Envelope = z.object({
  tenantId: z.uuid(),
  runId: z.uuid(),
  actor: z
    .object({
      accountId: z.string(),
      personId: z.string().nullable(),
      name: z.string(),
      onBehalfOf: OnBehalfOf.optional(),
    })
    .nullable(),
})
type Envelope = z.infer<typeof Envelope>

// Roles do not travel: whoever asks was allowed to when they asked.
function travelling(actor: Context['actor']): Envelope['actor'] {
  if (!actor) return null
  const { accountId, personId, name, onBehalfOf } = actor
  return { accountId, personId, name, ...(onBehalfOf ? { onBehalfOf } : {}) }
}

/** Asks for work in this transaction: it is done exactly when the transaction commits. Returns the id to watch it by. */
export async function enqueue<P>(tx: Tx, job: Job<P>, payload: P, { title }: { title: string }): Promise<string> {
  const id = newId(tx.context.now.getTime())
  await write(tx, job, payload, { id, title })
  return id
}

/**
 * Asks for work under an id that whoever asks has chosen: asked again with the same content, it is the same work. That it was
 * asked for (`asked`) is told to the trail once.
 */
export async function enqueueOnce<P>(
  tx: Tx,
  job: Job<P>,
  payload: P,
  { id, title, asked }: { id: string; title: string; asked?: Note },
): Promise<Result<string, 'id_reused'>> {
  if (await write(tx, job, payload, { id, title })) {
    if (asked) note(tx, asked)
    return ok(id)
  }
  const [run] = await tx.select().from(jobRuns).where(mine(tx, id))
  const isSame =
    run?.name === job.name &&
    run.requestedBy === (tx.context.actor?.accountId ?? null) &&
    isDeepStrictEqual(run.payload, job.payload.parse(payload))
  return isSame ? ok(id) : err('id_reused')
}

async function write<P>(tx: Tx, job: Job<P>, payload: P, { id, title }: { id: string; title: string }) {
  const { tenantId, actor, now } = tx.context
  const written = await tx
    .insert(jobRuns)
    .values({
      tenantId,
      id,
      name: job.name,
      title,
      state: 'waiting',
      payload: job.payload.parse(payload),
      requestedBy: actor?.accountId ?? null,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: jobRuns.id })
  if (written.length === 0) return false
  await send(tx, {
    tenantId,
    runId: id,
    actor: travelling(actor),
  })
  return true
}

async function send(tx: Tx, envelope: Envelope, startAfter = 0): Promise<void> {
  if (boss) await boss.send(queueName, envelope, { db: fromDrizzle(tx, sql), startAfter })
}

const mine = (tx: Tx, id: string) => and(eq(jobRuns.tenantId, tx.context.tenantId), eq(jobRuns.id, id))

/** Asks running or waiting work to stop. Work that is over cannot be stopped. */
export async function cancelRun(tx: Tx, id: string): Promise<Result<undefined, 'job_over'>> {
  const stopped = await tx
    .update(jobRuns)
    .set({
      state: sql`case when ${jobRuns.state} = 'waiting' then 'cancelled' else 'cancelling' end`,
      finishedAt: sql`case when ${jobRuns.state} = 'waiting' then ${tx.context.now}::timestamptz end`,
    })
    .where(and(mine(tx, id), inArray(jobRuns.state, ['waiting', 'running'])))
    .returning({ id: jobRuns.id })
  return stopped.length > 0 ? ok() : err('job_over')
}

/** Tries failed or cancelled work again, with the payload it had. */
export async function retryRun(tx: Tx, id: string): Promise<Result<undefined, 'job_not_over'>> {
  const { actor, tenantId } = tx.context
  const again = await tx
    .update(jobRuns)
    .set({ state: 'waiting', failure: null, done: 0, finishedAt: null, attempt: sql`${jobRuns.attempt} + 1` })
    .where(and(mine(tx, id), inArray(jobRuns.state, ['failed', 'cancelled'])))
    .returning({ id: jobRuns.id })
  if (again.length === 0) return err('job_not_over')
  await send(tx, {
    tenantId,
    runId: id,
    actor: travelling(actor),
  })
  return ok()
}

/** What the worker needs to do work in a tenant's name. */
export type WorkerParts = {
  readonly queue: PgBoss
  readonly handlers: readonly JobHandler[]
  readonly log: Logger
  /** The tenant's door, for a person or for nobody. */
  doorFor(tenantId: string, actor: Context['actor'], requestId: string): Promise<Db>
}

let stopping = false

/** Work that is under way when the process stops is left as it is: its queue delivers it again, and it goes on from there. */
export function stopWorking(): void {
  stopping = true
}

/** Starts doing queued work in this process, a few pieces at a time. */
export async function startWorker(parts: WorkerParts): Promise<void> {
  stopping = false
  const byName = new Map(parts.handlers.map((handler) => [handler.name, handler]))
  await parts.queue.work(
    queueName,
    { localConcurrency: limits.work.atOnce, pollingIntervalSeconds: 0.5 },
    async ([delivery]) => {
      if (delivery) await perform(parts, byName, Envelope.parse(delivery.data))
    },
  )
}

async function perform(parts: WorkerParts, byName: Map<string, JobHandler>, envelope: Envelope): Promise<void> {
  const { tenantId, runId } = envelope
  const actor = envelope.actor && { ...envelope.actor, grants: [], sessionId: runId }
  const db = await parts.doorFor(tenantId, actor ?? undefined, runId)
  const started = await transact(db, async (tx) => {
    if (await mustWait(tx, runId)) {
      await send(tx, envelope, turnSeconds)
      return ok(undefined)
    }
    const rows = await tx
      .update(jobRuns)
      .set({ state: 'running', startedAt: tx.context.now })
      .where(and(mine(tx, runId), inArray(jobRuns.state, ['waiting', 'running'])))
      .returning()
    return ok(rows[0])
  })
  const run = started.ok ? started.value : undefined
  if (!run) return
  const handler = byName.get(run.name)
  if (!handler) throw new Error(`no handler for job ${run.name}`)
  const outcome = await runSafely(parts.log, handler, run.payload, tools(db, runId))
  await finish(db, runId, outcome)
}

const turnSeconds = 1

/**
 * Whether other heavy work of this bureau keeps this one waiting. A run whose process was killed counts until it is delivered
 * again, and for an hour at most.
 */
async function mustWait(tx: Tx, runId: string): Promise<boolean> {
  const [run] = await tx.select({ name: jobRuns.name }).from(jobRuns).where(mine(tx, runId))
  if (!run || lightWork.includes(run.name)) return false
  const { tenantId } = tx.context
  // Two that begin in the same moment must not both find the last place free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`heavy ${tenantId}`}, 0))`)
  const [busy] = await tx
    .select({ size: count() })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.tenantId, tenantId),
        ne(jobRuns.id, runId),
        inArray(jobRuns.state, ['running', 'cancelling']),
        notInArray(jobRuns.name, [...lightWork]),
        gt(jobRuns.startedAt, sql`now() - interval '1 hour'`),
      ),
    )
  return (busy?.size ?? 0) >= limits.work.heavy
}

async function runSafely(log: Logger, handler: JobHandler, payload: unknown, its: JobTools) {
  try {
    return await handler.run(payload, its)
  } catch (failure) {
    // Its queue delivers it again once the database is back; it has not failed.
    if (stopping || isDatabaseAway(failure)) throw failure
    log.error({ err: failure, job: handler.name, run: its.runId }, 'job failed')
    return err('defect')
  }
}

function tools(db: Db, runId: string): JobTools {
  return {
    db,
    runId,
    progress: async (done, total) => {
      await transact(db, async (tx) =>
        ok(
          await tx
            .update(jobRuns)
            .set({ done, ...(total === undefined ? {} : { total }) })
            .where(mine(tx, runId)),
        ),
      )
    },
    cancelled: () =>
      read(db, async (tx) => {
        const [run] = await tx.select({ state: jobRuns.state }).from(jobRuns).where(mine(tx, runId))
        return run?.state === 'cancelling'
      }),
  }
}

async function finish(db: Db, runId: string, outcome: Result<unknown, string>): Promise<void> {
  await transact(db, async (tx) => {
    const asked = outcome.ok ? 'done' : outcome.error === 'cancelled' ? 'cancelled' : 'failed'
    await tx
      .update(jobRuns)
      .set({
        state: asked,
        outcome: outcome.ok ? (outcome.value ?? null) : null,
        failure: outcome.ok ? null : outcome.error,
        finishedAt: tx.context.now,
      })
      .where(mine(tx, runId))
    return ok()
  })
}
