import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { maskPhone } from '../../../lib/identity.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { readShortfalls } from '../../credits/public.ts'
import { covers, findOrganisation, loadTenant } from '../../organisations/public.ts'
import type { Asked } from '../contract/layouts.ts'
import { versionOn } from '../layouts/adopting.ts'
import { compareRows } from '../layouts/compare.ts'
import { writeRow, type Facts, type Field, type LayoutContent, type Row, type Subject } from '../layouts/layout.ts'
import { addedUp, hourParts } from './layout-parts.ts'
import { findLayout, listVersions } from '../store/layout-versions.ts'
import { digestsOf, lastExport, listKnown, type Known } from '../store/layouts.ts'
import { listYears } from '../store/years.ts'

// More people than a file of rows can be used with.
const mostPeople = 250_000
const verdicts = { met: '合格', short: '未达标', none: '已验证' } as const
const genders = { male: '男', female: '女' } as const

type Standing = Awaited<ReturnType<typeof readShortfalls>>
type Cells = Standing['items'][number]['cells']
type Place = Pick<Asked, 'year' | 'organisationId'>

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

const phoneOf = (phone: string | null) => ({ phone, phoneMasked: phone === null ? null : maskPhone(phone) })

const placeOf = (person: Known) => ({ school: person.school, schoolCode: person.schoolCode, town: person.town })

async function peopleFacts(
  tx: Tx,
  vault: Vault,
  content: LayoutContent,
  { year, organisationId }: Place,
  roots: readonly string[],
) {
  const known = await listKnown(tx, roots, organisationId)
  const standing = await readShortfalls(tx, { year, organisationId, q: '', limit: mostPeople }, roots)
  const cells = new Map(standing.items.map((item) => [item.personId, item.cells]))
  const years = await listYears(tx, roots, { year, organisationId, q: '' }, mostPeople, undefined)
  const own = new Map(years.map((row) => [row.personId, row]))
  const has = (field: Field) => content.columns.some((column) => column.field === field)
  const opened = (wanted: boolean, sealed: Buffer | null) => (wanted && sealed ? vault.open(sealed) : null)
  const partsOf = await hourParts(tx, content, year, known)
  const { name: bureau, regionCode } = await loadTenant(tx)
  const facts = known.map((person, index): Facts => {
    const row = own.get(person.id)
    // A stamp that the hours have left behind does not stand for them.
    const stamp = row?.state === 'stamped' ? row.stamp : null
    return {
      ...{ id: person.id, no: index + 1, name: person.name, staffNo: person.staffNo, ...placeOf(person) },
      ...{ bureau, regionCode, year, gender: person.gender && genders[person.gender] },
      idNumber: opened(has('idNumber'), person.idNumberSealed),
      ...phoneOf(opened(has('phone') || has('phoneMasked'), person.phoneSealed)),
      parts: partsOf(person),
      stage: person.stage && nameOf('stage', person.stage, 'zh'),
      subject: person.subjects.map((code) => nameOf('subject', code, 'zh')).join('、'),
      title: person.title && nameOf('title', person.title, 'zh'),
      hours: (row?.centihours ?? 0) / 100,
      stamp: stamp ? verdicts[stamp.verdict] : null,
      ...figuresOf(standing, cells.get(person.id) ?? []),
    }
  })
  return { known, facts, shared: { bureau, regionCode, year } }
}

/** One row for each school, summed over its people. */
function schoolFacts(known: readonly Known[], facts: readonly Facts[], shared: Partial<Facts>): Facts[] {
  const byPerson = new Map(facts.map((each) => [each.id, each]))
  return [...Map.groupBy(known, ({ organisationId }) => organisationId)].map(([id, people], index) => {
    const own = people.flatMap((person) => byPerson.get(person.id) ?? [])
    const count = (verdict: string) => own.filter((each) => each.verdict === verdict).length
    const [met, short] = [count('合格'), count('不合格')]
    const hundredths = own.reduce((all, each) => all + Math.round(Number(each.hours ?? 0) * 100), 0)
    const [first] = people
    return {
      ...shared,
      ...{ id, no: index + 1, people: people.length, met, short, due: met + short, hours: hundredths / 100 },
      ...(first ? placeOf(first) : {}),
      parts: addedUp(own.flatMap(({ parts }) => parts ?? [])),
      share: met + short === 0 ? null : Math.round((met / (met + short)) * 1000) / 10,
    }
  })
}

/** The rows of a text of a layout over a place and a year, with what the other system would refuse of each. */
export async function rowsOf(
  tx: Tx,
  vault: Vault,
  { content, subject }: { readonly content: LayoutContent; readonly subject: Subject },
  place: Place,
  roots: readonly string[],
): Promise<Row[]> {
  const { known, facts, shared } = await peopleFacts(tx, vault, content, place, roots)
  return (subject === 'school' ? schoolFacts(known, facts, shared) : facts).map((each) => writeRow(content, each))
}

export type MeantRefusal = 'layout_not_found' | 'layout_ended' | 'layout_not_in_force' | 'organisation_not_found'

/** The layout that is asked for, with the version in force today, over an organisation in `roots`. */
export async function findMeant(tx: Tx, asked: Asked, roots: readonly string[]) {
  const layout = await findLayout(tx, asked.layoutId)
  if (!layout) return err('layout_not_found')
  const { today } = tx.context
  if (layout.endedOn !== null && layout.endedOn <= today) return err('layout_ended')
  const version = versionOn(await listVersions(tx, layout.id), today)
  if (!version) return err('layout_not_in_force')
  const organisation = await findOrganisation(tx, asked.organisationId)
  if (!organisation || !(await covers(tx, roots, [asked.organisationId]))) return err('organisation_not_found')
  const { id, name, subject } = layout
  const meant = { id, name, subject, version: version.version, content: version.content, place: organisation.name }
  return ok(meant) satisfies Result<unknown, MeantRefusal>
}

export type Meant = Extract<Awaited<ReturnType<typeof findMeant>>, { ok: true }>['value']

const titlesOf = (content: LayoutContent | undefined) => content?.columns.map(({ title }) => title) ?? []
const cellBytes = 8

/** Everything about an export before it is made: its rows, their digests, and what differs from the last one. */
export async function prepare(tx: Tx, vault: Vault, meant: Meant, asked: Asked, roots: readonly string[]) {
  const { content } = meant
  const rows = await rowsOf(tx, vault, meant, asked, roots)
  // Keyed, so that a digest says nothing to whoever guesses at a row; a cell's names its column, which may stand elsewhere later.
  const sign = (purpose: string, ...told: readonly unknown[]) => vault.sign(purpose, JSON.stringify(told))
  const titles = titlesOf(content)
  const digests = rows.map(({ id, values }) => ({
    id,
    digest: sign('hour layout row', id, values).toString('hex'),
    cells: titles.map((title, place) =>
      sign('hour layout cell', id, title, values[place] ?? null).toString('hex', 0, cellBytes),
    ),
  }))
  const last = await lastExport(tx, asked)
  const before = titlesOf(last?.content)
  const compared = compareRows(last ? await digestsOf(tx, last.id) : new Map(), digests, { before, now: titles })
  return {
    ...{ rows, digests, last, ...compared },
    columnsAdded: last ? titles.filter((title) => !before.includes(title)) : [],
    columnsGone: before.filter((title) => !titles.includes(title)),
  }
}

export type Prepared = Awaited<ReturnType<typeof prepare>>
