import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { randomCode, sha256, type Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { fingerprintOf, isSigned, openSigner } from '../../../platform/signing.ts'
import { handIn, headOf, listTakeable, totalsOf, type HandInRefusal } from '../../credits/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import { bearerOf, changeState, findPerson, maskedIdNumber } from '../../people/public.ts'
import {
  StatementContent,
  type NewStatement,
  type SignedStatement,
  type Statement,
  type StatementAcceptance,
} from '../contract/statements.ts'
import { isAbout, openingHours, type StatementContent as Content } from '../core.ts'
import { findKeyOf } from '../store/keys.ts'
import {
  findAccepted,
  findIssued,
  insertAccepted,
  insertIssued,
  listAccepted,
  listIssued,
} from '../store/statements.ts'
import { actorOf } from './transfers.ts'

type Row = NonNullable<Awaited<ReturnType<typeof findPerson>>>

function identityOf(vault: Vault, { name, gender, bornOn, ...person }: Row) {
  return { name, gender, bornOn, idNumberMasked: maskedIdNumber(vault, person) }
}

export type IssueRefusal =
  'person_not_found' | 'person_merged' | 'person_not_in_post' | 'change_in_future' | 'change_before_last' | 'id_reused'

/** Signs what a person has earned here, by year and category, and says that they moved away on a day. */
export async function issueStatement(
  tx: Tx,
  vault: Vault,
  personId: string,
  { id, toBureau, on, reason }: NewStatement,
): Promise<Result<Statement, IssueRefusal>> {
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  const earlier = await findIssued(tx, id)
  if (earlier) return earlier.personId === personId ? ok(toIssued(earlier)) : err('id_reused')
  const left = await changeState(tx, personId, { id: newId(), state: '05', on, reason })
  if (!left.ok) return err(left.error === 'state_unchanged' ? 'person_not_in_post' : left.error)
  const tenant = await loadTenant(tx)
  const { name: issuedBy, accountId } = actorOf(tx)
  const number = `${tenant.regionCode}-${on.slice(0, 4)}-${randomCode(6)}`
  const content: Content = {
    format: 'qinglan-hours-statement/2',
    id,
    number,
    bureau: { name: tenant.name, regionCode: tenant.regionCode },
    toBureau,
    person: identityOf(vault, person),
    issuedOn: tx.context.today,
    issuedBy,
    hours: (await totalsOf(tx, personId)).filter((total) => total.centihours !== 0),
    entries: (await listTakeable(tx, personId)).map((entry) => ({
      ...entry,
      evidence: entry.evidence.map(({ kind, title, sha256: hash }) => ({ kind, title, sha256: hash })),
    })),
    ledger: await headOf(tx, personId),
  }
  const signer = openSigner(vault, tx.context.tenantId)
  const payload = JSON.stringify(content)
  const signed = { payload, signature: signer.sign(payload), publicKey: signer.publicKey }
  const row = {
    id,
    personId,
    number,
    toBureau,
    ...signed,
    issuedBy: accountId,
    issuedByName: issuedBy,
    issuedAt: tx.context.now,
  }
  await insertIssued(tx, row)
  note(tx, { act: 'statement.issued', object: { kind: 'person', id: personId }, after: { id, number, toBureau, on } })
  return ok(toIssued(row))
}

type Issued = Awaited<ReturnType<typeof listIssued>>[number]
type Accepted = Awaited<ReturnType<typeof listAccepted>>[number]

function shown({ payload, signature, publicKey, number }: SignedStatement & { number: string }) {
  const content = StatementContent.parse(JSON.parse(payload))
  return { payload, signature, publicKey, number, fingerprint: fingerprintOf(publicKey), content }
}

function toIssued(row: Omit<Issued, 'tenantId'>): Statement {
  const told = { id: row.id, direction: 'issued' as const, bureau: row.toBureau, by: row.issuedByName }
  const where = { openingId: null, state: 'issued' as const }
  return { ...shown(row), ...told, ...where, at: row.issuedAt.toISOString() }
}

function toAccepted({ entry, openingId, state }: Accepted): Statement {
  const { statementId: id, fromBureau: bureau, acceptedByName: by, acceptedAt } = entry
  // Hours that were taken over before three people vouched for them stand.
  const where = { openingId, state: state ?? ('verified' as const) }
  return { ...shown(entry), ...where, ...{ id, direction: 'accepted', bureau, by }, at: acceptedAt.toISOString() }
}

/** The statements that a person took along or brought. */
export async function listStatements(tx: Tx, personId: string): Promise<Statement[]> {
  const [issued, accepted] = [await listIssued(tx, personId), await listAccepted(tx, personId)]
  return [...issued.map(toIssued), ...accepted.map(toAccepted)]
}

export type AcceptRefusal =
  | 'person_not_found'
  | 'person_merged'
  | 'record_own_hours'
  | 'statement_unreadable'
  | 'statement_not_signed'
  | 'statement_key_unknown'
  | 'statement_key_unconfirmed'
  | 'statement_of_somebody_else'
  | 'statement_is_ours'
  | 'statement_in_future'
  | 'statement_empty'
  | 'statement_used'
  | HandInRefusal

function readStatement(tx: Tx, { payload, signature, publicKey }: SignedStatement): Result<Content, AcceptRefusal> {
  if (!isSigned(payload, signature, publicKey)) return err('statement_not_signed')
  const content = StatementContent.safeParse(parsed(payload))
  if (!content.success) return err('statement_unreadable')
  const { issuedOn, entries = [] } = content.data
  const isAhead = issuedOn > tx.context.today || entries.some(({ earnedOn }) => earnedOn > issuedOn)
  return isAhead ? err('statement_in_future') : ok(content.data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The key that another bureau signed with, where two people here vouch for it. */
async function vouchedKey(tx: Tx, publicKey: string, bureau: string) {
  const key = await findKeyOf(tx, publicKey, bureau)
  if (!key) return err('statement_key_unknown' as const)
  return key.confirmedBy === null
    ? err('statement_key_unconfirmed' as const)
    : ok({ keyId: key.id, keyConfirmedBy: key.confirmedBy })
}

/**
 * Hands in the hours that another bureau signed for, under a key that two people here vouch for. They wait as an opening list of
 * one person: two others approve and verify it. Once for each statement, unless its list was returned.
 */
export async function acceptStatement(
  tx: Tx,
  vault: Vault,
  personId: string,
  { statement, lateReason }: StatementAcceptance,
): Promise<Result<Statement, AcceptRefusal>> {
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  if (person.mergedInto !== null) return err('person_merged')
  const actor = actorOf(tx)
  if (isOwnMatter(actor, personId)) return err('record_own_hours')
  const content = readStatement(tx, statement)
  if (!content.ok) return content
  const { id, number, bureau } = content.value
  if (await findIssued(tx, id)) return err('statement_is_ours')
  const earlier = await findAccepted(tx, id)
  if (earlier) {
    const isSame =
      earlier.entry.payload === statement.payload && (await bearerOf(tx, earlier.entry.personId)) === personId
    if (!isSame) return err('statement_used')
    if (earlier.state !== 'returned') return ok(toAccepted(earlier))
  }
  const key = await vouchedKey(tx, statement.publicKey, bureau.name)
  if (!key.ok) return key
  if (!isAbout(content.value.person, identityOf(vault, person))) return err('statement_of_somebody_else')
  if (!earlier) {
    const by = { acceptedBy: actor.accountId, acceptedByName: actor.name, acceptedAt: tx.context.now }
    const kept = { ...statement, ...key.value, ...by, statementId: id, personId, number, fromBureau: bureau.name }
    if (!(await insertAccepted(tx, kept))) return err('statement_used')
  }
  const handed = await handInHours(tx, person, content.value, {
    payload: statement.payload,
    lateReason: lateReason ?? null,
  })
  if (!handed.ok) return handed
  note(tx, {
    act: 'statement.accepted',
    object: { kind: 'person', id: personId },
    after: { id, number, from: bureau.name, openingId: handed.value.id },
  })
  const found = await findAccepted(tx, id)
  return found ? ok(toAccepted(found)) : err('statement_used')
}

type Told = { readonly payload: string; readonly lateReason: string | null }

async function handInHours(
  tx: Tx,
  { id: personId, organisationId }: Row,
  content: Content,
  { payload, lateReason }: Told,
) {
  const hours = openingHours(content)
  if (hours.length === 0) return err('statement_empty' as const)
  const { id: statementId, number, bureau } = content
  const evidence = [{ kind: '学时证明', title: number, sha256: sha256(payload).toString('hex') }]
  const draft = {
    id: newId(),
    organisationId,
    title: `${bureau.name}学时证明 ${number}`,
    evidence,
    lateReason,
    statementId,
  }
  return handIn(
    tx,
    draft,
    hours.map(({ usedFor: spent, ...row }, index) => ({ ...row, spent, no: index + 1, id: newId(), personId })),
  )
}
