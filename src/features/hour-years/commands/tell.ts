import { yearOf } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { standingBySchool } from '../../credits/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import type { HourYear, HourYearPreview, HourYearSummary, HourYears, Supplement } from '../contract.ts'
import { added, changedVerdicts, hoursIn, isOver, type ChangedVerdict } from '../core.ts'
import {
  editionsOf,
  findEdition,
  linesOf,
  listChecks,
  listEditions,
  loadRules,
  type EditionRow,
} from '../store/editions.ts'
import * as reading from '../store/reading.ts'
import { openReckoner } from './reckoner.ts'

async function summaryOf(
  tx: Tx,
  { requirements: _, frozenAt, ...row }: EditionRow,
  latest: number,
  roots: readonly string[],
): Promise<HourYearSummary> {
  const [check] = await listChecks(tx, row, 1)
  return {
    ...row,
    frozenAt: frozenAt.toISOString(),
    isLatest: row.edition === latest,
    own: await reading.countFrozen(tx, row, roots),
    supplements: await reading.countSupplements(tx, { ...row, frozenAt }, roots),
    check: check ? { ...check, checkedAt: check.checkedAt.toISOString() } : null,
  }
}

/** Every year of the bureau with its editions, as far as it concerns these subtrees, the latest first. */
export async function tellYears(tx: Tx, roots: readonly string[]): Promise<HourYears> {
  const { year: current } = await loadTenant(tx)
  const editions = await listEditions(tx)
  const today = yearOf(tx.context.today)
  const years = [...(await reading.listYears(tx)), current, today, ...editions.map(({ year }) => year)]
  const items: HourYears['items'] = []
  for (const year of [...new Set(years)].filter((each) => each <= today).toSorted((a, b) => b - a)) {
    const own = editions.filter((one) => one.year === year)
    const latest = own[0]?.edition ?? 0
    const told: HourYearSummary[] = []
    for (const edition of own) told.push(await summaryOf(tx, edition, latest, roots))
    items.push({ year, isOver: isOver(year, tx.context.today), editions: told })
  }
  return { items }
}

/** What closing a year would find: what is on its way, who is short, what the ledger last sealed. */
export async function previewYear(tx: Tx, year: number, roots: readonly string[]): Promise<HourYearPreview> {
  const [last] = await editionsOf(tx, year)
  const standings = await standingBySchool(tx, year, roots)
  return {
    year,
    isOver: isOver(year, tx.context.today),
    hasBegun: year <= yearOf(tx.context.today),
    edition: (last?.edition ?? 0) + 1,
    supplements: last ? await reading.countSupplements(tx, last, roots) : null,
    onTheWay: await reading.sumOnTheWay(tx, year, roots),
    sealed: await reading.lastSealed(tx),
    requirements: standings.flatMap(({ requirement, schools }) =>
      requirement.kind === 'least'
        ? [
            {
              id: requirement.id,
              title: requirement.title,
              fromYear: requirement.fromYear,
              toYear: requirement.toYear,
              due: schools.reduce((all, { due }) => all + due, 0),
              met: schools.reduce((all, { met }) => all + met, 0),
            },
          ]
        : [],
    ),
  }
}

/** An edition with its figures by requirement and school, and with what came later. */
export async function tellYear(tx: Tx, id: string, roots: readonly string[]): Promise<HourYear | undefined> {
  const edition = await findEdition(tx, id)
  if (!edition) return undefined
  const all = await editionsOf(tx, edition.year)
  const cells = await reading.sumBySchool(tx, edition, roots)
  const schools = [...Map.groupBy(cells, ({ organisationId }) => organisationId).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { organisationId, organisationName } = first
    const figures = own.map(({ requirementId, due, met }) => ({ requirementId, due, met }))
    return [{ organisationId, organisationName, cells: figures }]
  })
  const shifts = await shiftsOf(tx, edition, roots)
  const checks = await listChecks(tx, edition, 10)
  return {
    ...(await summaryOf(tx, edition, all[0]?.edition ?? 0, roots)),
    editions: all.map((one) => ({ id: one.id, edition: one.edition, frozenOn: one.frozenOn })),
    requirements: edition.requirements
      .filter(({ kind }) => kind === 'least')
      .map((one) => {
        const own = cells.filter(({ requirementId }) => requirementId === one.id)
        const { id: requirementId, kind, title, fromYear, toYear, units, unit, source } = one
        return {
          ...{ id: requirementId, kind, title, fromYear, toYear, units, unit, source },
          due: own.reduce((sum, { due }) => sum + due, 0),
          met: own.reduce((sum, { met }) => sum + met, 0),
          metWith: shifts.metBy(requirementId),
        }
      })
      .map(({ metWith, ...one }) => ({ ...one, metWith: one.met + metWith })),
    schools,
    verdicts: shifts.people,
    checks: checks.map((check) => ({ ...check, checkedAt: check.checkedAt.toISOString() })),
  }
}

// More people than are told apart in one answer; beyond, a year is closed anew.
const mostShifted = 20_000

/** Whose verdicts the supplements change, and by how many each requirement is met more or less often. */
async function shiftsOf(tx: Tx, edition: EditionRow, roots: readonly string[]) {
  const sums = await reading.sumSupplements(tx, edition, roots)
  const ids = [...sums.keys()].slice(0, mostShifted)
  const changed = await verdictsOf(tx, edition, ids, sums)
  const all = [...changed.values()].flatMap((one) => one.verdicts)
  return {
    people: [...changed.values()].filter(({ verdicts }) => verdicts.length > 0).length,
    metBy: (requirementId: string) =>
      all
        .filter((one) => one.requirementId === requirementId)
        .reduce((count, { before, after }) => count + Number(after === 'met') - Number(before === 'met'), 0),
  }
}

type Later = { readonly verdicts: readonly ChangedVerdict[]; readonly after: number }

/** How these people stand with what was posted later, under the frozen rules and facts. */
async function verdictsOf(
  tx: Tx,
  edition: EditionRow,
  personIds: readonly string[],
  later: Awaited<ReturnType<typeof reading.sumSupplements>>,
): Promise<ReadonlyMap<string, Later>> {
  if (personIds.length === 0) return new Map()
  const rules = await loadRules(tx, edition)
  const reckoner = await openReckoner(tx, { today: edition.frozenOn, year: edition.year }, rules)
  const lines = await linesOf(tx, edition, personIds)
  return new Map(
    lines.map((line) => {
      const together = added(line, later.get(line.personId) ?? { years: [], classIds: [], centihours: [] })
      const verdicts = changedVerdicts(line.standings, reckoner.stand(line.rulesNo, line, together))
      return [line.personId, { verdicts, after: hoursIn(edition.year, together) }]
    }),
  )
}

/** A page of what was posted for a closed year after it was closed, with what it changed for each person. */
export async function tellSupplements(
  tx: Tx,
  edition: EditionRow,
  roots: readonly string[],
  asked: Parameters<typeof reading.listSupplements>[3],
): Promise<Supplement[]> {
  const rows = await reading.listSupplements(tx, edition, roots, asked)
  const ids = [...new Set(rows.map(({ personId }) => personId))]
  const sums = await reading.sumSupplements(tx, edition, roots, ids)
  const later = await verdictsOf(tx, edition, ids, sums)
  const titles = new Map(edition.requirements.map(({ id, title }) => [id, title]))
  return rows.map(({ id, personId, name, staffNo, organisationName, frozenCentihours, ...row }) => {
    const own = later.get(personId)
    const alone = hoursIn(edition.year, sums.get(personId) ?? { years: [], classIds: [], centihours: [] })
    return {
      ...{ id, personId, name, staffNo, organisationName },
      direction: row.direction,
      centihours: row.centihours,
      earnedOn: row.earnedOn,
      category: row.category,
      sourceTitle: row.sourceTitle,
      postedAt: row.postedAt,
      recordedByName: row.recordedByName,
      postedByName: row.postedByName,
      reason: row.reason,
      isUnderWay: row.isUnderWay,
      before: frozenCentihours,
      after: own?.after ?? alone,
      verdicts: (own?.verdicts ?? []).map((one) => ({
        ...one,
        title: titles.get(one.requirementId) ?? { zh: one.requirementId, en: one.requirementId },
      })),
    }
  })
}
