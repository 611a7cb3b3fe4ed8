import { namesColumns } from '../../../lib/lists/people.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { judgedBelow, readLines, type JudgedList, type ListOf, type ReadRefusal } from '../../applied-lists/public.ts'
import { mapNumbered, takeBackKept } from '../../people/public.ts'
import { mayRestrict, mayUndoRestrictionList } from '../access.ts'
import { RestrictionRow } from '../contract/lists.ts'
import {
  findRestrictionHead,
  judgeRestrictions,
  readRestrictionRow,
  restrictionKey,
  type JudgedRestriction,
} from '../core/restriction-lists.ts'
import { listStandingCases } from '../store/restrictions.ts'
import { restrictionListWords } from '../words/lists.ts'
import { enterRestrictions, liftRestriction } from './restrictions.ts'

async function judge(
  tx: Tx,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<JudgedList<JudgedRestriction>, ReadRefusal>> {
  const told = readLines(grid.rows, findRestrictionHead)
  if (!told.ok) return told
  const { head } = told.value
  const lines = told.value.lines.map((line) => readRestrictionRow(line, head))
  const people = await mapNumbered(tx, scope, lines)
  const standing = await listStandingCases(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const known = {
    people,
    standing: new Set(standing.map(({ personId, reference }) => restrictionKey(personId, reference))),
    ownPersonIds: [tx.context.actor?.personId].flatMap((id) => id ?? []),
  }
  return ok(judgedBelow(head, judgeRestrictions(lines, known)))
}

const plain = { width: 16, choices: [], binds: false }

/** Restrictions from a workbook: each entered, noted and told as one is; a list shows no case, and no restriction that it does not name itself. */
export const restrictionList: ListOf<JudgedRestriction, never> = {
  ...{ kind: 'restrictions', noun: 'restriction', name: 'Restriction', tag: 'Integrity' },
  said: 'restrictions',
  access: { apply: mayRestrict, undo: mayUndoRestrictionList },
  template: {
    name: '报名限制导入模板.xlsx',
    ...{ sheet: '报名限制', choices: '选项', notes: '填写说明', rows: 500 },
    general: [
      '一行一位教师，表头不要改。只写案件编号和联系人，不要写案情；文件名也不要写案情。',
      '上传之后先试算；应用以后逐一通知本人“有一项限制、向谁咨询”。整批可以解除。',
    ],
    columns: [
      ...namesColumns,
      { title: '限制自', note: '必填，如 2026-09-01。', ...plain },
      { title: '限制至', note: '不填为直到解除；当天起不再限制。', ...plain },
      { title: '级别', note: '不填为全部；多个用顿号隔开。', ...plain },
      { title: '类型', note: '不填为全部；多个用顿号隔开。', ...plain },
      { title: '案件编号', note: '必填，最多 60 个字，不写案情。', ...plain },
      { title: '联系人', note: '必填，本人可以向谁咨询，最多 80 个字。', ...plain },
    ],
  },
  words: restrictionListWords.zh,
  row: RestrictionRow,
  tell: ({ no, name, staffNo, fromOn, untilOn, outcome, reasons }) => ({
    ...{ no, name, staffNo, fromOn, untilOn, outcome, reasons: [...reasons] },
  }),
  judge,
  keep: async (tx, rows) => {
    const drafts = rows.flatMap(({ personId, fromOn, untilOn, levels, kinds, reference, contact }) => {
      if (personId === null || fromOn === null) return []
      const id = newId(tx.context.now.getTime())
      return [{ id, personId, fromOn, untilOn, levels: [...levels], kinds: [...kinds], reference, contact }]
    })
    await enterRestrictions(tx, drafts)
    return ok(drafts.map(({ id, personId }) => ({ id, personId })))
  },
  // What was lifted since stays lifted for the reason that was given then.
  undo: async (tx, changes, reason, scope) =>
    ok(await takeBackKept(tx, changes, scope, (id) => liftRestriction(tx, id, reason))),
  refusals: {},
}
