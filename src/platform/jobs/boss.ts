import { PgBoss } from 'pg-boss'
import pg from 'pg'
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

/** Opens the queue as the application: it sends and works, and never alters the schema. */
export async function openQueue(appUrl: string, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: appUrl, schema, max: 4, migrate: false, schedule: false })
  boss.on('error', (failure) => log.warn({ err: failure }, 'queue'))
  await boss.start()
  return boss
}
