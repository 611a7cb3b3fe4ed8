import { and, eq, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { textsOf, type PasteMatcher } from '../../pastes/public.ts'
import { mayListOrganisations } from '../access.ts'
import { within } from '../store.ts'
import { organisations } from '../tables.ts'

const parent = alias(organisations, 'parent')

/** Finds pasted schools and bodies by name, short name, a name they had, or code. */
export const organisationMatcher: PasteMatcher = {
  subject: 'organisations',
  access: mayListOrganisations,
  async find(tx, _vault, { roots, codes, names }) {
    const called = textsOf(names)
    const before = sql<string[]>`array(select change.old_name from organisation_change_entry change
      where change.tenant_id = "organisation"."tenant_id" and change.organisation_id = "organisation"."id"
        and change.old_name is not null)`
    const rows = await tx
      .select({
        id: organisations.id,
        name: organisations.name,
        shortName: organisations.shortName,
        code: organisations.code,
        place: parent.name,
        before,
      })
      .from(organisations)
      .leftJoin(parent, and(eq(parent.tenantId, organisations.tenantId), eq(parent.id, organisations.parentId)))
      .where(
        and(
          eq(organisations.tenantId, tx.context.tenantId),
          within(tx, organisations.id, roots),
          or(
            sql`upper(${organisations.name}) = any(${called})`,
            sql`upper(${organisations.shortName}) = any(${called})`,
            sql`upper(${organisations.code}) = any(${textsOf(codes)})`,
            sql`${before} && ${called}`,
          ),
        ),
      )
    return rows.map(({ id, name, shortName, code, place, before: earlier }) => ({
      id,
      codes: code === null ? [] : [code],
      names: [name, shortName, ...earlier],
      places: place === null ? [] : [place],
      shown: { name, code: code ?? '', place: place ?? '' },
    }))
  },
}
