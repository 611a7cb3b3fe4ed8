import pg from 'pg'
import { PgBoss } from 'pg-boss'

/** Where the queue keeps its tables, apart from the product's own. */
export const queueSchema = 'pgboss'

/** Makes or updates the queue's tables as their owner, and lets the application's role use them. */
export async function installQueue(ownerUrl: string, appRole: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: queueSchema,
    max: 1,
    supervise: false,
    schedule: false,
    useListenNotify: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false, close: true })
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(
      `grant usage on schema ${queueSchema} to ${appRole};
       grant select, insert, update, delete on all tables in schema ${queueSchema} to ${appRole};
       grant usage, select on all sequences in schema ${queueSchema} to ${appRole};
       grant execute on all functions in schema ${queueSchema} to ${appRole}`,
    )
  } finally {
    await client.end()
  }
}
