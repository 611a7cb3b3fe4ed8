import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { randomCode } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { codeOfKey, isSigned, openSigner } from '../../../platform/signing.ts'
import { headOf, openLedger, totalsOf } from '../../credits/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import { changeState, findPerson, maskedIdNumber } from '../../people/public.ts'
import {
  StatementContent,
  type NewStatement,
  type SignedStatement,
  type Statement,
  type StatementAcceptance,
} from '../contract/statements.ts'
import { isAbout, openingDay, type StatementContent as Content } from '../core.ts'
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
    format: 'qinglan-hours-statement/1',
    id,
    number,
    bureau: { name: tenant.name, regionCode: tenant.regionCode },
    toBureau,
    person: identityOf(vault, person),
    issuedOn: tx.context.today,
    issuedBy,
    hours: (await totalsOf(tx, personId)).filter((total) => total.centihours !== 0),
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
  return { payload, signature, publicKey, number, keyCode: codeOfKey(publicKey), content }
}

function toIssued(row: Omit<Issued, 'tenantId'>): Statement {
  const told = { id: row.id, direction: 'issued' as const, bureau: row.toBureau, by: row.issuedByName }
  return { ...shown(row), ...told, at: row.issuedAt.toISOString() }
}

function toAccepted(row: Omit<Accepted, 'tenantId'>): Statement {
  const told = { id: row.statementId, direction: 'accepted' as const, bureau: row.fromBureau, by: row.acceptedByName }
  return { ...shown(row), ...told, at: row.acceptedAt.toISOString() }
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
  | 'statement_key_differs'
  | 'statement_of_somebody_else'
  | 'statement_is_ours'
  | 'statement_in_future'
  | 'statement_used'

function readStatement(tx: Tx, { statement, keyCode }: StatementAcceptance): Result<Content, AcceptRefusal> {
  if (!isSigned(statement.payload, statement.signature, statement.publicKey)) return err('statement_not_signed')
  if (codeOfKey(statement.publicKey) !== keyCode.toUpperCase()) return err('statement_key_differs')
  const content = StatementContent.safeParse(parsed(statement.payload))
  if (!content.success) return err('statement_unreadable')
  return content.data.issuedOn > tx.context.today ? err('statement_in_future') : ok(content.data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Opens somebody's ledger with the hours that another bureau signed for; each entry cites the statement. Once for each statement. */
export async function acceptStatement(
  tx: Tx,
  vault: Vault,
  personId: string,
  acceptance: StatementAcceptance,
): Promise<Result<Statement, AcceptRefusal>> {
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  if (person.mergedInto !== null) return err('person_merged')
  const actor = actorOf(tx)
  const { accountId, name } = actor
  if (isOwnMatter(actor, personId)) return err('record_own_hours')
  const content = readStatement(tx, acceptance)
  if (!content.ok) return content
  const { id, number, bureau, issuedOn, hours } = content.value
  if (await findIssued(tx, id)) return err('statement_is_ours')
  const earlier = await findAccepted(tx, id)
  if (earlier) return earlier.personId === personId ? ok(toAccepted(earlier)) : err('statement_used')
  if (!isAbout(content.value.person, identityOf(vault, person))) return err('statement_of_somebody_else')
  const kept = { ...acceptance.statement, number, fromBureau: bureau.name, acceptedBy: accountId, acceptedByName: name }
  const row = { ...kept, statementId: id, personId, acceptedAt: tx.context.now }
  await insertAccepted(tx, row)
  await openLedger(tx, personId, {
    statementId: id,
    title: `${bureau.name}学时证明 ${number}`,
    hours: hours.map(({ year, ...sum }) => ({ ...sum, earnedOn: openingDay(year, issuedOn) })),
  })
  note(tx, {
    act: 'statement.accepted',
    object: { kind: 'person', id: personId },
    after: { id, number, from: bureau.name },
  })
  return ok(toAccepted(row))
}
