import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { countStale, resealSome, type SealedColumn } from '../../../platform/db/reseal.ts'
import { enqueue, type JobTools } from '../../../platform/jobs/queue.ts'
import { sealKnownNames } from '../../accounts/public.ts'
import { resealAll } from '../jobs.ts'
import { isUnderWay, lastRun } from '../store/resealing.ts'

/** How many values are sealed anew in one transaction: few enough that nobody waits for them. */
const batch = 500

/**
 * Seals everything of a bureau with the current key. Each batch is a transaction of its own, and what is fresh is passed
 * over: killed in the middle, the work goes on where it was.
 */
export async function performReseal(
  vault: Vault,
  columns: readonly SealedColumn[],
  tools: JobTools,
): Promise<Result<{ resealed: number; stuck: number }, string>> {
  const { db } = tools
  await nameTheNameless(db, vault)
  const { stale, stuck } = await read(db, (tx) => countStale(tx, vault, columns))
  const total = stale - stuck
  let resealed = 0
  for (const column of columns) {
    for (let last = batch; last === batch;) {
      if (await tools.cancelled()) return err('cancelled')
      const done = await transact(db, async (tx) => ok(await resealSome(tx, vault, column, batch)))
      last = done.ok ? done.value : 0
      resealed += last
      await tools.progress(Math.min(resealed, total), total)
    }
  }
  await transact(db, async (tx) => {
    const object = { kind: 'keys', id: String(vault.version()) }
    note(tx, { act: 'keys.resealed', object, after: { version: vault.version(), resealed, stuck } })
    return Promise.resolve(ok())
  })
  return ok({ resealed, stuck })
}

async function nameTheNameless(db: Db, vault: Vault): Promise<void> {
  let after: Buffer | undefined = Buffer.alloc(0)
  while (after) {
    const from: Buffer = after
    const next = await transact(db, async (tx) => ok(await sealKnownNames(tx, vault, from, batch)))
    after = next.ok ? next.value : undefined
  }
}

/** How far a bureau is: `fresh` once nothing of it needs an earlier key. */
export type ResealStanding = 'fresh' | 'under_way' | 'waits_for_sign_ins'

const againAfterMs = 60_000

/** Looks whether a bureau still needs earlier keys, and asks for the work when nobody has. */
export async function tendSeals(
  tx: Tx,
  vault: Vault,
  columns: readonly SealedColumn[],
): Promise<Result<ResealStanding, never>> {
  if (await isUnderWay(tx, resealAll.name)) return ok('under_way')
  const { stale, stuck } = await countStale(tx, vault, columns)
  if (stale === 0) return ok('fresh')
  const last = await lastRun(tx, resealAll.name)
  const isRecent = last !== undefined && tx.context.now.getTime() - last.createdAt.getTime() < againAfterMs
  if (isRecent) return ok(stale === stuck ? 'waits_for_sign_ins' : 'under_way')
  if (stale === stuck && last !== undefined) return ok('waits_for_sign_ins')
  await enqueue(tx, resealAll, {}, { title: '更换密钥后重新加密' })
  return ok('under_way')
}

/** How the keys stand in a bureau. */
export async function tellKeys(tx: Tx, vault: Vault, columns: readonly SealedColumn[]) {
  const { stale, stuck } = await countStale(tx, vault, columns)
  return { version: vault.version(), known: [...vault.versions()], stale, stuck }
}
