import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { organisationClosure, organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { programmeScope } from '../programmes/public.ts'
import { programmes } from '../programmes/tables.ts'
import { reservedIn, type Cell, type CellDraft, type QuotaFacts, type Step } from './core.ts'
import { quotaCells, quotaHolds, quotaMoves, quotaSheets } from './tables.ts'

const ids = (list: readonly string[]) => sql.param(`{${list.join(',')}}`)
const cellsOf = (tx: Tx, programmeId: string) =>
  and(eq(quotaCells.tenantId, tx.context.tenantId), eq(quotaCells.programmeId, programmeId))

/** The sheet of a programme; undefined when it has none. With `hold`, held until the transaction ends. */
export async function loadQuotaSheet(tx: Tx, programmeId: string, hold = false) {
  const asked = tx
    .select()
    .from(quotaSheets)
    .where(and(eq(quotaSheets.tenantId, tx.context.tenantId), eq(quotaSheets.programmeId, programmeId)))
  const [found] = hold ? await asked.for('update') : await asked
  return found
}

/** The cells of a programme, in their order. */
export async function loadCells(tx: Tx, programmeId: string): Promise<Cell[]> {
  return (await loadSheets(tx, [programmeId])).get(programmeId) ?? []
}

/** The cells of each of these programmes that has some, in their order. */
export async function loadSheets(tx: Tx, programmeIds: readonly string[]): Promise<ReadonlyMap<string, Cell[]>> {
  if (programmeIds.length === 0) return new Map()
  const found = await tx
    .select({
      programmeId: quotaCells.programmeId,
      cell: {
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
      },
    })
    .from(quotaCells)
    .where(and(eq(quotaCells.tenantId, tx.context.tenantId), inArray(quotaCells.programmeId, [...programmeIds])))
    .orderBy(asc(quotaCells.position), asc(quotaCells.id))
  return new Map(
    [...Map.groupBy(found, ({ programmeId }) => programmeId)].map(([id, rows]) => [id, rows.map(({ cell }) => cell)]),
  )
}

/** Writes a whole sheet in place of the one before: its cells, and who holds which. */
export async function writeCells(
  tx: Tx,
  programmeId: string,
  cells: readonly CellDraft[],
  holders: readonly { readonly personId: string; readonly steps: readonly Step[]; readonly heldAt: Date }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.delete(quotaCells).where(cellsOf(tx, programmeId))
  const steps = holders.flatMap(({ personId, heldAt, steps: own }) =>
    own.map((step) => ({ personId, heldAt, ...step })),
  )
  const byCell = Map.groupBy(steps, ({ cellId }) => cellId)
  const rows = cells.map((cell, position) => ({
    ...{ ...cell, wanted: [...cell.wanted], tenantId, programmeId, position, everybody: cell.placesMax === null },
    placesTaken: byCell.get(cell.id)?.length ?? 0,
    openTaken: byCell.get(cell.id)?.filter(({ isOpen }) => isOpen).length ?? 0,
    placesReserved: reservedIn(cells.filter(({ parentId }) => parentId === cell.id)),
  }))
  for (let from = 0; from < rows.length; from += 500) await tx.insert(quotaCells).values(rows.slice(from, from + 500))
  await writeHolds(tx, programmeId, steps)
}

type HeldStep = Step & { readonly personId: string; readonly heldAt: Date }

async function writeHolds(tx: Tx, programmeId: string, steps: readonly HeldStep[]): Promise<void> {
  const { tenantId } = tx.context
  for (let from = 0; from < steps.length; from += 1_000) {
    await tx
      .insert(quotaHolds)
      .values(steps.slice(from, from + 1_000).map((step) => ({ ...step, tenantId, programmeId })))
  }
}

/** Writes that people hold these cells, and counts them there; the database refuses to oversell any. */
export async function addHolds(tx: Tx, programmeId: string, steps: readonly HeldStep[]): Promise<void> {
  if (steps.length === 0) return
  await writeHolds(tx, programmeId, steps)
  await count(tx, steps, 1)
}

async function count(tx: Tx, steps: readonly Step[], sign: 1 | -1): Promise<void> {
  const byCell = [...Map.groupBy(steps, ({ cellId }) => cellId)]
  const whole = (numbers: readonly number[]) => sql.param(`{${numbers.join(',')}}`)
  await tx.execute(sql`
    update quota_cell set places_taken = places_taken + ${sign}::integer * change.taken,
      open_taken = open_taken + ${sign}::integer * change.open
    from unnest(${ids(byCell.map(([id]) => id))}::uuid[], ${whole(byCell.map(([, each]) => each.length))}::integer[],
      ${whole(byCell.map(([, each]) => each.filter(({ isOpen }) => isOpen).length))}::integer[]) as change (id, taken, open)
    where quota_cell.tenant_id = ${tx.context.tenantId}::uuid and quota_cell.id = change.id`)
}

/** Takes these people out of the cells of a programme, and out of their counts. */
export async function dropHolds(tx: Tx, programmeId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const gone = await tx
    .delete(quotaHolds)
    .where(
      and(
        eq(quotaHolds.tenantId, tx.context.tenantId),
        eq(quotaHolds.programmeId, programmeId),
        sql`${quotaHolds.personId} = any (${ids(personIds)}::uuid[])`,
      ),
    )
    .returning({ cellId: quotaHolds.cellId, isOpen: quotaHolds.isOpen })
  if (gone.length > 0) await count(tx, gone, -1)
}

/** Who holds cells of a programme, in the order in which they took them. */
export async function listHolders(tx: Tx, programmeId: string) {
  const found = await tx
    .select({ personId: quotaHolds.personId, heldAt: sql<Date>`min(${quotaHolds.heldAt})`.mapWith(quotaHolds.heldAt) })
    .from(quotaHolds)
    .where(and(eq(quotaHolds.tenantId, tx.context.tenantId), eq(quotaHolds.programmeId, programmeId)))
    .groupBy(quotaHolds.personId)
    .orderBy(sql`2`, asc(quotaHolds.personId))
  return found
}

/** What decides into which cells these people fall, by their ids. */
export async function loadQuotaFacts(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, QuotaFacts>> {
  if (personIds.length === 0) return new Map()
  const found = await tx
    .select({
      personId: people.id,
      stage: people.stage,
      subjects: people.subjects,
      talentLevel: people.talentLevel,
      setting: organisations.setting,
      under: sql<string[]>`(select array_agg(above.ancestor_id::text) from ${organisationClosure} above
        where above.tenant_id = person.tenant_id and above.descendant_id = person.organisation_id)`,
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(people.tenantId, tx.context.tenantId), sql`${people.id} = any (${ids(personIds)}::uuid[])`))
  return new Map(found.map((facts) => [facts.personId, facts]))
}

/** Of these people, those who hold a place of the programme already. */
export async function listHeld(tx: Tx, programmeId: string, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const found = await tx
    .selectDistinct({ personId: quotaHolds.personId })
    .from(quotaHolds)
    .where(
      and(
        eq(quotaHolds.tenantId, tx.context.tenantId),
        eq(quotaHolds.programmeId, programmeId),
        sql`${quotaHolds.personId} = any (${ids(personIds)}::uuid[])`,
      ),
    )
  return new Set(found.map(({ personId }) => personId))
}

/** Writes the head of a sheet, and on its programme that it has one. */
export async function writeSheetHead(
  tx: Tx,
  programmeId: string,
  head: { readonly version: number; readonly releaseOn: string | null; readonly releasedAt: Date | null },
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  const changed = { ...head, changedAt: now, changedBy: actor?.accountId ?? null }
  await tx
    .insert(quotaSheets)
    .values({ tenantId, programmeId, ...changed })
    .onConflictDoUpdate({ target: [quotaSheets.tenantId, quotaSheets.programmeId], set: changed })
  await tx
    .update(programmes)
    .set({ hasQuotas: true })
    .where(and(eq(programmes.tenantId, tenantId), eq(programmes.id, programmeId)))
}

/** Changes how many places a cell has. */
export async function resizeCell(tx: Tx, id: string, change: number): Promise<void> {
  await tx
    .update(quotaCells)
    // A number that was changed by hand is no share any more.
    .set({ placesMax: sql`${quotaCells.placesMax} + ${change}`, share: null })
    .where(and(eq(quotaCells.tenantId, tx.context.tenantId), eq(quotaCells.id, id)))
}

/** Brings what a cell's reserves keep in line with them. */
export async function countReserved(tx: Tx, parentId: string): Promise<void> {
  await tx.execute(sql`
    update quota_cell set places_reserved = (select coalesce(sum(below.places_max), 0) from quota_cell below
      where below.tenant_id = quota_cell.tenant_id and below.parent_id = quota_cell.id and below.kind = 'reserve')
    where quota_cell.tenant_id = ${tx.context.tenantId}::uuid and quota_cell.id = ${parentId}::uuid`)
}

/** Brings the root of a sheet in line with the places of its programme; never below what is kept or taken. */
export async function resizeRoot(tx: Tx, programmeId: string, placesMax: number | null): Promise<void> {
  await tx
    .update(quotaCells)
    .set({
      placesMax:
        placesMax === null
          ? null
          : sql`greatest(${placesMax}::integer, ${quotaCells.placesReserved} + ${quotaCells.openTaken}, ${quotaCells.placesTaken})`,
      everybody: placesMax === null,
    })
    .where(and(cellsOf(tx, programmeId), isNull(quotaCells.parentId)))
}

export type QuotaMoveRow = typeof quotaMoves.$inferSelect

/** Writes down places that went from one cell to another. */
export async function insertMove(
  tx: Tx,
  move: Omit<QuotaMoveRow, 'tenantId' | 'movedAt' | 'movedBy' | 'undoneAt' | 'undoneBy'>,
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx.insert(quotaMoves).values({ ...move, tenantId, movedAt: now, movedBy: actor?.accountId ?? null })
}

/** One move of places. */
export async function findMove(tx: Tx, id: string): Promise<QuotaMoveRow | undefined> {
  const [found] = await tx
    .select()
    .from(quotaMoves)
    .where(and(eq(quotaMoves.tenantId, tx.context.tenantId), eq(quotaMoves.id, id)))
  return found
}

/** The moves of a programme's places, the newest first. */
export async function listMoves(tx: Tx, programmeId: string): Promise<QuotaMoveRow[]> {
  return tx
    .select()
    .from(quotaMoves)
    .where(and(eq(quotaMoves.tenantId, tx.context.tenantId), eq(quotaMoves.programmeId, programmeId)))
    .orderBy(desc(quotaMoves.movedAt), desc(quotaMoves.id))
    .limit(200)
}

/** Writes that a move was taken back. */
export async function markUndone(tx: Tx, id: string): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx
    .update(quotaMoves)
    .set({ undoneAt: now, undoneBy: actor?.accountId ?? null })
    .where(and(eq(quotaMoves.tenantId, tenantId), eq(quotaMoves.id, id)))
}

/** The sheets whose reserves are to be released by now. */
export async function listToRelease(tx: Tx, most: number): Promise<string[]> {
  const found = await tx
    .select({ programmeId: quotaSheets.programmeId })
    .from(quotaSheets)
    .innerJoin(
      programmes,
      and(eq(programmes.tenantId, quotaSheets.tenantId), eq(programmes.id, quotaSheets.programmeId)),
    )
    .where(
      and(
        eq(quotaSheets.tenantId, tx.context.tenantId),
        isNull(quotaSheets.releasedAt),
        lte(quotaSheets.releaseOn, tx.context.today),
        inArray(programmes.state, ['published', 'enrolling']),
      ),
    )
    .orderBy(asc(quotaSheets.programmeId))
    .limit(most)
  return found.map(({ programmeId }) => programmeId)
}

/** Where a move of places lies: with its programme. */
export async function quotaMoveScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const move = await findMove(tx, id)
  return move && programmeScope(tx, move.programmeId)
}
