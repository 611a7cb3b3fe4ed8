import { namesColumns } from '../../../lib/lists/people.ts'
import { subjectCodes } from '../../../lib/population/codes.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { judgedBelow, readLines, type JudgedList, type ListOf, type ReadRefusal } from '../../applied-lists/public.ts'
import { mapNumbered, takeBackKept } from '../../people/public.ts'
import { mayAddReserve, mayUndoReserveList } from '../access.ts'
import { ReserveRow } from '../contract/reserve.ts'
import { findReserveHead, judgeReserve, readReserveRow, reserveKey, type JudgedReserve } from '../core/reserve-lists.ts'
import { listStandingIn } from '../store/reserve.ts'
import { reserveListWords } from '../words/reserve-lists.ts'
import { enterCandidates, removeCandidate } from './reserve.ts'

async function judge(
  tx: Tx,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<JudgedList<JudgedReserve>, ReadRefusal>> {
  const told = readLines(grid.rows, findReserveHead)
  if (!told.ok) return told
  const { head } = told.value
  const lines = told.value.lines.map((line) => readReserveRow(line, head))
  const people = await mapNumbered(tx, scope, lines)
  const standing = await listStandingIn(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const { actor } = tx.context
  const known = {
    people,
    standing: new Set(standing.map((one) => reserveKey(one.personId, one.level, one.subject))),
    ownPersonIds: [actor?.personId, actor?.onBehalfOf?.personId].flatMap((id) => id ?? []),
  }
  return ok(judgedBelow(head, judgeReserve(lines, known)))
}

const choice = { width: 14, binds: true }

/** People of the reserve from a workbook: put there as somebody is one by one, and taken out again as a whole. */
export const reserveList: ListOf<JudgedReserve, never> = {
  ...{ kind: 'reserve_candidates', noun: 'reserve-candidate', name: 'ReserveCandidate', tag: 'Participation' },
  said: 'people of the reserve',
  access: { apply: mayAddReserve, undo: mayUndoReserveList },
  template: {
    name: '储备库导入模板.xlsx',
    ...{ sheet: '储备库', choices: '选项', notes: '填写说明', rows: 2_000 },
    general: [
      '一行一位教师、一个级别、一个学科，表头不要改。',
      '上传之后先试算：每一行会列入、已在库还是拒绝，看清楚再应用；以后可以整批移出。',
    ],
    columns: [
      ...namesColumns,
      { title: '级别', note: '必填。省级、市级、县级或校级。', choices: ['省级', '市级', '县级', '校级'], ...choice },
      { title: '学科', note: '不填为不限学科。', choices: Object.values(subjectCodes), ...choice },
      { title: '推荐理由', width: 40, note: '必填，2 至 300 个字。', choices: [], binds: false },
    ],
  },
  words: reserveListWords.zh,
  row: ReserveRow,
  tell: ({ no, name, staffNo, level, subject, reason, outcome, reasons }) => ({
    ...{ no, name, staffNo, level, subject, reason, outcome, reasons: [...reasons] },
  }),
  judge,
  keep: async (tx, rows) => {
    const drafts = rows.flatMap(({ personId, level, subject, reason }) =>
      personId === null || level === null
        ? []
        : [{ id: newId(tx.context.now.getTime()), personId, level, subject, reason }],
    )
    const kept = await enterCandidates(tx, drafts)
    return ok(drafts.flatMap(({ id, personId }) => (kept.has(id) ? [{ id, personId }] : [])))
  },
  // Whoever was taken out since stays out for the reason that was given then.
  undo: async (tx, changes, reason, scope) =>
    ok(await takeBackKept(tx, changes, scope, (id) => removeCandidate(tx, id, reason))),
  refusals: {},
}
