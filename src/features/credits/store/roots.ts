import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Head } from '../core/tree.ts'
import { branchOf } from '../core/tree.ts'
import type { SealedRoot } from '../core/roots.ts'
import { creditRootHeads, creditRoots } from '../tables.ts'

const ofTenant = (tx: Tx) => eq(creditRoots.tenantId, tx.context.tenantId)

/** Takes the right to make a root for the rest of this transaction: whoever else makes one is waited for. */
export async function holdRoots(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('ledger-root ' || ${tx.context.tenantId}, 0))`)
}

const columns = {
  tenantId: creditRoots.tenantId,
  seq: creditRoots.seq,
  day: creditRoots.day,
  madeAt: creditRoots.madeAt,
  people: creditRoots.people,
  entries: creditRoots.entries,
  tree: sql<string>`encode(${creditRoots.tree}, 'hex')`,
  previousHash: sql<string>`encode(${creditRoots.previousHash}, 'hex')`,
  hash: sql<string>`encode(${creditRoots.hash}, 'hex')`,
  publicKey: creditRoots.publicKey,
  signature: creditRoots.signature,
}

/** Roots, the latest first: those before one, or all; one more than asked for where there are more. */
export async function listRoots(tx: Tx, limit: number, before?: number): Promise<SealedRoot[]> {
  return tx
    .select(columns)
    .from(creditRoots)
    .where(and(ofTenant(tx), before === undefined ? undefined : lt(creditRoots.seq, before)))
    .orderBy(desc(creditRoots.seq))
    .limit(limit + 1)
}

/** The next roots after one, in order. */
export async function rootsAfter(tx: Tx, seq: number, most: number): Promise<SealedRoot[]> {
  return tx
    .select(columns)
    .from(creditRoots)
    .where(and(ofTenant(tx), gt(creditRoots.seq, seq)))
    .orderBy(asc(creditRoots.seq))
    .limit(most)
}

/** The last root, if there is any. */
export async function lastRoot(tx: Tx): Promise<SealedRoot | undefined> {
  const [found] = await tx.select(columns).from(creditRoots).where(ofTenant(tx)).orderBy(desc(creditRoots.seq)).limit(1)
  return found
}

/** The 256 branches of a root. */
export async function branchesOf(tx: Tx, seq: number): Promise<string[]> {
  const [found] = await tx
    .select({ branches: creditRoots.branches })
    .from(creditRoots)
    .where(and(ofTenant(tx), eq(creditRoots.seq, seq)))
  const all = found?.branches.toString('hex') ?? ''
  return all.match(/.{64}/g) ?? []
}

// Four lists of so many are one small message.
const atOnce = 20_000

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * The last entry of everybody's chain, and whether an earlier root covers it already. It is read a part of the people at a
 * time: everything that was posted before is there; what is posted meanwhile may belong to this root or to the next.
 */
export async function listHeads(tx: Tx, atATime = atOnce): Promise<(Head & { readonly isSealed: boolean })[]> {
  const { tenantId } = tx.context
  const heads: (Head & { readonly isSealed: boolean })[] = []
  for (let after = nobody; ;) {
    const { rows } = await tx.execute<{ personId: string; seq: number | null; hash: string; isSealed: boolean }>(sql`
      select p.id as "personId", head.seq, encode(head.hash, 'hex') as hash, sealed.seq is not null as "isSealed"
      from (select id from person where tenant_id = ${tenantId}::uuid and id > ${after}::uuid order by id limit ${atATime}::integer) p
      left join lateral (select seq, hash from credit_entry e
        where e.tenant_id = ${tenantId}::uuid and e.person_id = p.id order by e.seq desc limit 1) head on true
      left join credit_root_head sealed on sealed.tenant_id = ${tenantId}::uuid and sealed.person_id = p.id and sealed.seq = head.seq
      order by p.id`)
    for (const { seq, ...head } of rows) if (seq !== null) heads.push({ ...head, seq })
    const last = rows.at(-1)
    if (!last || rows.length < atATime) return heads
    after = last.personId
  }
}

/** Writes a root, with the heads that are new in it. */
export async function insertRoot(tx: Tx, root: SealedRoot, branches: readonly string[], fresh: readonly Head[]) {
  const { tenantId } = tx.context
  const bytes = (hex: string) => Buffer.from(hex, 'hex')
  await tx.insert(creditRoots).values({
    ...root,
    ...{ tree: bytes(root.tree), previousHash: bytes(root.previousHash), hash: bytes(root.hash) },
    branches: bytes(branches.join('')),
  })
  const column = (part: readonly Head[], of: (head: Head) => string | number) =>
    sql.param(`{${part.map(of).join(',')}}`)
  for (let from = 0; from < fresh.length; from += atOnce) {
    const part = fresh.slice(from, from + atOnce)
    await tx.execute(sql`
      insert into credit_root_head (tenant_id, person_id, seq, hash, root_seq, branch)
      select ${tenantId}::uuid, person_id, seq, decode(hash, 'hex'), ${root.seq}::integer, branch
      from unnest(${column(part, ({ personId }) => personId)}::uuid[], ${column(part, ({ seq }) => seq)}::integer[],
        ${column(part, ({ hash }) => hash)}::text[], ${column(part, ({ personId }) => branchOf(personId))}::smallint[])
        as head (person_id, seq, hash, branch)`)
  }
}

/** The heads that a root covered, of everybody on the branch of one person. */
export async function headsOnBranch(tx: Tx, rootSeq: number, branch: number): Promise<Head[]> {
  const { rows } = await tx.execute<Head>(sql`
    select distinct on (person_id) person_id as "personId", seq, encode(hash, 'hex') as hash from credit_root_head
    where tenant_id = ${tx.context.tenantId}::uuid and branch = ${branch}::smallint and root_seq <= ${rootSeq}::integer
    order by person_id, root_seq desc`)
  return rows
}

/** The heads that are new in a root. */
export async function headsNewIn(tx: Tx, rootSeq: number): Promise<Head[]> {
  return tx
    .select({
      personId: creditRootHeads.personId,
      seq: creditRootHeads.seq,
      hash: sql<string>`encode(${creditRootHeads.hash}, 'hex')`,
    })
    .from(creditRootHeads)
    .where(and(eq(creditRootHeads.tenantId, tx.context.tenantId), eq(creditRootHeads.rootSeq, rootSeq)))
}
