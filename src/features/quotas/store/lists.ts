import { and, asc, desc, eq, inArray, like, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { QuotaQuery, QuotaRow } from '../contract.ts'
import { cellsSeen } from '../core/own.ts'
import { quotaCells, quotaSheets } from '../tables.ts'

// Until it is public, quotas of a programme are its owner's alone.
const known = sql`programme.state in ('published', 'enrolling', 'running', 'closed', 'archived')`

/** A page of the programmes with quotas that `roots` own or hold, or that keep places for their schools; one more than asked for when there are more. */
export async function listQuotaProgrammes(
  tx: Tx,
  roots: readonly string[],
  query: QuotaQuery,
  after?: { readonly rank: string; readonly programmeId: string },
): Promise<(QuotaRow & { rank: number })[]> {
  const { tenantId } = tx.context
  const isOwn = sql<boolean>`(${within(tx, sql`${programmes.organisationId}`, roots)} or ${within(tx, sql`${programmes.providerId}`, roots)})`
  const keepsForThem = sql`(${known} and exists (select from quota_cell cell
    where cell.tenant_id = programme.tenant_id and cell.programme_id = programme.id and cell.dimension = 'organisation'
      and exists (select from unnest(cell.wanted) as wanted (id) where ${within(tx, sql`wanted.id::uuid`, roots)})))`
  const rank = sql<number>`10000 - ${programmes.year}`
  const typed = query.q.replace(/[%_\\]/g, '')
  const found = await tx
    .select({
      programmeId: programmes.id,
      title: programmes.title,
      year: programmes.year,
      state: programmes.state,
      startsOn: programmes.startsOn,
      endsOn: programmes.endsOn,
      releaseOn: quotaSheets.releaseOn,
      isOwn,
      rank,
    })
    .from(programmes)
    .leftJoin(
      quotaSheets,
      and(eq(quotaSheets.tenantId, programmes.tenantId), eq(quotaSheets.programmeId, programmes.id)),
    )
    .where(
      and(
        eq(programmes.tenantId, tenantId),
        eq(programmes.hasQuotas, true),
        sql`(${isOwn} or ${keepsForThem})`,
        query.programmeId === undefined ? undefined : eq(programmes.id, query.programmeId),
        query.year === undefined ? undefined : eq(programmes.year, query.year),
        typed ? like(programmes.title, `%${typed}%`) : undefined,
        after && sql`(${rank}, ${programmes.id}) > (${Number(after.rank)}, ${after.programmeId}::uuid)`,
      ),
    )
    .orderBy(desc(programmes.year), asc(programmes.id))
    .limit(query.limit + 1)
  const cells = await cellsOf(
    tx,
    roots,
    found.map(({ programmeId }) => programmeId),
  )
  return found.map(({ isOwn: own, ...row }) => ({
    ...row,
    cells: seenBy(
      own,
      cells.filter((cell) => cell.programmeId === row.programmeId),
    ).map(({ programmeId: _, isTheirs: __, ...cell }) => cell),
  }))
}

const seenBy = (own: boolean, cells: Awaited<ReturnType<typeof cellsOf>>) => (own ? cells : cellsSeen(cells))

async function cellsOf(tx: Tx, roots: readonly string[], programmeIds: readonly string[]) {
  if (programmeIds.length === 0) return []
  return tx
    .select({
      programmeId: quotaCells.programmeId,
      id: quotaCells.id,
      parentId: quotaCells.parentId,
      kind: quotaCells.kind,
      dimension: quotaCells.dimension,
      wanted: quotaCells.wanted,
      placesMax: quotaCells.placesMax,
      approximate: quotaCells.approximate,
      share: quotaCells.share,
      placesTaken: quotaCells.placesTaken,
      openTaken: quotaCells.openTaken,
      isTheirs: sql<boolean>`(quota_cell.dimension = 'organisation' and exists (select from unnest(quota_cell.wanted) as wanted (id)
        where ${within(tx, sql`wanted.id::uuid`, roots)}))`,
      organisationName: sql<string | null>`case when quota_cell.dimension = 'organisation' then
        (select string_agg(${organisations.name}, '、' order by ${organisations.name}) from ${organisations}
          where ${organisations.tenantId} = quota_cell.tenant_id and ${organisations.id}::text = any (quota_cell.wanted)) end`,
    })
    .from(quotaCells)
    .where(and(eq(quotaCells.tenantId, tx.context.tenantId), inArray(quotaCells.programmeId, [...programmeIds])))
    .orderBy(asc(quotaCells.position), asc(quotaCells.id))
}
