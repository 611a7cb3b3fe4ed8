import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { systemClock } from '../clock.ts'
import { isDatabaseAway } from '../db/away.ts'
import type { Logger } from '../log.ts'
import { queueName } from './queue.ts'

const schema = 'pgboss'

/** Makes or updates the queue's own schema, as the owner of the database, and lets the application use it. */
export async function installQueue(ownerUrl: string, appRole: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, max: 2, schedule: false, supervise: false })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.createQueue(queueName, { retryLimit: 100, retryDelay: 2, expireInSeconds: 3_600, heartbeatSeconds: 20 })
  await boss.stop({ graceful: false })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`
      grant usage on schema ${schema} to ${appRole};
      grant select, insert, update, delete on all tables in schema ${schema} to ${appRole};
      grant usage on all sequences in schema ${schema} to ${appRole};
      grant execute on all functions in schema ${schema} to ${appRole}`)
  } finally {
    await owner.end()
  }
}

/** How long a failure of the queue is told once only, in milliseconds. */
export const silenceMs = 30_000

/** Tells of a failure once, and of all like it once in half a minute: a queue asks twice a second, whether the database is there or not. */
function seldom(log: Logger): (failure: unknown) => void {
  const told = new Map<string, { at: number; silent: number }>()
  return (failure) => {
    const text = wordsOf(failure)
    const kind = isAway(failure) ? 'away' : text.replace(/\d+/g, '#')
    const now = systemClock.ticks()
    const before = told.get(kind)
    if (before && now - before.at < silenceMs) {
      before.silent += 1
      return
    }
    told.set(kind, { at: now, silent: 0 })
    log.warn({ kind, failure: text, ...(before ? { alsoSilent: before.silent } : {}) }, 'queue')
  }
}

// The queue hands on what its driver threw, sometimes inside an object of its own.
const isAway = (failure: unknown) => isDatabaseAway(failure) || isDatabaseAway(innerOf(failure))

function innerOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'message' in failure ? failure.message : undefined
}

function wordsOf(failure: unknown): string {
  const inner = innerOf(failure)
  if (typeof inner === 'string') return inner
  return inner === undefined ? String(failure) : wordsOf(inner)
}

/** Opens the queue as the application: it sends and works, and never alters the schema. */
export async function openQueue(appUrl: string, log: Logger): Promise<PgBoss> {
  // What a process that was killed had in its hands is found after its heartbeat and this: within half a minute.
  const watch = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 }
  const boss = new PgBoss({ connectionString: appUrl, schema, max: 4, migrate: false, schedule: false, ...watch })
  const warn = seldom(log)
  boss.on('error', warn)
  await boss.start()
  return boss
}

/** Sends open work again to a queue that was made anew: a restored database remembers its work, and its queue is empty. */
export async function requeueOpenWork(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema,
    max: 2,
    migrate: false,
    schedule: false,
    supervise: false,
  })
  boss.on('error', () => undefined)
  try {
    const { rows } = await owner.query<{ tenantId: string; runId: string; actor: unknown }>(
      `select run.tenant_id as "tenantId", run.id as "runId",
         case when a.id is not null
           then json_build_object('accountId', a.id, 'personId', a.person_id, 'name', a.name) end as actor
       from job_run run left join account a on a.tenant_id = run.tenant_id and a.id = run.requested_by
       where run.state in ('waiting', 'running', 'cancelling') order by run.id`,
    )
    if (rows.length === 0) return
    await boss.start()
    for (const envelope of rows) await boss.send(queueName, envelope)
  } finally {
    await boss.stop({ graceful: false }).catch(() => undefined)
    await owner.end()
  }
}
