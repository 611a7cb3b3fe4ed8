import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { z } from '../../platform/http/openapi.ts'
import { mayMakeRound } from './access.ts'
import { OutcomeQuery, type OutcomeRow } from './contract/board.ts'
import { tellOutcomes } from './commands/telling.ts'
import { mayRun } from './commands/rounds.ts'
import { tellSuccession } from './commands/succession-lists.ts'
import { SuccessionQuery, type SuccessionRow } from './contract/succession.ts'
import { words } from './words.ts'
import { findRound, toldRunOf } from './store/rounds.ts'
import { listOutcomes, newestRun } from './store/runs.ts'

const limit = exportedAtOnce - 1

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
    text('名额类别', 16, (row) => row.blockTitle),
    number('顺位', (row) => row.nth),
    text('姓名', 12, (row) => row.name),
    text('学校', 28, (row) => row.schoolName),
    number('评分', (row) => (row.score === null ? null : row.score / 100)),
    text('状态', 12, (row) => words.zh[`succession.${row.state}`]),
    text('保留到', 18, (row) => moment(row.offerUntil)),
  ],
})
