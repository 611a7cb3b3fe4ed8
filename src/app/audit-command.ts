import pg from 'pg'
import { loadSettings } from '../features/access/public.ts'
import { isWhole, purgeTrail, sealWaiting, verifyChain, type Verification } from '../features/audit/public.ts'
import { addDays } from '../lib/dates.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openPool, read, transact } from '../platform/db/db.ts'
import { findRunning } from '../platform/db/embedded/running.ts'
import type { Sentence, StartRefusal } from '../platform/start/refusals.ts'
import type { Config } from './config.ts'
import { openGround } from './ground.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const origin = { actor: undefined, requestId: 'audit verify', from: 'command line' }

/** Where the database is reached: the one that runs already, or one that is started for as long as the command takes. */
export async function reach(
  config: Config,
): Promise<Result<{ appUrl: string; ownerUrl: string; stop(): Promise<void> }, StartRefusal>> {
  const running = config.databaseUrl === undefined ? findRunning(config.dataFolder) : undefined
  if (running) return ok({ ...running, stop: async () => undefined })
  const ground = await openGround(config)
  if (!ground.ok) return err(ground.error)
  const { appUrl, ownerUrl } = ground.value.database
  return ok({ appUrl, ownerUrl, stop: () => ground.value.stop() })
}

/** Verifies the audit trail of every bureau; what it found is printed, and whether all of it is whole is answered. */
export async function verifyTrails(
  config: Config,
  print: (sentence: Sentence) => void,
): Promise<Result<boolean, StartRefusal>> {
  const reached = await reach(config)
  if (!reached.ok) return reached
  const pool = openPool(reached.value.appUrl, 2)
  try {
    let whole = true
    for (const tenant of await tenantsOf(pool, systemClock).list()) {
      const door = openDoor(pool, systemClock, tenant, origin)
      await transact(door, (tx) => sealWaiting(tx))
      const found = await verifyChain(door)
      whole &&= isWhole(found)
      print(told(tenant.name, found))
    }
    return ok(whole)
  } finally {
    await pool.end()
    await reached.value.stop()
  }
}

/** Takes away what is older than each bureau's setting, in whole sealed spans; the seals stay. What went is printed. */
export async function purgeTrails(
  config: Config,
  print: (sentence: Sentence) => void,
): Promise<Result<undefined, StartRefusal>> {
  const reached = await reach(config)
  if (!reached.ok) return reached
  const pool = openPool(reached.value.appUrl, 2)
  const owner = new pg.Client({ connectionString: reached.value.ownerUrl })
  try {
    await owner.connect()
    for (const tenant of await tenantsOf(pool, systemClock).list()) {
      const door = openDoor(pool, systemClock, tenant, origin)
      const { auditDays } = await read(door, loadSettings)
      const { now, today } = door.context
      const gone = await purgeTrail(owner, tenant.id, { olderThan: addDays(today, -auditDays), now })
      const [size, seq] = [gone?.entries ?? 0, gone?.seqTo ?? 0]
      print({
        zh: `${tenant.name}：清除 ${auditDays} 天以前的记录 ${size} 条${gone ? `（至第 ${seq} 次封存，封存保留）` : ''}`,
        en: `${tenant.name}: ${size} entries older than ${auditDays} days are gone${gone ? ` (through seal ${seq}; the seals stay)` : ''}`,
      })
    }
    return ok()
  } finally {
    await owner.end()
    await pool.end()
    await reached.value.stop()
  }
}

const kinds = {
  seal_missing: { zh: '缺少封存', en: 'a seal is missing before it' },
  link_broken: { zh: '与上一封存对不上', en: 'it does not follow the seal before it' },
  entry_missing: { zh: '有记录被删除', en: 'an entry of it is gone' },
  entries_altered: { zh: '有记录被改动', en: 'an entry of it was altered' },
} as const

/** What was found of one bureau's trail, as sentences. */
export function told(bureau: string, found: Verification): Sentence {
  const { seals, entries, head, unsealed, breach, unknown, gone } = found
  const waiting = unsealed.oldestAt === null ? '' : unsealed.oldestAt
  const zh = [
    `${bureau}：封存 ${seals} 次，记录 ${entries} 条，链头 ${head}`,
    `  未封存 ${unsealed.count} 条${waiting && `，最早 ${waiting}`}`,
  ]
  const en = [
    `${bureau}: ${seals} seals over ${entries} entries, last hash ${head}`,
    `  unsealed: ${unsealed.count}${waiting && `, the eldest of ${waiting}`}`,
  ]
  if (breach) {
    const span = `${breach.fromId} … ${breach.toId}`
    zh.push(`  链在第 ${breach.seq} 次封存处断开：${kinds[breach.kind].zh}（${span}）`)
    en.push(`  the chain breaks at seal ${breach.seq}: ${kinds[breach.kind].en} (${span})`)
  }
  if (unknown.length > 0) {
    zh.push(`  不经程序插入的记录：${unknown.join('、')}`)
    en.push(`  put in past the program: ${unknown.join(', ')}`)
  }
  if (gone.length > 0) {
    zh.push(`  等待封存而被删除的记录：${gone.join('、')}`)
    en.push(`  gone while waiting to be sealed: ${gone.join(', ')}`)
  }
  zh.push(isWhole(found) ? '  完整' : '  不完整')
  en.push(isWhole(found) ? '  whole' : '  NOT WHOLE')
  return { zh: zh.join('\n'), en: en.join('\n') }
}
