import { sql } from 'drizzle-orm'
import type { TestCounty } from '../../app/testing.ts'
import { must } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { postEntries, type NewEntry, type Posted } from './commands/post.ts'

/** What an opening entry of a test says of a list that three logins took through: the hours officer posts it. */
export async function verifiedList(county: TestCounty) {
  const { logins, tree } = county
  const [recordedBy, approvedBy] = [logins.class_lead.accountId, logins.principal.accountId]
  const [sourceId, sourceTitle, verifiedBy] = [newId(), '起始学时', logins.hours_officer.accountId]
  await county.commit(async (tx) => {
    await tx.execute(sql`insert into credit_opening (tenant_id, id, organisation_id, title, evidence, people, centihours, state,
        recorded_by, recorded_for, recorded_at, approved_by, approved_for, approved_at, verified_by, verified_for, verified_at)
      values (${tx.context.tenantId}::uuid, ${sourceId}::uuid, ${tree.bureau}::uuid, ${sourceTitle},
        '[{"kind": "签字名册", "title": "名册", "sha256": ""}]', 1, 100, 'verified', ${recordedBy}::uuid, ${recordedBy}::uuid, now(),
        ${approvedBy}::uuid, ${approvedBy}::uuid, now(), ${verifiedBy}::uuid, ${verifiedBy}::uuid, now())`)
    return ok()
  })
  return {
    ...{ direction: 'opening' as const, sourceKind: 'opening', sourceId, sourceTitle },
    ...{ recordedBy, approvedBy },
  }
}

/** Opening hours of a test: whose, how many and when; the rest is nothing unless said. */
export type OpeningHours = Pick<NewEntry, 'personId' | 'centihours' | 'earnedOn'> & Partial<NewEntry>

/** Posts hours that were earned elsewhere, under one list that three logins took through, unless said otherwise. */
export async function openHours(
  county: TestCounty,
  hours: readonly OpeningHours[],
  otherwise: Partial<NewEntry> = {},
): Promise<readonly Posted[]> {
  const { accountId, personId } = county.logins.hours_officer
  const actor: Actor = { accountId, personId, name: '学时审定员', grants: [], sessionId: newId() }
  const list = { ...(await verifiedList(county)), ...otherwise }
  const none = { startedOn: null, category: null, level: null, mode: null, kind: null, evidence: [], reason: null }
  const entries = hours.map((one) => ({ ...none, recordId: null, reversesId: null, id: newId(), ...one, ...list }))
  return must(await transact(county.door(actor), async (tx) => ok(await postEntries(tx, entries))))
}
