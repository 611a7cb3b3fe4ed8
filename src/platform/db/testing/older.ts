import pg from 'pg'
import { newId } from '../../ids.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { emptyDatabase } from './database.ts'

/** A database as it was before a migration, with a region, its bureau and an account in it: what a migration does to what was there. */
export async function olderRegion(since: number) {
  const database = await emptyDatabase()
  const made = await migrate(
    database.ownerUrl,
    readMigrations().filter(({ number }) => number < since),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const [tenantId, bureau, account] = [newId(), newId(), newId()]

  async function row(table: string, values: Record<string, unknown>) {
    const whole = { tenant_id: tenantId, ...values }
    const columns = Object.keys(whole).join(', ')
    await owner.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
      [JSON.stringify(whole)],
    )
  }

  const at = '2026-03-01T00:00:00Z'
  await owner.query(
    `insert into tenant (id, slug, name, region_code, year, created_at) values ($1, 'old', '旧县教育局', '411002', 2026, now())`,
    [tenantId],
  )
  const spelled = { short_name: '旧县', pinyin: 'jiuxian', initials: 'jx', created_at: at }
  await row('organisation', { id: bureau, kind: 'bureau', name: '旧县教育局', ...spelled })
  await row('account', { id: account, name: '干部', password_hash: '-', failures: 0, created_at: at })
  return {
    ...{ database, owner, tenantId, bureau, account, at, row },
    /** Brings the database up to this code. */
    upgrade: async () => {
      const upgraded = await migrate(database.ownerUrl)
      if (!upgraded.ok) throw new Error(JSON.stringify(upgraded.error))
    },
    close: async () => {
      await owner.end()
      await database.drop()
    },
  }
}
