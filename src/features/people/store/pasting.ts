import { eq, inArray, isNull, or, and, sql, type SQL } from 'drizzle-orm'
import { scopeOf, type Access, type Role } from '../../../lib/access.ts'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { textsOf, type Candidate, type PasteMatcher, type Wanted } from '../../pastes/public.ts'
import { mayListPeople } from '../access.ts'
import { people } from '../tables.ts'

/** A list on which a role meets people who are not on its own rosters; `holds` is a condition on `person`. */
export type PeopleReach = { readonly access: Access; readonly holds: (tx: Tx, roots: readonly string[]) => SQL }

const ofRoster: PeopleReach = {
  access: mayListPeople,
  holds: (tx, roots) => within(tx, sql`${people.organisationId}`, roots),
}

const rolesOf = (access: Access): readonly Role[] => (access.kind === 'roles' ? access.roles : [])

/** Finds pasted people by staff number, identity number or name, among those whom whoever pastes may list. */
export function peopleMatcher(reaches: readonly PeopleReach[]): PasteMatcher {
  const all = [ofRoster, ...reaches]
  return {
    subject: 'people',
    access: { kind: 'roles', roles: [...new Set(all.flatMap(({ access }) => rolesOf(access)))] },
    async find(tx, vault, wanted) {
      const { actor } = tx.context
      const seen = all.flatMap(({ access, holds }) => {
        const roots = actor ? scopeOf(actor, rolesOf(access)) : []
        return roots.length > 0 ? [holds(tx, roots)] : []
      })
      return seen.length === 0 ? [] : findPeople(tx, vault, wanted, or(...seen))
    },
  }
}

async function findPeople(tx: Tx, vault: Vault, { codes, names }: Wanted, seen: SQL | undefined): Promise<Candidate[]> {
  const numbers = codes.filter((code) => /^\d{17}[\dX]$/.test(code))
  // Under which text each hash was asked for; what is stored is only ever the hash.
  const askedBy = new Map(
    numbers.flatMap((number) => vault.lookups(number).map((hash) => [hash.toString('hex'), number])),
  )
  const hashes = [...askedBy.keys()].map((hex) => Buffer.from(hex, 'hex'))
  const rows = await tx
    .select({
      id: people.id,
      name: people.name,
      staffNo: people.staffNo,
      idNumberHash: people.idNumberHash,
      place: organisations.name,
      shortPlace: organisations.shortName,
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        isNull(people.mergedInto),
        or(
          sql`${people.staffNo} = any(${textsOf(codes)})`,
          sql`${people.name} = any(${textsOf(names)})`,
          hashes.length > 0 ? inArray(people.idNumberHash, hashes) : undefined,
        ),
        seen,
      ),
    )
  return rows.map(({ id, name, staffNo, idNumberHash, place, shortPlace }) => {
    const number = idNumberHash && askedBy.get(idNumberHash.toString('hex'))
    return {
      id,
      codes: number ? [staffNo, number] : [staffNo],
      names: [name],
      places: [place, shortPlace],
      shown: { name, code: staffNo, place },
    }
  })
}
