import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { people } from '../tables.ts'
import { isMeantBy, type After, type Search } from './search.ts'

/** A condition that holds for those in the subtrees of `roots` whom a pasted list names and a search means, after a page. */
export function pastedPeople(
  tx: Tx,
  roots: readonly string[],
  { pasted, q, organisationId, stage, subject, state }: Search & { readonly pasted?: string | undefined },
  after: After,
): SQL | undefined {
  return and(
    amongPasted(tx, pasted, people.id, people.organisationId),
    isNull(people.mergedInto),
    within(tx, sql`${people.organisationId}`, roots),
    organisationId ? within(tx, sql`${people.organisationId}`, [organisationId]) : undefined,
    isMeantBy(tx, q),
    stage ? eq(people.stage, stage) : undefined,
    subject ? sql`${subject} = any(${people.subjects})` : undefined,
    state ? eq(people.state, state) : undefined,
    after && sql`(${people.sortKey}, ${people.id}) > (${after.sortKey}, ${after.id}::uuid)`,
  )
}
