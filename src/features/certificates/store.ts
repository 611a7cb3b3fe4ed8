import { and, asc, count, desc, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { amongPasted } from '../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../people/public.ts'
import { people } from '../people/tables.ts'
import type { Certificate, CertificatesQuery, RuleChange } from './contract.ts'
import { certificateCounters, certificateRules, certificates } from './tables.ts'

export type CertificateRow = typeof certificates.$inferSelect

const ofTenant = (tx: Tx) => eq(certificates.tenantId, tx.context.tenantId)

/** Where a certificate lies: with the school it was issued to, about its holder. */
export async function certificateScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findCertificate(tx, id)
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** The certificate of this id. */
export async function findCertificate(tx: Tx, id: string): Promise<CertificateRow | undefined> {
  const [found] = await tx
    .select()
    .from(certificates)
    .where(and(ofTenant(tx), eq(certificates.id, id)))
  return found
}

/** These certificates in the subtrees of `roots`, by number. */
export async function findCertificates(tx: Tx, ids: readonly string[], roots?: readonly string[]) {
  if (ids.length === 0) return []
  const here = roots && within(tx, sql`${certificates.organisationId}`, roots)
  return tx
    .select()
    .from(certificates)
    .where(and(ofTenant(tx), inArray(certificates.id, [...ids]), here))
    .orderBy(asc(certificates.number))
}

const successors = alias(certificates, 'successor')

function selectShown(tx: Tx) {
  return tx
    .select({ certificate: certificates, supersededByNumber: successors.number })
    .from(certificates)
    .leftJoin(
      successors,
      and(eq(successors.tenantId, certificates.tenantId), eq(successors.id, certificates.supersededBy)),
    )
}

function show(row: Awaited<ReturnType<typeof selectShown>>[number]): Certificate {
  const {
    tenantId: _,
    sourceKind: __,
    sealFileId: ___,
    issuedBy: ____,
    level: _____,
    stateSince,
    ...rest
  } = row.certificate
  return { ...rest, stateSince: stateSince.toISOString(), supersededByNumber: row.supersededByNumber }
}

/** One certificate as people see it. */
export async function showCertificate(tx: Tx, id: string): Promise<Certificate | undefined> {
  const [row] = await selectShown(tx).where(and(ofTenant(tx), eq(certificates.id, id)))
  return row && show(row)
}

function asked(tx: Tx, roots: readonly string[] | undefined, query: CertificatesQuery): SQL | undefined {
  const typed = query.q.replace(/[%_\\]/g, '')
  return and(
    ofTenant(tx),
    roots && within(tx, sql`${certificates.organisationId}`, roots),
    query.state ? eq(certificates.state, query.state) : undefined,
    query.sourceId ? eq(certificates.sourceId, query.sourceId) : undefined,
    query.personId ? isTheirs(certificates.personId, query.personId) : undefined,
    amongPasted(tx, query.pasted, certificates.id, certificates.personId, certificates.organisationId),
    query.year
      ? sql`${certificates.issuedOn} between ${`${query.year}-01-01`}::date and ${`${query.year}-12-31`}::date`
      : undefined,
    typed
      ? or(
          ilike(certificates.number, `%${typed}%`),
          ilike(certificates.holderName, `%${typed}%`),
          ilike(certificates.programmeTitle, `%${typed}%`),
          ilike(certificates.schoolName, `%${typed}%`),
          sql`exists (select from ${people} where ${people.tenantId} = ${certificates.tenantId}
            and ${people.id} = ${certificates.personId}
            and ${isMeantBy(tx, typed) ?? sql`false`})`,
        )
      : undefined,
  )
}

/** A page of certificates, the latest first; one more than asked for when there are more. Without `roots`, wherever they lie. */
export async function listCertificates(
  tx: Tx,
  roots: readonly string[] | undefined,
  query: CertificatesQuery,
  after: { issuedOn: string; id: string } | undefined,
): Promise<Certificate[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        asked(tx, roots, query),
        after && sql`(${certificates.issuedOn}, ${certificates.id}) < (${after.issuedOn}::date, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(certificates.issuedOn), desc(certificates.id))
    .limit(query.limit + 1)
  return rows.map(show)
}

/** The latest certificates with this piece of a number, in the subtrees of `roots`, or of one person. */
export async function searchCertificates(
  tx: Tx,
  whose: { readonly roots: readonly string[] } | { readonly personId: string },
  typed: string,
  most: number,
) {
  return tx
    .select({
      id: certificates.id,
      number: certificates.number,
      holderName: certificates.holderName,
      programmeTitle: certificates.programmeTitle,
    })
    .from(certificates)
    .where(
      and(
        ofTenant(tx),
        'roots' in whose
          ? within(tx, sql`${certificates.organisationId}`, whose.roots)
          : isTheirs(certificates.personId, whose.personId),
        sql`strpos(upper(${certificates.number}), upper(${typed})) > 0`,
      ),
    )
    .orderBy(desc(certificates.issuedOn), desc(certificates.id))
    .limit(most)
}

/** How many certificates such a list has in all. */
export async function countCertificates(tx: Tx, roots: readonly string[] | undefined, query: CertificatesQuery) {
  const [found] = await tx
    .select({ size: count() })
    .from(certificates)
    .where(asked(tx, roots, query))
  return found?.size ?? 0
}

/** How many certificates of these sources are genuine. */
export async function countIssued(tx: Tx, sourceIds: readonly string[]) {
  if (sourceIds.length === 0) return []
  return tx
    .select({ sourceId: certificates.sourceId, size: count() })
    .from(certificates)
    .where(and(ofTenant(tx), eq(certificates.state, 'genuine'), inArray(certificates.sourceId, [...sourceIds])))
    .groupBy(certificates.sourceId)
}

/** Writes certificates as issued. */
export async function insertCertificates(tx: Tx, rows: readonly Omit<typeof certificates.$inferInsert, 'tenantId'>[]) {
  if (rows.length > 0) {
    await tx.insert(certificates).values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
  }
}

/** Says what became of a certificate, if it is still genuine; returns whether it was. */
export async function endCertificate(
  tx: Tx,
  id: string,
  change: { state: 'superseded' | 'revoked'; stateReason: string; supersededBy: string | null },
): Promise<boolean> {
  const ended = await tx
    .update(certificates)
    .set({ ...change, stateSince: tx.context.now })
    .where(and(ofTenant(tx), eq(certificates.id, id), eq(certificates.state, 'genuine')))
    .returning({ id: certificates.id })
  return ended.length > 0
}

/** Holds a certificate until the transaction ends, so that it is ended once. */
export async function holdCertificate(tx: Tx, id: string): Promise<CertificateRow | undefined> {
  const [found] = await tx
    .select()
    .from(certificates)
    .where(and(ofTenant(tx), eq(certificates.id, id)))
    .for('no key update')
  return found
}

/** The genuine certificate of an entry of the ledger. */
export async function findGenuineOf(tx: Tx, creditEntryId: string): Promise<CertificateRow | undefined> {
  const [found] = await tx
    .select()
    .from(certificates)
    .where(and(ofTenant(tx), eq(certificates.creditEntryId, creditEntryId), eq(certificates.state, 'genuine')))
  return found
}

/** Takes `size` running numbers of a year; returns the first. They are given back if the transaction does not commit. */
export async function takeNumbers(tx: Tx, year: number, size: number): Promise<number> {
  const [counter] = await tx
    .insert(certificateCounters)
    .values({ tenantId: tx.context.tenantId, year, last: size })
    .onConflictDoUpdate({
      target: [certificateCounters.tenantId, certificateCounters.year],
      set: { last: sql`${certificateCounters.last} + ${size}` },
    })
    .returning({ last: certificateCounters.last })
  if (!counter) throw new Error('the counter of certificates did not answer')
  return counter.last - size + 1
}

/** The last running number given in a year; 0 before the first. */
export async function lastNumber(tx: Tx, year: number): Promise<number> {
  const [counter] = await tx
    .select({ last: certificateCounters.last })
    .from(certificateCounters)
    .where(and(eq(certificateCounters.tenantId, tx.context.tenantId), eq(certificateCounters.year, year)))
  return counter?.last ?? 0
}

/** The bureau's own rule, if it has chosen one. */
export async function findRule(tx: Tx) {
  const [found] = await tx.select().from(certificateRules).where(eq(certificateRules.tenantId, tx.context.tenantId))
  return found
}

/** Keeps the bureau's rule. */
export async function saveRule(tx: Tx, rule: RuleChange, changedBy: string): Promise<void> {
  const row = { ...rule, changedBy, changedAt: tx.context.now }
  await tx
    .insert(certificateRules)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({ target: certificateRules.tenantId, set: row })
}

/** What the database says of a number to a stranger. */
export type AnswerRow = {
  readonly number: string
  readonly code: string
  readonly state: 'genuine' | 'superseded' | 'revoked'
  readonly state_reason: string | null
  readonly state_since: Date
  readonly superseded_by: string | null
  readonly time_zone: string
  readonly title: string
  readonly holder_name: string
  readonly school_name: string
  readonly programme_title: string
  readonly centihours: number
  readonly started_on: string | null
  readonly ended_on: string
  readonly issued_on: string
  readonly issuer: string
}

/** Certificates with these numbers, whichever bureau issued them, in the order of the numbers: one statement for a crowd. */
export async function findAnswers(
  pool: pg.Pool,
  numbers: readonly string[],
): Promise<readonly (readonly AnswerRow[])[]> {
  const found = await pool.query<AnswerRow>({
    name: 'certificate_answer',
    text: `select number, code, state, state_reason, state_since, superseded_by, time_zone, title, holder_name, school_name,
      programme_title, centihours, started_on::text, ended_on::text, issued_on::text, issuer from certificate_answer($1)`,
    values: [[...new Set(numbers)]],
  })
  const byNumber = Map.groupBy(found.rows, (row) => row.number)
  return numbers.map((number) => byNumber.get(number) ?? [])
}
