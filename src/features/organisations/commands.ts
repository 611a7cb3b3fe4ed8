import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { spell } from '../../platform/pinyin.ts'
import type { NewOrganisation, Organisation } from './contract.ts'
import { decidePlace, type PlaceRefusal } from './core.ts'
import { beginRegion, covers, findOrganisation, insertOrganisation, insertTenant, showOrganisation } from './store.ts'

/** Adds an organisation under one in `scope`. Asking twice with the same id gives the first answer again. */
export async function addOrganisation(
  tx: Tx,
  draft: NewOrganisation,
  scope: readonly string[],
): Promise<Result<Organisation, PlaceRefusal | 'parent_not_found' | 'id_reused'>> {
  const parent = await findOrganisation(tx, draft.parentId)
  if (!parent || !(await covers(tx, scope, [parent.id]))) return err('parent_not_found')

  const earlier = await showOrganisation(tx, draft.id)
  if (earlier) return isSame(earlier, draft) ? ok(earlier) : err('id_reused')

  const placed = decidePlace(draft, parent)
  if (!placed.ok) return placed

  const shortName = draft.shortName ?? draft.name.slice(0, 20)
  await insertOrganisation(tx, { ...draft, shortName, ...spell(draft.name) })
  note(tx, { act: 'organisation.added', object: { kind: 'organisation', id: draft.id }, after: draft })
  const nothing = { closedOn: null, mergedInto: null, openedOn: null, address: null, phone: null }
  return ok({ ...draft, ...nothing, code: draft.code ?? null, shortName, teachers: 0 })
}

function isSame(earlier: Organisation, draft: NewOrganisation): boolean {
  return earlier.name === draft.name && earlier.kind === draft.kind && earlier.parentId === draft.parentId
}

/** Founds the region that this transaction names: its tenant, the bureau at the root of its tree, and what every region begins with. */
export async function foundRegion(
  tx: Tx,
  draft: { bureauId: string; bureauName: string; slug: string; regionCode: string; timeZone: string; year: number },
): Promise<void> {
  const { bureauId, bureauName, ...tenant } = draft
  await insertTenant(tx, { ...tenant, name: bureauName })
  await insertOrganisation(tx, {
    id: bureauId,
    parentId: null,
    kind: 'bureau',
    name: bureauName,
    shortName: bureauName.slice(0, 20),
    schoolKind: null,
    stages: [],
    setting: null,
    ...spell(bureauName),
  })
  await beginRegion(tx, bureauId)
  note(tx, { act: 'region.founded', object: { kind: 'organisation', id: bureauId }, after: draft })
}
