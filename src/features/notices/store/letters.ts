import { and, count, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { accounts } from '../../accounts/tables.ts'
import type { letterStates } from '../tables.ts'
import { mailAddresses, mailConfirmations, mailLetters, noticeTexts, notices } from '../tables.ts'

type State = (typeof letterStates)[number]

const letterOf = (tx: Tx, id: string) => and(eq(mailLetters.tenantId, tx.context.tenantId), eq(mailLetters.id, id))

/** Writes the letter with the code of a confirmation. */
export async function insertCodeLetter(tx: Tx, accountId: string, confirmationId: string): Promise<void> {
  const { tenantId, now } = tx.context
  const times = { dueAt: now, createdAt: now }
  const id = newId(now.getTime())
  await tx.insert(mailLetters).values({ tenantId, id, accountId, confirmationId, state: 'waiting', ...times })
}

/**
 * Takes letters whose time has come, a few at once, and marks them as being sent before any of them leaves: no two processes
 * take the same one, and one that is cut off is not sent again by itself.
 */
export async function takeDue(tx: Tx, most: number): Promise<readonly string[]> {
  const { tenantId, now } = tx.context
  const { rows } = await tx.execute<{ id: string }>(sql`
    update mail_letter set state = 'sending', attempts = attempts + 1, tried_at = ${now}
    where tenant_id = ${tenantId}::uuid and id in (
      select id from mail_letter
      where tenant_id = ${tenantId}::uuid and state = 'waiting' and due_at <= ${now}
      order by due_at, id limit ${most} for update skip locked)
    returning id`)
  return rows.map(({ id }) => id)
}

/** Gives letters up that were begun before a moment and never finished: nobody knows whether they arrived. */
export async function giveUpCutOff(tx: Tx, before: Date): Promise<number> {
  const cut = await tx
    .update(mailLetters)
    .set({ state: 'failed', failure: 'cut_off' })
    .where(
      and(
        eq(mailLetters.tenantId, tx.context.tenantId),
        eq(mailLetters.state, 'sending'),
        lt(mailLetters.triedAt, before),
      ),
    )
    .returning({ id: mailLetters.id })
  return cut.length
}

/** A letter that is being sent, with all that it is written from. */
export async function loadLetter(tx: Tx, id: string) {
  const [found] = await tx
    .select({
      id: mailLetters.id,
      attempts: mailLetters.attempts,
      name: accounts.name,
      disabledAt: accounts.disabledAt,
      notice: { code: notices.code, params: notices.params, link: notices.link },
      own: { zh: noticeTexts.zh, en: noticeTexts.en },
      confirmation: {
        id: mailConfirmations.id,
        addressSealed: mailConfirmations.addressSealed,
        language: mailConfirmations.language,
        usedAt: mailConfirmations.usedAt,
      },
      address: {
        addressSealed: mailAddresses.addressSealed,
        language: mailAddresses.language,
        wanted: mailAddresses.wanted,
      },
    })
    .from(mailLetters)
    .innerJoin(accounts, and(eq(accounts.tenantId, mailLetters.tenantId), eq(accounts.id, mailLetters.accountId)))
    .leftJoin(notices, and(eq(notices.tenantId, mailLetters.tenantId), eq(notices.id, mailLetters.noticeId)))
    .leftJoin(noticeTexts, and(eq(noticeTexts.tenantId, notices.tenantId), eq(noticeTexts.code, notices.code)))
    .leftJoin(
      mailConfirmations,
      and(
        eq(mailConfirmations.tenantId, mailLetters.tenantId),
        eq(mailConfirmations.accountId, mailLetters.accountId),
        eq(mailConfirmations.id, mailLetters.confirmationId),
      ),
    )
    .leftJoin(
      mailAddresses,
      and(eq(mailAddresses.tenantId, mailLetters.tenantId), eq(mailAddresses.accountId, mailLetters.accountId)),
    )
    .where(letterOf(tx, id))
  return found
}

export type LetterToSend = NonNullable<Awaited<ReturnType<typeof loadLetter>>>

/** Writes down what became of a letter. */
export async function saveOutcome(
  tx: Tx,
  id: string,
  outcome: { readonly state: State; readonly failure?: string; readonly dueAt?: Date },
): Promise<void> {
  const { now } = tx.context
  const { state, failure = null, dueAt } = outcome
  await tx
    .update(mailLetters)
    .set({ state, failure, sentAt: state === 'sent' ? now : null, ...(dueAt ? { dueAt } : {}) })
    .where(letterOf(tx, id))
}

/** A page of letters, the newest first; one more than asked for when there are more. */
export async function listLetters(
  tx: Tx,
  { state, limit, before }: { state: State | undefined; limit: number; before: string | undefined },
) {
  return tx
    .select({
      id: mailLetters.id,
      name: accounts.name,
      code: notices.code,
      state: mailLetters.state,
      attempts: mailLetters.attempts,
      dueAt: mailLetters.dueAt,
      createdAt: mailLetters.createdAt,
      sentAt: mailLetters.sentAt,
      failure: mailLetters.failure,
    })
    .from(mailLetters)
    .innerJoin(accounts, and(eq(accounts.tenantId, mailLetters.tenantId), eq(accounts.id, mailLetters.accountId)))
    .leftJoin(notices, and(eq(notices.tenantId, mailLetters.tenantId), eq(notices.id, mailLetters.noticeId)))
    .where(
      and(
        eq(mailLetters.tenantId, tx.context.tenantId),
        state === undefined ? undefined : eq(mailLetters.state, state),
        before === undefined ? undefined : lt(mailLetters.id, before),
      ),
    )
    .orderBy(desc(mailLetters.id))
    .limit(limit + 1)
}

/** How many letters are in each state. */
export async function countLetters(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ state: mailLetters.state, size: count() })
    .from(mailLetters)
    .where(eq(mailLetters.tenantId, tx.context.tenantId))
    .groupBy(mailLetters.state)
  return new Map(rows.map(({ state, size }) => [state, size]))
}

/** Lets failed letters about notices wait again: these, or all when none is named. Returns how many. */
export async function retryLetters(tx: Tx, ids: readonly string[]): Promise<number> {
  const again = await tx
    .update(mailLetters)
    .set({ state: 'waiting', attempts: 0, dueAt: tx.context.now, failure: null })
    .where(
      and(
        eq(mailLetters.tenantId, tx.context.tenantId),
        eq(mailLetters.state, 'failed'),
        // A code has run out long before.
        isNotNull(mailLetters.noticeId),
        ids.length > 0 ? inArray(mailLetters.id, [...ids]) : undefined,
      ),
    )
    .returning({ id: mailLetters.id })
  return again.length
}
