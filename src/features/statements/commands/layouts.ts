import { err, ok, type Result } from '../../../lib/result.ts'
import { maskIdNumber, maskPhone } from '../../../lib/identity.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { writeSheet } from '../../../platform/excel/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueueOnce } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { covers, exportMark, findOrganisation } from '../../organisations/public.ts'
import { insertLooks, mostExported } from '../../privacy/public.ts'
import type {
  Asked,
  DifferencesQuery,
  LayoutDifference,
  LayoutPreview,
  LayoutTrial,
  NewLayoutExport,
} from '../contract/layouts.ts'
import { exportLayoutJob } from '../jobs.ts'
import {
  fullNumbers,
  isFullNumber,
  isUnmasked,
  linesAbove,
  type Field,
  type Row,
  type LayoutContent,
} from '../layouts/layout.ts'
import { findDraft, findLayout } from '../store/layout-versions.ts'
import { hasExport, insertExport } from '../store/layouts.ts'
import { differenceSheet, differingOf, fileOf, type Outgoing } from './layout-file.ts'
import { findMeant, prepare, rowsOf, type Meant, type MeantRefusal, type Prepared } from './layout-rows.ts'

const shownFlaws = 100
const shownRows = 10

// So many rows are soon made while somebody waits; more are made in the background.
const atOnce = 2_000

function checkedOf(rows: readonly Row[]) {
  const flawed = rows.filter(({ flaws }) => flaws.length > 0)
  const counts = new Map<string, number>()
  for (const { flaws } of flawed) for (const { column } of flaws) counts.set(column, (counts.get(column) ?? 0) + 1)
  return {
    ...{ rows: rows.length, flawed: flawed.length },
    flaws: flawed.slice(0, shownFlaws).map(({ id, name, place, flaws }) => ({ id, name, place, flaws })),
    byColumn: [...counts].map(([column, flaws]) => ({ column, flaws })).toSorted((a, b) => b.flaws - a.flaws),
  }
}

/** What an export would hold, what the other system would refuse, and what differs from the last one. */
export async function previewLayout(
  tx: Tx,
  vault: Vault,
  asked: Asked,
  roots: readonly string[],
): Promise<Result<LayoutPreview, MeantRefusal>> {
  const meant = await findMeant(tx, asked, roots)
  if (!meant.ok) return meant
  const { rows, last, differences, gone, columnsAdded, columnsGone } = await prepare(
    tx,
    vault,
    meant.value,
    asked,
    roots,
  )
  const count = (change: string) => [...differences.values()].filter((each) => each.change === change).length
  return ok({
    ...checkedOf(rows),
    version: meant.value.version,
    ...{ fresh: count('new'), changed: count('changed'), gone: gone.length, columnsAdded, columnsGone },
    last: last ? { at: last.exportedAt.toISOString(), rows: last.rows, version: last.version } : null,
    byJob: rows.length > atOnce,
  })
}

const shownCell = (content: LayoutContent, row: Row) =>
  row.values.map((value, place) => (typeof value === 'string' ? maskedIn(content.columns[place]?.field, value) : value))

function maskedIn(field: Field | undefined, value: string): string {
  if (field === 'idNumber') return maskIdNumber(value)
  return field === 'phone' ? maskPhone(value) : value
}

/** A draft tried on real people: the first rows as they would be, ID numbers masked, and flaws counted by column. */
export async function tryLayout(
  tx: Tx,
  vault: Vault,
  id: string,
  place: Pick<Asked, 'year' | 'organisationId'>,
  roots: readonly string[],
): Promise<Result<LayoutTrial, 'layout_not_found' | 'organisation_not_found'>> {
  const [layout, draft] = [await findLayout(tx, id), await findDraft(tx, id)]
  if (!layout || !draft) return err('layout_not_found')
  const organisation = await findOrganisation(tx, place.organisationId)
  if (!organisation || !(await covers(tx, roots, [place.organisationId]))) return err('organisation_not_found')
  const { content, revision } = draft
  const rows = await rowsOf(tx, vault, { content, subject: layout.subject }, place, roots)
  const known = { year: place.year, place: organisation.name, date: tx.context.today }
  return ok({
    ...checkedOf(rows),
    revision,
    titles: content.columns.map(({ title }) => title),
    above: linesAbove(content, known),
    first: rows.slice(0, shownRows).map((row) => shownCell(content, row)),
  })
}

async function narrowed(tx: Tx, prepared: Prepared, { change, column, q }: DifferencesQuery) {
  const sought = q.toLowerCase()
  return (await differingOf(tx, prepared)).filter(
    (each) =>
      (change === undefined || each.change === change) &&
      (column === undefined || each.columns.includes(column)) &&
      (sought === '' || `${each.name} ${each.place}`.toLowerCase().includes(sought)),
  )
}

/** Who is new, gone or changed since the last export and in which columns, after a line of them. */
export async function listDifferences(
  tx: Tx,
  vault: Vault,
  query: DifferencesQuery,
  roots: readonly string[],
  after = 0,
): Promise<Result<LayoutDifference[], MeantRefusal>> {
  const meant = await findMeant(tx, query, roots)
  if (!meant.ok) return meant
  const lines = await narrowed(tx, await prepare(tx, vault, meant.value, query, roots), query)
  return ok(lines.filter(({ no }) => no > after))
}

/** The same as a workbook that bears who took it out. */
export async function exportDifferences(
  tx: Tx,
  vault: Vault,
  query: DifferencesQuery,
  roots: readonly string[],
): Promise<Result<Outgoing, MeantRefusal>> {
  const meant = await findMeant(tx, query, roots)
  if (!meant.ok) return meant
  const { id, name, place } = meant.value
  const lines = await narrowed(tx, await prepare(tx, vault, meant.value, query, roots), query)
  note(tx, { act: 'hour_layout.compared', object: { kind: 'hour_layout', id }, after: query })
  const mark = await exportMark(tx)
  const named = `${place}-${name}-${String(query.year)}-与上次比较-${mark?.inName ?? tx.context.today}.xlsx`
  return ok({ name: named, content: writeSheet(differenceSheet(lines, mark?.line)) })
}

/** An export that is asked for; with a reason where full numbers go out. */
export type Draft = NewLayoutExport & { readonly reason?: string | undefined }
export type ExportRefusal =
  MeantRefusal | 'layout_unmasked' | 'layout_masked' | 'export_empty' | 'export_too_large' | 'id_reused'

async function findExportable(tx: Tx, draft: Draft, scope: readonly string[]): Promise<Result<Meant, ExportRefusal>> {
  const meant = await findMeant(tx, draft, scope)
  if (!meant.ok) return meant
  const unmasked = isUnmasked(meant.value.content)
  if (unmasked && draft.reason === undefined) return err('layout_unmasked')
  if (!unmasked && draft.reason !== undefined) return err('layout_masked')
  return (await hasExport(tx, draft.id)) ? err('id_reused') : meant
}

/** Writes down that an export was made: its version, and digests of each row. */
export async function recordExport(tx: Tx, meant: Meant, { rows, digests }: Prepared, draft: Draft): Promise<void> {
  const { actor, now } = tx.context
  if (!actor) throw new Error('an export is made by somebody')
  const { id, layoutId, year, organisationId, reason = null } = draft
  const flawed = rows.filter(({ flaws }) => flaws.length > 0).length
  const about = { id, layoutId, version: meant.version, year, organisationId, rows: rows.length, flawed, reason }
  await insertExport(tx, { ...about, exportedBy: actor.accountId, exportedAt: now }, digests)
  note(tx, { act: 'hour_layout.exported', object: { kind: 'hour_layout', id: layoutId }, after: about })
}

/**
 * Hours in a layout of another system. What went out is written down row by row, as digests; a layout with full ID numbers needs
 * a reason, writes down a look at each, and tells everybody in it.
 */
export async function exportLayout(
  tx: Tx,
  vault: Vault,
  draft: Draft,
  scope: readonly string[],
): Promise<Result<Outgoing, ExportRefusal>> {
  const found = await findExportable(tx, draft, scope)
  if (!found.ok) return found
  const meant = found.value
  const prepared = await prepare(tx, vault, meant, draft, scope)
  if (prepared.rows.length === 0) return err('export_empty')
  const unmasked = isUnmasked(meant.content)
  if (unmasked && prepared.rows.length > mostExported) return err('export_too_large')
  await recordExport(tx, meant, prepared, draft)
  if (unmasked) await writeLooks(tx, meant.content, prepared.rows, draft)
  return ok(await fileOf(tx, meant, draft.year, prepared))
}

/** Asks for an export in the background. Asked twice with the same id, it is one. */
export async function askForExport(
  tx: Tx,
  draft: Draft,
  scope: readonly string[],
): Promise<Result<string, ExportRefusal>> {
  const found = await findExportable(tx, draft, scope)
  if (!found.ok) return found
  const { name, place } = found.value
  const payload = { draft, roots: [...scope] }
  return enqueueOnce(tx, exportLayoutJob, payload, { id: draft.id, title: `${place} ${name} ${String(draft.year)}` })
}

/** Writes down a look at each number that goes out in full, and tells everybody whose it is. */
export async function writeLooks(tx: Tx, { columns }: LayoutContent, rows: readonly Row[], { id, reason = '' }: Draft) {
  const { now, actor } = tx.context
  const look = { purpose: 'filing' as const, reason, exportId: id }
  const seen = columns.flatMap(({ field }, place) =>
    isFullNumber(field)
      ? rows.flatMap(({ id: personId, values }) =>
          values[place] === null ? [] : [{ ...look, field: fullNumbers[field], personId }],
        )
      : [],
  )
  // A number that stands in two columns was looked at once.
  const looks = [...new Map(seen.map((each) => [`${each.field} ${each.personId}`, each])).values()]
  await insertLooks(
    tx,
    looks.map((each) => ({ ...each, id: newId(now.getTime()) })),
  )
  const told = [...new Set(looks.map(({ personId }) => personId))].filter((personId) => personId !== actor?.personId)
  const params = { who: actor?.name ?? '', purpose: 'filing', reason }
  await notify(tx, { personIds: told }, { code: 'privacy.unmasked_export', params, link: '/m/my-data' })
}
