import { stageCodes } from '../../lib/population/codes.ts'
import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import type { Tx } from '../../platform/db/db.ts'
import { covers } from '../organisations/public.ts'
import { mayListSelections } from './access.ts'
import { loadHeld } from './commands/held.ts'
import { tellReserves } from './commands/reserves.ts'
import { tellSelections } from './commands/telling.ts'
import { CandidatesAsked, SelectionsAsked, type Selection } from './contract/selections.ts'
import { sayPoints } from './core/scores.ts'
import { findSelection, listSelections } from './store/selections.ts'
import { words } from './words.ts'

/** Selections, as a workbook. */
export const selectionExport = listExport({
  list: 'selections',
  title: '选拔',
  access: mayListSelections,
  query: SelectionsAsked,
  page: async (tx, roots, query, last: Selection | undefined) =>
    tellSelections(await listSelections(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id)),
  columns: ({ text, number, moment }) => [
    text('名称', 36, (row) => row.title),
    text('类别', 12, (row) => words.zh[`kind.${row.kind}`]),
    text('项目', 36, (row) => row.programmeTitle),
    text('组织单位', 28, (row) => row.organisationName),
    number('参加人数', (row) => row.candidateCount),
    number('名额', (row) => row.places),
    text('当前环节', 16, (row) => row.stepTitle),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('发起人', 14, (row) => row.createdByName),
    text('发起时间', 18, (row) => moment(row.createdAt)),
  ],
})

const settings: Readonly<Record<string, string>> = {
  ...{ rural: words.zh['kind.rural'], urban: words.zh['kind.urban'], town: words.zh['kind.town'] },
}
const stages: Readonly<Record<string, string>> = stageCodes

/** Everybody who takes part in a selection of these subtrees, in the order of the result, or of their numbers before it. */
async function candidatesFor(tx: Tx, roots: readonly string[], id: string | undefined) {
  const selection = id === undefined ? undefined : await findSelection(tx, id)
  if (!selection || !(await covers(tx, roots, [selection.organisationId]))) return []
  const { steps } = selection.rules
  const held = await loadHeld(tx, selection.id)
  const reserves = await tellReserves(tx, selection)
  const byPerson = Map.groupBy(held.results, ({ personId }) => personId)
  const rows = held.listed.map(({ candidate, name, staffNo, schoolName }) => {
    const results = byPerson.get(candidate.personId) ?? []
    const said = steps.flatMap(({ id: step, title }) => {
      const found = results.find((one) => one.step === step)
      if (!found) return []
      const score = found.centipoints === null ? '' : ` ${sayPoints(found.centipoints)}`
      return [`${title}${score}（${words.zh[`outcome.${found.outcome}`]}）`]
    })
    const final = results.find((one) => one.step === 'final')
    const reserve = reserves.get(candidate.personId)
    return { ...candidate, name, staffNo, schoolName, steps: said.join('；'), final, reserve }
  })
  const placeOf = (row: (typeof rows)[number]) => row.final?.rank ?? Number.MAX_SAFE_INTEGER
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b) || a.number - b.number)
}

type Candidate = Awaited<ReturnType<typeof candidatesFor>>[number]

/** The candidates of one selection with what each came to, as a workbook. */
export const candidateExport = listExport({
  list: 'selection-candidates',
  title: '选拔人选',
  access: mayListSelections,
  query: CandidatesAsked,
  // Whoever takes part is at most a few thousand, and is read at once.
  page: async (tx, roots, { selectionId }, last: Candidate | undefined) =>
    last ? [] : candidatesFor(tx, roots, selectionId),
  columns: ({ text, number }) => [
    number('编号', (row) => row.number),
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.schoolName),
    text('学段', 12, (row) => stages[row.stage] ?? row.stage),
    text('城乡', 8, (row) => settings[row.kind] ?? row.kind),
    number('教龄', (row) => row.years),
    text('各环节', 60, (row) => row.steps),
    number('总成绩', (row) => ((row.final?.centipoints ?? null) === null ? null : (row.final?.centipoints ?? 0) / 100)),
    number('名次', (row) => row.final?.rank ?? null),
    text('结果', 12, (row) => (row.final ? words.zh[`outcome.${row.final.outcome}`] : null)),
    text('候补', 12, (row) => (row.reserve ? words.zh[`reserve.${row.reserve.state}`] : null)),
    text('未参加原因', 30, (row) => (row.outReason === 'not_eligible' ? words.zh['out.not_eligible'] : row.outReason)),
  ],
})
