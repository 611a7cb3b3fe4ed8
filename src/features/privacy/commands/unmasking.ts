import type { Readable } from 'node:stream'
import { scopeOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { exportRows } from '../../../platform/excel/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../notices/public.ts'
import { covers, exportMark, findOrganisation } from '../../organisations/public.ts'
import { findPerson } from '../../people/public.ts'
import type { NewUnmasking, NewUnmaskedExport, Unmasked } from '../contract/unmasking.ts'
import { lookers, mostExported, unmaskingRefusal, type MaskedField } from '../core.ts'
import { countLooks, findExport, findLook, insertLooks, listSealed } from '../store/unmasking.ts'

const columns = { id_number: 'idNumberSealed', phone: 'phoneSealed' } as const satisfies Record<MaskedField, string>

/** Where a person reads who looked. */
const ownPage = '/m/my-data'

/** Shows one number in full. That it was shown is written down with it, and the person is told who looked and why. */
export async function unmask(
  tx: Tx,
  vault: Vault,
  personId: string,
  draft: NewUnmasking,
): Promise<
  Result<Unmasked, 'person_not_found' | 'field_not_for_role' | 'looked_too_often' | 'id_reused' | 'number_missing'>
> {
  const { actor } = tx.context
  const person = await findPerson(tx, personId)
  if (!person || !actor) return err('person_not_found')
  const { id, field, purpose, reason } = draft
  const reaches = await covers(tx, scopeOf(actor, lookers[field]), [person.organisationId])
  const refusal = unmaskingRefusal(reaches, await countLooks(tx, actor.accountId))
  if (refusal) return err(refusal)
  const sealed = person[columns[field]]
  if (!sealed) return err('number_missing')
  const earlier = await findLook(tx, id)
  if (earlier) {
    const same = earlier.personId === personId && earlier.field === field && earlier.accountId === actor.accountId
    return same ? ok({ field, value: vault.open(sealed) }) : err('id_reused')
  }
  await insertLooks(tx, [{ id, personId, field, purpose, reason, exportId: null }])
  note(tx, { act: 'person.unmasked', object: { kind: 'person', id: personId }, after: { id, field, purpose, reason } })
  if (actor.personId !== personId) {
    const params = { who: actor.name, field, purpose, reason }
    await notify(tx, { personIds: [personId] }, { code: 'privacy.unmasked', params, link: ownPage })
  }
  return ok({ field, value: vault.open(sealed) })
}

/** A file on its way out. */
export type Outgoing = { readonly name: string; readonly content: Readable }

/** A roster with numbers in full, for one organisation and all below it. One look is written down for each number in it. */
export async function exportUnmasked(
  tx: Tx,
  vault: Vault,
  draft: NewUnmaskedExport,
): Promise<Result<Outgoing, 'organisation_not_found' | 'export_too_large' | 'export_empty' | 'id_reused'>> {
  const { actor, now } = tx.context
  const { id, organisationId, purpose, reason } = draft
  const fields = [...new Set(draft.fields)]
  const organisation = await findOrganisation(tx, organisationId)
  if (!organisation || !actor) return err('organisation_not_found')
  for (const field of fields) {
    if (!(await covers(tx, scopeOf(actor, lookers[field]), [organisationId]))) return err('organisation_not_found')
  }
  if (await findExport(tx, id)) return err('id_reused')
  const people = await listSealed(tx, organisationId, mostExported + 1)
  if (people.length > mostExported) return err('export_too_large')
  const shown = people.flatMap((person) =>
    fields.flatMap((field) => (person[columns[field]] ? [{ personId: person.id, field }] : [])),
  )
  if (shown.length === 0) return err('export_empty')
  await insertLooks(
    tx,
    shown.map((one) => ({ ...one, id: newId(now.getTime()), purpose, reason, exportId: id })),
  )
  const after = { organisationId, fields, purpose, reason, people: people.length, numbers: shown.length }
  note(tx, { act: 'people.unmasked_export', object: { kind: 'export', id }, after })
  const told = new Set(shown.map((one) => one.personId))
  if (actor.personId !== null) told.delete(actor.personId)
  const params = { who: actor.name, purpose, reason }
  await notify(tx, { personIds: [...told] }, { code: 'privacy.unmasked_export', params, link: ownPage })

  const mark = await exportMark(tx)
  const line = mark?.line ?? actor.name
  const text = (title: string, width: number, value: (row: (typeof people)[number]) => string | null) =>
    ({ title, width, kind: 'text', value }) as const
  const content = exportRows({
    sheet: '花名册',
    mark: line,
    columns: [
      text('工号', 16, (row) => row.staffNo),
      text('姓名', 12, (row) => row.name),
      text('学校', 28, (row) => row.schoolName),
      ...fields.map((field) =>
        text(field === 'phone' ? '手机号' : '身份证号', 22, (row) => {
          const sealed = row[columns[field]]
          return sealed && vault.open(sealed)
        }),
      ),
      // On each row: a row that is copied elsewhere still says who took it out.
      text('导出标记', 60, () => line),
    ],
    rows: people,
  })
  return ok({ name: `${organisation.name}-花名册（含完整号码）-${mark?.inName ?? tx.context.today}.xlsx`, content })
}
