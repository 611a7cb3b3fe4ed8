import { sql, type SQL } from 'drizzle-orm'
import type { Exemption } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'

type Granted = { personId: string; ruleIds: string[] | null; fromOn: string; toOn: string; reason: string }

const nobody: ReadonlyMap<string, readonly Exemption[]> = new Map()

/** The exemptions in force of everybody in a query of ids (`select id from …`), by person; whoever has none has no row. */
export async function loadExemptions(tx: Tx, crowd: SQL): Promise<ReadonlyMap<string, readonly Exemption[]>> {
  const { rows } = await tx.execute<Granted>(sql`
      select person_id as "personId", rule_ids as "ruleIds", from_on as "fromOn", to_on as "toOn", kind as reason
      from hour_exemption
      where tenant_id = ${tx.context.tenantId}::uuid and state = 'granted' and person_id in (${crowd})
      order by from_on, id`)
  if (rows.length === 0) return nobody
  const found = new Map<string, Exemption[]>()
  for (const { personId, ...exemption } of rows) {
    const theirs = found.get(personId)
    if (theirs) theirs.push(exemption)
    else found.set(personId, [exemption])
  }
  return found
}

/** The exemptions of one person that are in force. */
export async function loadExemptionsOf(tx: Tx, personId: string): Promise<readonly Exemption[]> {
  return (await loadExemptions(tx, sql`${personId}::uuid`)).get(personId) ?? []
}
