import { timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import type { CalendarFeed } from './contract.ts'
import { writeCalendar } from './core.ts'
import { deleteFeed, findFeed, findReader, listOwnDays, listOwnSessions, replaceFeed } from './store.ts'

const signed = (vault: Vault, tenantId: string, id: string) =>
  Buffer.from(vault.sign('calendar-feed', `${tenantId}/${id}`)).toString('base64url')

/** The secret address of a person's calendar, and how many sessions are in it. */
export async function readFeed(tx: Tx, vault: Vault, personId: string, origin: string): Promise<CalendarFeed> {
  const kept = await findFeed(tx, personId)
  const sessions = (await listOwnSessions(tx, personId)).length
  if (!kept) return { address: null, madeAt: null, sessions }
  const { tenantId } = tx.context
  const address = `${origin}/calendar/${tenantId}/${kept.id}/${signed(vault, tenantId, kept.id)}.ics`
  return { address, madeAt: kept.madeAt.toISOString(), sessions }
}

/** Makes an address in place of an older one, which is good no more. */
export async function makeFeed(
  tx: Tx,
  vault: Vault,
  { personId, id, origin }: { readonly personId: string; readonly id: string; readonly origin: string },
): Promise<Result<CalendarFeed, 'id_reused'>> {
  const before = await findFeed(tx, personId)
  if (before?.id !== id) {
    if (!(await replaceFeed(tx, personId, id))) return err('id_reused')
    note(tx, { act: 'calendar_feed.made', object: { kind: 'person', id: personId } })
  }
  return ok(await readFeed(tx, vault, personId, origin))
}

/** Ends the address of a person; there may be none. */
export async function endFeed(tx: Tx, personId: string): Promise<Result<undefined, never>> {
  await deleteFeed(tx, personId)
  note(tx, { act: 'calendar_feed.ended', object: { kind: 'person', id: personId } })
  return ok()
}

/** The calendar behind an address; undefined where it is none, or good no more. */
export async function readCalendar(tx: Tx, vault: Vault, id: string, signature: string): Promise<string | undefined> {
  const right = Buffer.from(signed(vault, tx.context.tenantId, id))
  const given = Buffer.from(signature)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  const reader = await findReader(tx, id)
  if (!reader) return undefined
  const events = [...(await listOwnSessions(tx, reader.personId)), ...(await listOwnDays(tx, reader.personId))]
  return writeCalendar({ name: `青蓝 · ${reader.name}`, writtenAt: tx.context.now.toISOString(), events })
}
