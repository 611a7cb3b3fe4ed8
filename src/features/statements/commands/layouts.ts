import type { Readable } from 'node:stream'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { sheetOf, writeSheets } from '../../../platform/excel/rows.ts'
import { newId } from '../../../platform/ids.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import { readShortfalls } from '../../credits/public.ts'
import { notify } from '../../notices/public.ts'
import { covers, exportMark, findOrganisation } from '../../organisations/public.ts'
import { insertLooks, mostExported } from '../../privacy/public.ts'
import type { LayoutPreview, NewLayoutExport } from '../contract/layouts.ts'
import { compareRows, isUnmasked, writeRow, type Facts, type Layout, type Row } from '../layouts/layout.ts'
import { findLayout } from '../layouts/known.ts'
import { digestsOf, hasExport, insertExport, lastExport, listKnown, namesOf, type Known } from '../store/layouts.ts'
import { listYears } from '../store/years.ts'

type Asked = Omit<NewLayoutExport, 'id'>

// More people than a file of rows can be used with.
const mostPeople = 250_000
const verdicts = { met: '合格', short: '未达标', none: '已验证' } as const

type Standing = Awaited<ReturnType<typeof readShortfalls>>
type Cells = Standing['items'][number]['cells']

function figuresOf({ requirements }: Standing, cells: Cells) {
  const isYearly = (id: string) => requirements.some((one) => one.id === id && one.fromYear === one.toYear)
  const wholeOf = (yearly: boolean) =>
    cells.find(
      ({ requirementId: id }) => isYearly(id) === yearly && requirements.some((one) => one.id === id && one.whole),
    )
  const verdictOf = (own: Cells) => {
    if (own.length === 0) return '无要求'
    return own.every(({ missing }) => missing === 0) ? '合格' : '不合格'
  }
  const hours = (centihours: number | undefined) => (centihours === undefined ? null : centihours / 100)
  const [year, cycle] = [wholeOf(true), wholeOf(false)]
  return {
    ...{ needed: hours(year?.needed), counted: hours(year?.counted), missing: hours(year?.missing) },
    verdict: verdictOf(cells.filter(({ requirementId }) => isYearly(requirementId))),
    ...{ cycleNeeded: hours(cycle?.needed), cycleCounted: hours(cycle?.counted) },
    cycleVerdict: cycle ? verdictOf([cycle]) : null,
  }
}

async function peopleFacts(
  tx: Tx,
  vault: Vault,
  layout: Layout,
  { year, organisationId }: Asked,
  roots: readonly string[],
) {
  const known = await listKnown(tx, roots, organisationId)
  const standing = await readShortfalls(tx, { year, organisationId, q: '', limit: mostPeople }, roots)
  const cells = new Map(standing.items.map((item) => [item.personId, item.cells]))
  const years = await listYears(tx, roots, { year, organisationId, q: '' }, mostPeople, undefined)
  const own = new Map(years.map((row) => [row.personId, row]))
  const withNumbers = isUnmasked(layout)
  const facts = known.map((person): Facts => {
    const stamp = own.get(person.id)?.stamp
    return {
      ...{ id: person.id, name: person.name, staffNo: person.staffNo, school: person.school, town: person.town, year },
      idNumber: withNumbers && person.idNumberSealed ? vault.open(person.idNumberSealed) : null,
      stage: person.stage && nameOf('stage', person.stage, 'zh'),
      subject: person.subjects.map((code) => nameOf('subject', code, 'zh')).join('、'),
      title: person.title && nameOf('title', person.title, 'zh'),
      hours: (own.get(person.id)?.centihours ?? 0) / 100,
      stamp: stamp ? verdicts[stamp.verdict] : null,
      ...figuresOf(standing, cells.get(person.id) ?? []),
    }
  })
  return { known, facts }
}

/** One row for each school, summed over its people. */
function schoolFacts(known: readonly Known[], facts: readonly Facts[], year: number): Facts[] {
  const byPerson = new Map(facts.map((each) => [each.id, each]))
  return [...Map.groupBy(known, ({ organisationId }) => organisationId)].map(([id, people]) => {
    const own = people.flatMap((person) => byPerson.get(person.id) ?? [])
    const count = (verdict: string) => own.filter((each) => each.verdict === verdict).length
    const [met, short] = [count('合格'), count('不合格')]
    const hundredths = own.reduce((all, each) => all + Math.round(Number(each.hours ?? 0) * 100), 0)
    return {
      ...{ id, year, people: people.length, met, due: met + short, hours: hundredths / 100 },
      ...{ school: people[0]?.school ?? '', town: people[0]?.town ?? null },
      share: met + short === 0 ? null : Math.round((met / (met + short)) * 1000) / 10,
    }
  })
}

async function prepare(tx: Tx, vault: Vault, layout: Layout, asked: Asked, roots: readonly string[]) {
  const { known, facts } = await peopleFacts(tx, vault, layout, asked, roots)
  const rows = (layout.of === 'school' ? schoolFacts(known, facts, asked.year) : facts).map((each) =>
    writeRow(layout, each),
  )
  // Keyed, so that a digest says nothing to whoever guesses at a row.
  const digests = rows.map(({ id, values }) => ({
    id,
    digest: vault.sign('hour layout row', JSON.stringify([id, values])).toString('hex'),
  }))
  const last = await lastExport(tx, layout.id, asked.year, asked.organisationId)
  const compared = compareRows(last ? await digestsOf(tx, last.id) : new Map(), digests)
  return { rows, digests, last, ...compared }
}

const shownFlaws = 100

/** What an export would hold, what the other system would refuse, and what differs from the last one. */
export async function previewLayout(
  tx: Tx,
  vault: Vault,
  asked: Asked,
  roots: readonly string[],
): Promise<Result<LayoutPreview, 'layout_not_found' | 'organisation_not_found'>> {
  const layout = findLayout(asked.layout)
  if (!layout) return err('layout_not_found')
  if (!(await covers(tx, roots, [asked.organisationId]))) return err('organisation_not_found')
  const { rows, last, changes, gone } = await prepare(tx, vault, layout, asked, roots)
  const flawed = rows.filter(({ flaws }) => flaws.length > 0)
  const count = (change: string) => [...changes.values()].filter((each) => each === change).length
  return ok({
    ...{ rows: rows.length, flawed: flawed.length, fresh: count('new'), changed: count('changed'), gone: gone.length },
    flaws: flawed.slice(0, shownFlaws).map(({ id, name, place, flaws }) => ({ id, name, place, flaws: [...flaws] })),
    last: last ? { at: last.exportedAt.toISOString(), rows: last.rows, edition: last.edition } : null,
  })
}

/** A file on its way out. */
export type Outgoing = { readonly name: string; readonly content: Readable }

/**
 * Hours in a layout of another system. What went out is written down row by row, as digests; a layout with full ID numbers needs
 * a reason, writes down a look at each, and tells everybody in it.
 */
export async function exportLayout(
  tx: Tx,
  vault: Vault,
  draft: NewLayoutExport & { readonly reason?: string },
  scope: readonly string[],
): Promise<
  Result<
    Outgoing,
    | 'layout_not_found'
    | 'organisation_not_found'
    | 'layout_unmasked'
    | 'layout_masked'
    | 'export_empty'
    | 'export_too_large'
    | 'id_reused'
  >
> {
  const { actor, now, today } = tx.context
  const layout = findLayout(draft.layout)
  if (!layout || !actor) return err('layout_not_found')
  if (isUnmasked(layout) && draft.reason === undefined) return err('layout_unmasked')
  if (!isUnmasked(layout) && draft.reason !== undefined) return err('layout_masked')
  const organisation = await findOrganisation(tx, draft.organisationId)
  if (!organisation || !(await covers(tx, scope, [draft.organisationId]))) return err('organisation_not_found')
  if (await hasExport(tx, draft.id)) return err('id_reused')
  const prepared = await prepare(tx, vault, layout, draft, scope)
  const { rows, digests, changes, gone } = prepared
  if (rows.length === 0) return err('export_empty')
  if (isUnmasked(layout) && rows.length > mostExported) return err('export_too_large')
  const flawed = rows.filter(({ flaws }) => flaws.length > 0).length
  const { id, year, organisationId, reason = null } = draft
  const about = {
    id,
    layout: layout.id,
    edition: layout.edition,
    year,
    organisationId,
    rows: rows.length,
    flawed,
    reason,
  }
  await insertExport(tx, { ...about, exportedBy: actor.accountId, exportedAt: now }, digests)
  note(tx, { act: 'hour_layout.exported', object: { kind: 'hour_layout', id }, after: about })
  if (isUnmasked(layout) && reason !== null) await writeLooks(tx, layout, rows, id, reason)
  const mark = await exportMark(tx)
  const content = writeSheets(await sheetsOf(tx, layout, { rows, changes, gone }, mark?.line ?? actor.name))
  return ok({ name: `${organisation.name}-${layout.title.zh}-${String(year)}-${mark?.inName ?? today}.xlsx`, content })
}

async function writeLooks(tx: Tx, layout: Layout, rows: readonly Row[], exportId: string, reason: string) {
  const { now, actor } = tx.context
  const place = layout.columns.findIndex(({ field }) => field === 'idNumber')
  const seen = rows.filter(({ values }) => values[place] !== null)
  const look = { field: 'id_number' as const, purpose: 'filing' as const, reason, exportId }
  await insertLooks(
    tx,
    seen.map(({ id: personId }) => ({ ...look, id: newId(now.getTime()), personId })),
  )
  const told = seen.map(({ id }) => id).filter((id) => id !== actor?.personId)
  const params = { who: actor?.name ?? '', purpose: 'filing', reason }
  await notify(tx, { personIds: told }, { code: 'privacy.unmasked_export', params, link: '/m/my-data' })
}

const changeWords = { new: '新增', changed: '变更', same: '未变' } as const

type Prepared = Pick<Awaited<ReturnType<typeof prepare>>, 'rows' | 'changes' | 'gone'>

async function sheetsOf(tx: Tx, layout: Layout, { rows, changes, gone }: Prepared, mark: string) {
  const text = <R>(title: string, width: number, value: (row: R) => string | null) =>
    ({ title, width, kind: 'text', value }) as const
  const names = await namesOf(tx, gone)
  const differing = [
    ...rows.flatMap(({ id, name, place }) => {
      const change = changes.get(id) ?? 'new'
      return change === 'same' ? [] : [{ name, place, change: changeWords[change] }]
    }),
    ...gone.map((id) => ({ name: names.get(id) ?? id, place: '', change: '减少' })),
  ]
  return [
    sheetOf({
      sheet: '上报数据',
      mark,
      rows,
      columns: [
        ...layout.columns.map(({ title, width, kind }, place) => ({
          ...{ title, width, kind },
          value: (row: Row) => row.values[place] ?? null,
        })),
        // On each row of full numbers: a row that is copied elsewhere still says who took it out.
        ...(isUnmasked(layout) ? [text('导出标记', 60, () => mark)] : []),
      ],
    }),
    sheetOf({
      sheet: '校验',
      mark,
      rows: rows.filter(({ flaws }) => flaws.length > 0),
      columns: [
        text('名称', 16, (row: Row) => row.name),
        text('单位', 28, (row: Row) => row.place),
        text('问题', 60, (row: Row) => row.flaws.join('；')),
      ],
    }),
    sheetOf({
      sheet: '与上次比较',
      mark,
      rows: differing,
      columns: [
        text('名称', 16, (row: (typeof differing)[number]) => row.name),
        text('单位', 28, (row: (typeof differing)[number]) => row.place),
        text('变化', 10, (row: (typeof differing)[number]) => row.change),
      ],
    }),
  ]
}
