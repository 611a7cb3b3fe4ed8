import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { spellPerson } from '../../platform/pinyin.ts'
import { covers, findOrganisation } from '../organisations/public.ts'
import type { NewPerson, Person, PersonChange, PersonInFull } from './contract.ts'
import { changesBetween, maskIdNumber, maskPhone, readIdNumber, readPhone, type IdNumberRefusal } from './core.ts'
import { insertLife } from './store/lives.ts'
import { findPerson, findTwin, insertPerson, insertPosts, listPosts, showPerson, updatePerson } from './store.ts'

export type AddPersonRefusal =
  IdNumberRefusal | 'phone_malformed' | 'organisation_not_found' | 'staff_no_taken' | 'id_number_taken' | 'id_reused'

/** Puts a person on the roster of an organisation in `scope`. ID and phone numbers are sealed before they are stored. */
export async function addPerson(
  tx: Tx,
  vault: Vault,
  draft: NewPerson,
  scope: readonly string[],
): Promise<Result<Person, AddPersonRefusal>> {
  if (!(await isOpenWithin(tx, scope, draft.organisationId))) return err('organisation_not_found')
  const earlier = await showPerson(tx, draft.id)
  if (earlier) return earlier.staffNo === draft.staffNo ? ok(earlier) : err('id_reused')

  const sealed = sealNumbers(vault, draft)
  if (!sealed.ok) return sealed
  const { idNumberSealed } = sealed.value
  const hashes = idNumberSealed ? vault.lookups(vault.open(idNumberSealed)) : []
  const twin = await findTwin(tx, draft.staffNo, hashes)
  if (twin) return err(twin.staffNo === draft.staffNo ? 'staff_no_taken' : 'id_number_taken')

  const { idNumber: _, phone: __, posts: held, ...plain } = draft
  await insertPerson(tx, { ...plain, ...spellPerson(draft.name), ...sealed.value })
  await insertPosts(
    tx,
    held.map((post) => ({ ...post, id: newId(), personId: draft.id, organisationId: draft.organisationId })),
  )
  note(tx, { act: 'person.added', object: { kind: 'person', id: draft.id }, after: { ...plain, posts: held } })
  const added = await showPerson(tx, draft.id)
  return added ? ok(added) : err('organisation_not_found')
}

async function isOpenWithin(tx: Tx, scope: readonly string[], organisationId: string): Promise<boolean> {
  const found = await findOrganisation(tx, organisationId)
  return found?.closedOn === null && (await covers(tx, scope, [organisationId]))
}

/** Changes what the roster says of a person; the trail keeps what it said before. */
export async function changePerson(
  tx: Tx,
  vault: Vault,
  id: string,
  change: PersonChange,
): Promise<Result<Person, 'phone_malformed' | 'staff_no_taken' | 'person_not_found'>> {
  const before = await showPerson(tx, id)
  if (!before) return err('person_not_found')
  const { phone, ...plain } = change
  const digits = typeof phone === 'string' ? readPhone(phone) : undefined
  if (typeof phone === 'string' && digits === undefined) return err('phone_malformed')
  if (plain.staffNo !== undefined && plain.staffNo !== before.staffNo && (await findTwin(tx, plain.staffNo, []))) {
    return err('staff_no_taken')
  }
  await updatePerson(tx, id, {
    ...withoutUndefined(plain),
    ...(plain.name === undefined ? {} : spellPerson(plain.name)),
    ...(phone === undefined
      ? {}
      : {
          phoneSealed: digits === undefined ? null : vault.seal(digits),
          phoneHash: digits === undefined ? null : vault.lookup(digits),
        }),
  })
  await insertLife(tx, changesBetween(id, before, plain, tx.context.today))
  note(tx, { act: 'person.changed', object: { kind: 'person', id }, before, after: plain })
  const after = await showPerson(tx, id)
  return after ? ok(after) : err('person_not_found')
}

function withoutUndefined<T extends object>(change: T) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

/** One person with posts, and with ID and phone numbers masked; undefined when there is none. */
export async function readPerson(tx: Tx, vault: Vault, id: string): Promise<PersonInFull | undefined> {
  const [shown, row] = [await showPerson(tx, id), await findPerson(tx, id)]
  if (!shown || !row) return undefined
  return {
    ...shown,
    bornOn: row.bornOn,
    retiresOn: row.retiresOn,
    joinedOn: row.joinedOn,
    nationalNo: row.nationalNo,
    staffKind: row.staffKind,
    politicalStatus: row.politicalStatus,
    education: row.education,
    degree: row.degree,
    mandarin: row.mandarin,
    mergedInto: row.mergedInto,
    idNumberMasked: maskedIdNumber(vault, row),
    phoneMasked: row.phoneSealed && maskPhone(vault.open(row.phoneSealed)),
    posts: await listPosts(tx, id),
  }
}

/** Somebody's ID number as it may be shown; null where none is known. */
export function maskedIdNumber(vault: Vault, row: { readonly idNumberSealed: Buffer | null }): string | null {
  return row.idNumberSealed && maskIdNumber(vault.open(row.idNumberSealed))
}

/** ID and phone numbers as the roster keeps them: sealed, and hashed to be found again. */
export type SealedNumbers = Record<'idNumberSealed' | 'idNumberHash' | 'phoneSealed' | 'phoneHash', Buffer | null>

/** Checks and seals the numbers of a person. */
export function sealNumbers(
  vault: Vault,
  draft: { readonly idNumber: string | null; readonly phone: string | null },
): Result<SealedNumbers, IdNumberRefusal | 'phone_malformed'> {
  const idNumber = draft.idNumber === null ? undefined : readIdNumber(draft.idNumber)
  if (idNumber && !idNumber.ok) return idNumber
  const phone = draft.phone === null ? undefined : readPhone(draft.phone)
  if (draft.phone !== null && phone === undefined) return err('phone_malformed')
  return ok({
    idNumberSealed: idNumber ? vault.seal(idNumber.value.number) : null,
    idNumberHash: idNumber ? vault.lookup(idNumber.value.number) : null,
    phoneSealed: phone === undefined ? null : vault.seal(phone),
    phoneHash: phone === undefined ? null : vault.lookup(phone),
  })
}
