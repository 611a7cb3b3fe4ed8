import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import type { CellDraft } from '../core.ts'

/** The names of the organisations that cells mean, by their ids. */
export async function nameOrganisations(
  tx: Tx,
  cells: readonly Pick<CellDraft, 'dimension' | 'wanted'>[],
): Promise<Record<string, string>> {
  const wanted = cells.flatMap((cell) => (cell.dimension === 'organisation' ? cell.wanted : []))
  if (wanted.length === 0) return {}
  const found = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      and(
        eq(organisations.tenantId, tx.context.tenantId),
        inArray(sql`${organisations.id}::text`, [...new Set(wanted)]),
      ),
    )
  return Object.fromEntries(found.map(({ id, name }) => [id, name]))
}

/** The open organisations within `roots` that are called so, by their names or their short ones. */
export async function listOrganisationsCalled(
  tx: Tx,
  names: ReadonlySet<string>,
  roots: readonly string[],
): Promise<{ id: string; called: string }[]> {
  const asked = [...names].map((name) => name.trim()).filter((name) => name.length > 1 && name.length <= 100)
  if (asked.length === 0) return []
  const list = sql.param(asked)
  const found = await tx
    .select({ id: organisations.id, name: organisations.name, shortName: organisations.shortName })
    .from(organisations)
    .where(
      and(
        eq(organisations.tenantId, tx.context.tenantId),
        isNull(organisations.closedOn),
        within(tx, organisations.id, roots),
        sql`(${organisations.name} = any (${list}::text[]) or ${organisations.shortName} = any (${list}::text[]))`,
      ),
    )
  return found.flatMap(({ id, name, shortName }) => [...new Set([name, shortName])].map((called) => ({ id, called })))
}

/** People by name and school, in the order in which they were asked for. */
export async function namePeople(tx: Tx, personIds: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (personIds.length === 0) return []
  const found = await tx
    .select({ id: people.id, name: people.name, school: organisations.name })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.id, [...personIds])))
  const byId = new Map(found.map(({ id, name, school }) => [id, { id, name: `${name}（${school}）` }]))
  return personIds.flatMap((id) => byId.get(id) ?? [])
}
