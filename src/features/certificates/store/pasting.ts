import { and, eq, sql } from 'drizzle-orm'
import { within } from '../../organisations/public.ts'
import { textsOf, type PasteMatcher } from '../../pastes/public.ts'
import { mayListCertificates } from '../access.ts'
import { certificates } from '../tables.ts'

/** Finds pasted certificates by number. */
export const certificateMatcher: PasteMatcher = {
  subject: 'certificates',
  access: mayListCertificates,
  async find(tx, _vault, { roots, codes }) {
    const rows = await tx
      .select({
        id: certificates.id,
        number: certificates.number,
        holder: certificates.holderName,
        place: certificates.schoolName,
      })
      .from(certificates)
      .where(
        and(
          eq(certificates.tenantId, tx.context.tenantId),
          within(tx, sql`${certificates.organisationId}`, roots),
          sql`upper(regexp_replace(normalize(${certificates.number}, NFKC), '\\s', '', 'g')) = any(${textsOf(codes)})`,
        ),
      )
    return rows.map(({ id, number, holder, place }) => ({
      id,
      codes: [number],
      names: [],
      places: [],
      shown: { name: holder, code: number, place },
    }))
  },
}
