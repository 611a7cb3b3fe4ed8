import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { PersonSpelling } from '../../../platform/pinyin.ts'

/** Up to `most` people whose names nobody has spelled yet; held until the transaction ends. */
export async function holdUnspelled(tx: Tx, most: number): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from person where tenant_id = ${tx.context.tenantId}::uuid and spelling is null
    order by id limit ${most}::int for update skip locked`)
  return rows
}

/** Writes down how names are spelled. */
export async function saveSpellings(tx: Tx, rows: readonly (PersonSpelling & { id: string })[]): Promise<void> {
  await tx.execute(sql`
    update person set pinyin = one.pinyin, initials = one.initials, spelling = one.spelling, readings = one.readings
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as one(id uuid, pinyin text, initials text, spelling text, readings text[])
    where person.tenant_id = ${tx.context.tenantId}::uuid and person.id = one.id`)
}
