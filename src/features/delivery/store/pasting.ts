import { and, eq, sql } from 'drizzle-orm'
import { organisations } from '../../organisations/tables.ts'
import { textsOf, type PasteMatcher } from '../../pastes/public.ts'
import { programmes } from '../../programmes/tables.ts'
import { mayListClasses } from '../access.ts'
import { trainingClasses } from '../tables.ts'
import { seenFrom } from './classes.ts'

/** Finds pasted classes by name; their programme and provider tell those of one name apart. */
export const classMatcher: PasteMatcher = {
  subject: 'classes',
  access: mayListClasses,
  async find(tx, _vault, { roots, names }) {
    const rows = await tx
      .select({
        id: trainingClasses.id,
        title: trainingClasses.title,
        programme: programmes.title,
        provider: organisations.name,
      })
      .from(trainingClasses)
      .innerJoin(
        programmes,
        and(eq(programmes.tenantId, trainingClasses.tenantId), eq(programmes.id, trainingClasses.programmeId)),
      )
      .innerJoin(
        organisations,
        and(eq(organisations.tenantId, trainingClasses.tenantId), eq(organisations.id, trainingClasses.providerId)),
      )
      .where(
        and(
          eq(trainingClasses.tenantId, tx.context.tenantId),
          seenFrom(tx, roots),
          sql`upper(regexp_replace(normalize(${trainingClasses.title}, NFKC), '\\s', '', 'g')) = any(${textsOf(names)})`,
        ),
      )
    return rows.map(({ id, title, programme, provider }) => ({
      id,
      codes: [],
      names: [title],
      places: [programme, provider],
      shown: { name: title, code: '', place: programme },
    }))
  },
}
