import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { z } from '../../platform/http/openapi.ts'
import { mayListRounds, mayMakeRound } from './access.ts'
import { OutcomeQuery, type OutcomeRow } from './contract/board.ts'
import { tellScoring } from './commands/people.ts'
import { tellOutcomes, tellRound } from './commands/telling.ts'
import { mayRun } from './commands/rounds.ts'
import { tellSuccession } from './commands/succession-lists.ts'
import { SuccessionQuery, type SuccessionRow } from './contract/succession.ts'
import { words } from './words.ts'
import type { ScoringTable } from './contract/people.ts'
import type { Round } from './contract/rounds.ts'
import { findRound, listRounds, toldRunOf } from './store/rounds.ts'
import { listOutcomes, newestRun } from './store/runs.ts'

const limit = exportedAtOnce - 1

/** The rounds of two-way selection, as a workbook. */
export const roundExport = listExport({
  list: 'matching-rounds',
  title: '双向选择',
  access: mayListRounds,
  query: z.object({}),
  page: async (tx, roots, _query, after: Round | undefined) =>
    (await listRounds(tx, roots, limit, after)).map((round) => tellRound(tx, round)),
  columns: ({ text, number, moment }) => [
    text('名称', 36, (row) => row.title),
    text('状态', 14, (row) => words.zh[`phase.${row.phase}`]),
    text('决定办法', 16, (row) => words.zh[`method.${row.method}`]),
    number('项目', (row) => row.programmes),
    number('名额', (row) => row.places),
    number('报名', (row) => row.applicants),
    number('最多几个志愿', (row) => row.choicesMax),
    text('开始填报', 18, (row) => moment(row.opensAt)),
    text('填报截止', 18, (row) => moment(row.rankingClosesAt)),
    text('调整截止', 18, (row) => moment(row.adjustingClosesAt)),
    text('评分截止', 18, (row) => moment(row.scoringClosesAt)),
  ],
})

type Scored = ScoringTable['applicants'][number] & { readonly programme: string; readonly said: string }

/** What a programme of a round thinks of its applicants, as a workbook, for whoever scores them; without names where they are hidden. */
export const scoringExport = listExport({
  list: 'matching-scores',
  title: '双向选择评分表',
  access: mayListRounds,
  query: z.object({ matchingRoundId: z.uuid().optional(), programmeId: z.uuid().optional() }),
  // The applicants of one programme are read at once.
  page: async (tx, _roots, { matchingRoundId: id, programmeId }, after: Scored | undefined) => {
    const told = id && programmeId && !after ? await tellScoring(tx, id, programmeId) : undefined
    if (!told?.ok) return []
    const { title: programme, criteria, applicants } = told.value
    return applicants.map((one) => ({
      ...{ ...one, programme },
      said: criteria.map(({ id: mark, title }) => `${title} ${String(one.marks[mark] ?? '–')}`).join('；'),
    }))
  },
  columns: ({ text, number }) => [
    text('项目', 32, (row) => row.programme),
    text('代号', 10, (row) => row.label),
    text('姓名', 12, (row) => row.name),
    text('学校', 28, (row) => row.schoolName),
    text('逐项得分', 40, (row) => (row.score === null ? '' : row.said)),
    number('评分', (row) => (row.score === null ? null : row.score / 100)),
    text('不适合的原因', 32, (row) => row.unsuitableReason),
    text('评分人', 14, (row) => row.scoredByName),
  ],
})

/** Everybody who takes part in a round with what it brings them, as a workbook. */
export const outcomeExport = listExport({
  list: 'matching-outcomes',
  title: '双向选择结果',
  access: mayMakeRound,
  query: OutcomeQuery.omit({ cursor: true, limit: true }).extend({ matchingRoundId: z.uuid().optional() }),
  page: async (tx, _roots, { matchingRoundId: id = '', ...query }, after: OutcomeRow | undefined) => {
    const round = id === '' ? undefined : await findRound(tx, id)
    if (!round || !(await mayRun(tx, round))) return []
    const runId = toldRunOf(round) ?? (await newestRun(tx, id))?.id ?? null
    const from = after && { name: after.name, id: after.personId }
    return tellOutcomes(tx, id, runId, await listOutcomes(tx, id, runId, { ...query, limit }, from))
  },
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.name),
    text('学校', 28, (row) => row.schoolName),
    text('乡村', 8, (row) => (row.rural ? '是' : '否')),
    text('志愿', 48, (row) => row.choices.map(({ title }, index) => `${index + 1}. ${title}`).join('；')),
    text('评分', 20, (row) => row.choices.map(({ score }) => (score === null ? '–' : String(score / 100))).join('；')),
    text('录取项目', 32, (row) => row.programmeTitle),
    text('名额类别', 16, (row) => row.blockTitle),
    number('第几志愿', (row) => row.choice),
    text('人工安排原因', 32, (row) => row.pinReason),
    text('公示后去掉的原因', 32, (row) => row.struckReason),
  ],
})

/** Who comes next in a confirmed round, by programme and kind of places, with what they were offered, as a workbook. */
export const successionExport = listExport({
  list: 'matching-succession',
  title: '双向选择候补',
  access: mayMakeRound,
  query: SuccessionQuery.omit({ cursor: true, limit: true }).extend({ matchingRoundId: z.uuid().optional() }),
  // The lists of one round are reckoned and read at once.
  page: async (tx, _roots, { matchingRoundId: id = '', ...query }, after: SuccessionRow | undefined) => {
    const round = id === '' || after ? undefined : await findRound(tx, id)
    return round && (await mayRun(tx, round)) ? tellSuccession(tx, id, query) : []
  },
  columns: ({ text, number, moment }) => [
    text('项目', 32, (row) => row.programmeTitle),
    text('名额类别', 24, (row) => row.kinds.map(({ title }) => title).join('、')),
    text('顺位', 12, (row) => row.kinds.map(({ nth }) => nth ?? '').join('、')),
    text('姓名', 12, (row) => row.name),
    text('学校', 28, (row) => row.schoolName),
    number('评分', (row) => (row.score === null ? null : row.score / 100)),
    text('状态', 12, (row) => words.zh[`succession.${row.state}`]),
    text('保留到', 18, (row) => moment(row.offerUntil)),
  ],
})
