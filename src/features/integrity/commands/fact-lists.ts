import { namesColumns } from '../../../lib/lists/people.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { judgedBelow, readLines, type JudgedList, type ListOf, type ReadRefusal } from '../../applied-lists/public.ts'
import { mapNumbered, takeBackKept } from '../../people/public.ts'
import { mayRecordFact, mayUndoFactList } from '../access.ts'
import { FactRow } from '../contract/lists.ts'
import { causes } from '../core.ts'
import { factKey, findFactHead, judgeFacts, readFactRow, type JudgedFact } from '../core/fact-lists.ts'
import { listStandingOf } from '../store/facts.ts'
import { words } from '../words.ts'
import { factListWords } from '../words/lists.ts'
import { recordElsewhere, reverseFact } from './facts.ts'

async function judge(
  tx: Tx,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<JudgedList<JudgedFact>, ReadRefusal>> {
  const told = readLines(grid.rows, findFactHead)
  if (!told.ok) return told
  const { head } = told.value
  const lines = told.value.lines.map((line) => readFactRow(line, head, tx.context.today))
  const people = await mapNumbered(tx, scope, lines)
  const standing = await listStandingOf(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const known = { people, standing: new Set(standing.map((fact) => factKey(fact.personId, fact))) }
  return ok(judgedBelow(head, judgeFacts(lines, known)))
}

const plain = { choices: [], binds: false }

/** Facts of a signed list: each is written down as one by hand is, and taken back with the reason that the list is. */
export const factList: ListOf<JudgedFact, never> = {
  ...{ kind: 'integrity_facts', noun: 'integrity-fact', name: 'IntegrityFact', tag: 'Integrity' },
  said: 'facts of conduct',
  access: { apply: mayRecordFact, undo: mayUndoFactList },
  template: {
    name: '诚信记录导入模板.xlsx',
    ...{ sheet: '诚信记录', choices: '选项', notes: '填写说明', rows: 2_000 },
    general: [
      '一行一条，表头不要改。按签发的名单填写，“依据”写文件名称和文号。',
      '上传之后先试算：每一行会登记、已登记还是拒绝；应用以后逐一通知本人，本人可以申诉。整批可以撤销。',
    ],
    columns: [
      ...namesColumns,
      { title: '项目', width: 36, note: '必填，培训项目的名称。', ...plain },
      {
        ...{ title: '级别', width: 12, note: '必填。', binds: true },
        choices: programmeLevels.map((level) => nameOf('level', level, 'zh')),
      },
      {
        ...{ title: '类型', width: 18, note: '必填。', binds: true },
        choices: programmeKinds.map((kind) => nameOf('kind', kind, 'zh')),
      },
      {
        ...{ title: '情形', width: 14, note: '必填。', binds: true },
        choices: causes.map((cause) => words.zh[`cause.${cause}`]),
      },
      { title: '日期', width: 14, note: '必填，如 2026-07-10。', ...plain },
      { title: '说明', width: 36, note: '可以不填，最多 500 个字。', ...plain },
      { title: '依据', width: 36, note: '必填，签发名单的文件名称和文号，最多 120 个字。', ...plain },
    ],
  },
  words: factListWords.zh,
  row: FactRow,
  tell: ({ no, name, staffNo, title, cause, happenedOn, evidence, outcome, reasons }) => ({
    ...{ no, name, staffNo, title, cause, happenedOn, evidence, outcome, reasons: [...reasons] },
  }),
  judge,
  keep: async (tx, rows) => {
    const learned = rows.flatMap(({ personId, organisationId, level, kind, cause, happenedOn, ...row }) => {
      if (personId === null || organisationId === null || !level || !kind || !cause || !happenedOn) return []
      const { title, reason, evidence } = row
      const id = newId(tx.context.now.getTime())
      return [{ id, personId, organisationId, title, level, kind, cause, happenedOn, reason, evidence }]
    })
    await recordElsewhere(tx, learned)
    return ok(learned.map(({ id, personId }) => ({ id, personId })))
  },
  // One's own, and what an appeal took back since, stay as they are.
  undo: async (tx, changes, reason, scope) =>
    ok(await takeBackKept(tx, changes, scope, (id) => reverseFact(tx, id, reason))),
  refusals: {},
}
