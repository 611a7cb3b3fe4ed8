import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import { electiveChoices, electiveRules, electives, intakes } from '../tables/ways.ts'

type Asked = { readonly programmeId?: string | undefined; readonly limit: number }

const held = (tx: Tx, roots: readonly string[], programmeId: string | undefined) =>
  and(
    sql`(${within(tx, sql`${programmes.organisationId}`, roots)} or ${within(tx, sql`${programmes.providerId}`, roots)})`,
    programmeId === undefined ? undefined : eq(programmes.id, programmeId),
  )

/** A page of what was brought in at once into the programmes that `roots` own or hold, the newest first; one more than asked for when there are more. */
export async function listAllIntakes(
  tx: Tx,
  roots: readonly string[],
  { programmeId, limit }: Asked,
  after?: { readonly madeAt: string; readonly id: string },
) {
  const found = await tx
    .select({
      id: intakes.id,
      programmeTitle: programmes.title,
      way: intakes.way,
      personIds: intakes.personIds,
      placed: intakes.placed,
      madeAt: intakes.madeAt,
    })
    .from(intakes)
    .innerJoin(programmes, and(eq(programmes.tenantId, intakes.tenantId), eq(programmes.id, intakes.programmeId)))
    .where(
      and(
        eq(intakes.tenantId, tx.context.tenantId),
        held(tx, roots, programmeId),
        after && sql`(${intakes.madeAt}, ${intakes.id}) < (${after.madeAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(intakes.madeAt), desc(intakes.id))
    .limit(limit + 1)
  return found.map(({ personIds, ...row }) => ({
    ...row,
    asked: Math.max(personIds.length, row.placed),
    madeAt: row.madeAt.toISOString(),
  }))
}

/** A page of the electives of the programmes that `roots` own or hold and of who chose them; one that nobody chose stands there alone. */
export async function listElectiveChoices(
  tx: Tx,
  roots: readonly string[],
  { programmeId, limit }: Asked,
  after?: { readonly rank: string },
) {
  const rank = sql<string>`elective.programme_id::text || lpad(elective.position::text, 6, '0') || elective.id::text
    || coalesce(elective_choice.person_id::text, '')`
  const found = await tx
    .select({
      rank,
      programmeTitle: programmes.title,
      title: electives.title,
      placesMax: electives.placesMax,
      placesTaken: electives.placesTaken,
      until: electiveRules.until,
      personName: people.name,
      staffNo: people.staffNo,
      schoolName: organisations.name,
      chosenAt: electiveChoices.chosenAt,
    })
    .from(electives)
    .innerJoin(programmes, and(eq(programmes.tenantId, electives.tenantId), eq(programmes.id, electives.programmeId)))
    .innerJoin(
      electiveRules,
      and(eq(electiveRules.tenantId, electives.tenantId), eq(electiveRules.programmeId, electives.programmeId)),
    )
    .leftJoin(
      electiveChoices,
      and(eq(electiveChoices.tenantId, electives.tenantId), eq(electiveChoices.electiveId, electives.id)),
    )
    .leftJoin(people, and(eq(people.tenantId, electiveChoices.tenantId), eq(people.id, electiveChoices.personId)))
    .leftJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(electives.tenantId, tx.context.tenantId),
        held(tx, roots, programmeId),
        after && sql`${rank} > ${after.rank}`,
      ),
    )
    .orderBy(asc(rank))
    .limit(limit + 1)
  return found.map((row) => ({
    ...row,
    until: row.until.toISOString(),
    chosenAt: row.chosenAt?.toISOString() ?? null,
  }))
}
