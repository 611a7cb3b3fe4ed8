import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { spellPerson } from '../../platform/pinyin.ts'
import { findTwins } from './store/twins.ts'
import { findPerson, updatePerson } from './store.ts'

/** A field of the roster that a person may ask to have corrected, and the column it stands in. */
const columns = {
  name: 'name',
  gender: 'gender',
  born_on: 'bornOn',
  id_number: 'idNumberSealed',
  phone: 'phoneSealed',
  title: 'title',
  stage: 'stage',
  started_on: 'startedOn',
} as const
type Field = keyof typeof columns

type Row = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** What the roster says of somebody in a field, whole; null where it says nothing. */
export function rosterValue(vault: Vault, person: Row, field: Field): string | null {
  const value = person[columns[field]]
  return Buffer.isBuffer(value) ? vault.open(value) : value
}

export type CorrectPersonRefusal = 'person_not_found' | 'id_number_taken'

/** Puts a value that was read and approved into a field of the roster. The trail names the field, and the numbers never. */
export async function correctPerson(
  tx: Tx,
  vault: Vault,
  id: string,
  field: Field,
  value: string,
): Promise<Result<undefined, CorrectPersonRefusal>> {
  const person = await findPerson(tx, id)
  if (!person) return err('person_not_found')
  if (field === 'id_number') {
    const twins = await findTwins(tx, vault.lookups(value))
    if (twins.some((twin) => twin.id !== id)) return err('id_number_taken')
  }
  await updatePerson(tx, id, changeOf(vault, field, value))
  const isSecret = field === 'id_number' || field === 'phone'
  const said = isSecret ? {} : { value: rosterValue(vault, person, field) }
  note(tx, {
    act: 'person.corrected',
    object: { kind: 'person', id },
    before: { field, ...said },
    after: { field, ...(isSecret ? {} : { value }) },
  })
  return ok()
}

function changeOf(vault: Vault, field: Field, value: string): Parameters<typeof updatePerson>[2] {
  if (field === 'id_number') return { idNumberSealed: vault.seal(value), idNumberHash: vault.lookup(value) }
  if (field === 'phone') return { phoneSealed: vault.seal(value), phoneHash: vault.lookup(value) }
  if (field === 'name') return { name: value, ...spellPerson(value) }
  if (field === 'gender') return { gender: value === 'male' ? 'male' : 'female' }
  return { [columns[field]]: value }
}
