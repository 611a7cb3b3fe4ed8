import type { Context as HttpContext } from 'hono'
import type { Result } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { read, type Tx } from '../../platform/db/db.ts'
import { readGrid, type Grid, type GridRefusal } from '../../platform/excel/grid.ts'
import type { Env } from '../../platform/http/guard.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { tellList } from './commands.ts'
import type { ListKind } from './core.ts'
import { listApplied } from './store.ts'

/** The list that a request sends, with the hash of its bytes. */
export async function sentList(
  c: HttpContext<Env>,
): Promise<Result<{ readonly grid: Grid; readonly sha256: string }, GridRefusal>> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  const grid = await readGrid(bytes)
  if (!grid.ok) return grid
  return { ok: true, value: { grid: grid.value, sha256: sha256(Buffer.from(bytes)).toString('hex') } }
}

/** A page of the lists that were applied, the newest first. */
export async function pageOfLists(
  c: HttpContext<Env>,
  which: { readonly kind: ListKind; readonly about?: string; readonly roots?: readonly string[] },
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const before = readCursor(cursor, ['appliedAt', 'id'])
  const rows = await read(c.var.db, (tx: Tx) => listApplied(tx, which, limit, before))
  return cutPage(rows.map(tellList), limit, ['appliedAt', 'id'])
}
