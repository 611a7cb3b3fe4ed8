import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import {
  addOrganisations,
  correctOrganisations,
  lockTree,
  moveOrganisation,
  renameOrganisation,
  type Listed,
  type OrganisationFactsRow,
} from '../../organisations/public.ts'
import type { Decision, Snapshot } from '../core/decide.ts'
import { added } from '../core/nodes.ts'
import { findImport, listAllRows, updateImport, type ImportRow, type RowRow } from '../store/imports.ts'
import { closeAll } from './closing.ts'
import { decide } from './rehearse.ts'

export type ApplyRefusal = 'import_not_found' | 'import_not_ready' | 'import_rehearsed_anew' | 'import_stale'

/**
 * Does exactly what was rehearsed, all of it in this one transaction. Where the tree changed since so that a single row would
 * now do something else, nothing is done. Asking twice does it once.
 */
export async function applyDirectory(
  tx: Tx,
  importId: string,
  rehearsal: number,
): Promise<Result<undefined, ApplyRefusal>> {
  await lockTree(tx)
  const list = await findImport(tx, importId, true)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' && list.rehearsals === rehearsal) return ok()
  if (list.state !== 'ready') return err('import_not_ready')
  if (list.rehearsals !== rehearsal) return err('import_rehearsed_anew')
  const rows = await listAllRows(tx, importId)
  const now = await decide(tx, list, rows)
  if (!rows.every((row, index) => isAsRehearsed(row, now[index]))) return err('import_stale')
  await doRows(tx, list, rows)
  await updateImport(tx, importId, { state: 'applied', appliedAt: tx.context.now })
  const { createCount: create, changeCount: change } = list
  note(tx, { act: 'directory.applied', object: { kind: 'directory_import', id: importId }, after: { create, change } })
  return ok()
}

// Keys come back from the database in another order than they were written.
const inOrder = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(inOrder)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([, each]) => each !== undefined)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, inOrder(each)])
      : value

function isAsRehearsed(row: RowRow, now: Decision | undefined): boolean {
  if (!now || row.no !== now.no) return false
  const facts = ({ outcome, before, after, changes }: RowRow | Decision) => ({ outcome, before, after, changes })
  return JSON.stringify(inOrder(facts(row))) === JSON.stringify(inOrder(facts(now)))
}

const factFields = ['code', 'schoolKind', 'stages', 'setting', 'openedOn', 'address', 'phone'] as const

/** The part of a snapshot that is neither name nor place nor state; undefined when there is none. */
export function factsOf(id: string, snapshot: Snapshot): OrganisationFactsRow | undefined {
  const facts = Object.fromEntries(factFields.flatMap((field) => (field in snapshot ? [[field, snapshot[field]]] : [])))
  return Object.keys(facts).length > 0 ? { id, ...facts } : undefined
}

/** How the history names a list. The words of a region's history are Chinese, as its schools are. */
export const causeOf = ({ name }: Pick<ImportRow, 'name'>, what = '导入') => `${what}“${name}”`.slice(0, 200)

async function doRows(tx: Tx, list: ImportRow, rows: readonly RowRow[]): Promise<void> {
  const made = new Map(rows.map(({ no, organisationId }) => [added(no), organisationId]))
  const idOf = (ref: string | null | undefined) => made.get(ref ?? '') ?? ref ?? list.organisationId
  const cause = { import: list.id }
  const creating = rows.filter(({ outcome }) => outcome === 'create')
  await addOrganisations(
    tx,
    creating.map(({ organisationId, after }) => listed(organisationId ?? '', idOf(after.parentId), after)),
    cause,
  )
  const changing = rows.flatMap(({ organisationId: id, outcome, before, after }) =>
    outcome === 'change' && id !== null ? [{ id, before, after }] : [],
  )
  const dated = ({ after }: { after: Snapshot }) => ({
    id: newId(),
    on: after.closedOn ?? tx.context.today,
    reason: causeOf(list),
    importId: list.id,
  })
  for (const one of changing) {
    if (one.after.name !== undefined)
      mustBe(await renameOrganisation(tx, one.id, { ...dated(one), name: one.after.name }))
    if (one.after.parentId !== undefined)
      mustBe(await moveOrganisation(tx, one.id, { ...dated(one), parentId: idOf(one.after.parentId) }))
  }
  const facts = changing.flatMap(({ id, before, after }) => {
    const [was, becomes] = [factsOf(id, before), factsOf(id, after)]
    return was && becomes ? [{ before: was, after: becomes }] : []
  })
  await correctOrganisations(tx, facts, cause)
  const closings = changing.filter(({ after }) => typeof after.closedOn === 'string')
  const isClosed = await closeAll(
    tx,
    closings.map((one) => ({ id: one.id, dated: dated(one) })),
  )
  if (!isClosed) throw new Error('a judged closing was refused')
}

// What was judged as a whole a moment ago, under the same lock, cannot be refused now.
function mustBe<E>(done: Result<unknown, E>): void {
  if (!done.ok) throw new Error(`a judged change of the tree was refused: ${String(done.error)}`)
}

function listed(id: string, parentId: string, after: Snapshot): Listed {
  const { kind = 'school', name = '', schoolKind = null, stages = [], setting, code = null } = after
  const { openedOn = null, closedOn = null, address = null, phone = null } = after
  const settings = ['urban', 'town', 'rural'] as const
  return {
    ...{ id, parentId, kind, name, schoolKind, stages: [...stages], code, openedOn, closedOn, address, phone },
    setting: settings.find((one) => one === setting) ?? null,
  }
}
