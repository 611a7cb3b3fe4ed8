import { sql } from 'drizzle-orm'
import { within } from '../../organisations/public.ts'
import type { PeopleReach } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import { mayGiveCodes } from '../access.ts'

/** Whoever looks after accounts meets the people whom they may be given to. */
export const accountReach: PeopleReach = {
  access: mayGiveCodes,
  holds: (tx, roots) => within(tx, sql`${people.organisationId}`, roots),
}
