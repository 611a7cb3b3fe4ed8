import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { countOutcomes } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, read, type Actor, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { writeTemplate } from '../../../platform/excel/template.ts'
import { newId } from '../../../platform/ids.ts'
import { exportMark, findOrganisation, topmost } from '../../organisations/public.ts'
import { mapNumbered } from '../../people/public.ts'
import type { PastImport, PastRehearsal } from '../contract/importing.ts'
import {
  findPastHead,
  judgePast,
  pastChoices,
  pastFields,
  pastKey,
  pastTitles,
  readPastRow,
  type JudgedPast,
  type PastField,
} from '../core/importing.ts'
import { titleKeyOf } from '../core/participation.ts'
import * as store from '../store/importing.ts'
import { importingWords } from '../words/importing.ts'

const mostRows = 5_000

/** A list as it was handed in. */
export type HandedIn = { readonly grid: Grid; readonly scope: readonly string[] }

export type ReadListRefusal = 'head_missing' | 'past_list_empty' | 'past_list_too_long'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a list is handed in by somebody')
  return actor
}

async function judge(tx: Tx, { grid, scope }: HandedIn) {
  const head = findPastHead(grid.rows)
  if (!head) return err('head_missing')
  const lines = linesBelow(grid.rows, head.at)
  if (lines.length === 0) return err('past_list_empty')
  if (lines.length > mostRows) return err('past_list_too_long')
  const drafts = lines.map((line) => readPastRow(line, head))
  const people = await mapNumbered(tx, scope, drafts)
  const kept = await store.listKept(
    tx,
    [...people.values()].map(({ id }) => id),
  )
  const { personId, onBehalfOf } = actorOf(tx)
  const rows = judgePast(drafts, {
    people,
    kept: new Set(kept.map((one) => pastKey(one.personId, one))),
    today: tx.context.today,
    ownPersonIds: [personId, onBehalfOf?.personId].flatMap((id) => id ?? []),
  })
  return ok({ rows, headAt: head.at, titles: head.columns.map(({ title }) => title) })
}

// The same rows with the same outcomes about the same people: what somebody looked at, and nothing else.
const digestOf = (rows: readonly JudgedPast[]) => sha256(JSON.stringify(rows)).toString('hex')

/** What each row of a spreadsheet of history would do. Nothing changes. */
export async function rehearsePast(tx: Tx, list: HandedIn): Promise<Result<PastRehearsal, ReadListRefusal>> {
  const judged = await judge(tx, list)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const shown = rows.map(({ no, personId, name, staffNo, title, level, kind, year, state, outcome, reasons }) => ({
    ...{ no, personId, name, staffNo, title, level, kind, year, state, outcome },
    reasons: [...reasons],
  }))
  return ok({ rows: shown, counts: countOutcomes(rows), digest: digestOf(rows) })
}

const told: Readonly<Record<string, string>> = importingWords.zh

/** The spreadsheet back with what would become of each row and why beside it. */
export async function explainPast(db: Db, name: string, list: HandedIn): Promise<Result<Book, ReadListRefusal>> {
  const judged = await read(db, (tx) => judge(tx, list))
  if (!judged.ok) return judged
  const { rows, headAt, titles } = judged.value
  const lines = new Map(linesBelow(list.grid.rows, headAt).map((line) => [line.no, line]))
  async function* tell() {
    for (const { no, outcome, reasons } of rows) {
      const cells: readonly Cell[] = lines.get(no)?.cells ?? []
      const reason = reasons.map((code) => told[`reason.${code}`] ?? code).join(' ')
      yield await Promise.resolve({ no, cells, result: told[`outcome.${outcome}`] ?? outcome, reason })
    }
  }
  const head = list.grid.rows.slice(0, headAt + 1)
  const mark = (await read(db, exportMark))?.line
  return ok(writeBackBook({ name, sheet: list.grid.sheet, titles, head, rows: tell(), mark }))
}

type Application = HandedIn & {
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly sha256: string
}

export type ApplyPastRefusal = ReadListRefusal | 'id_reused' | 'import_stale' | 'import_nothing' | 'import_not_found'

/** Keeps exactly what was rehearsed. Where a single row would now do something else, nothing is done. */
export async function applyPast(tx: Tx, list: Application): Promise<Result<PastImport, ApplyPastRefusal>> {
  const { id, name } = list
  const earlier = await store.findImport(tx, id)
  if (earlier) return earlier.sha256 === list.sha256 ? showImport(tx, id) : err('id_reused')
  const judged = await judge(tx, list)
  if (!judged.ok) return judged
  const { rows } = judged.value
  if (digestOf(rows) !== list.digest) return err('import_stale')
  const creating = rows.flatMap((row) =>
    row.outcome === 'create' && row.personId !== null && row.organisationId !== null
      ? [rowOf(tx, row, row.personId, row.organisationId)]
      : [],
  )
  if (creating.length === 0) return err('import_nothing')
  const actor = actorOf(tx)
  const counts = countOutcomes(rows)
  await store.insertImport(
    tx,
    {
      ...{ id, name, sha256: list.sha256, state: 'applied', organisationId: await topmost(tx, list.scope) },
      ...{ rowCount: rows.length, createCount: counts.create, keepCount: counts.keep, refuseCount: counts.refuse },
      ...{ createdBy: actor.accountId, createdByName: actor.name, appliedAt: tx.context.now },
    },
    creating,
  )
  note(tx, { act: 'participation.imported', object: { kind: 'participation_import', id }, after: { name, ...counts } })
  return showImport(tx, id)
}

function rowOf(tx: Tx, row: JudgedPast, personId: string, organisationId: string) {
  const { title, level, kind, year, startsOn, endsOn, centihours, state, providerName, series, stage } = row
  return {
    ...{ id: newId(tx.context.now.getTime()), personId, organisationId, title, titleKey: titleKeyOf(title), level },
    ...{ kind, year, startsOn, endsOn, centihours, state, providerName, series, stage },
  }
}

/** An import as people see it. */
export function shownImport(list: store.ImportKept, organisationName: string): PastImport {
  return {
    ...{ id: list.id, name: list.name, organisationName, state: list.state, rows: list.rowCount },
    counts: { create: list.createCount, keep: list.keepCount, refuse: list.refuseCount },
    createdByName: list.createdByName,
    appliedAt: list.appliedAt.toISOString(),
    undoneAt: list.undoneAt?.toISOString() ?? null,
  }
}

async function showImport(tx: Tx, id: string): Promise<Result<PastImport, 'import_not_found'>> {
  const list = await store.findImport(tx, id)
  const organisation = list && (await findOrganisation(tx, list.organisationId))
  return list && organisation ? ok(shownImport(list, organisation.name)) : err('import_not_found')
}

/** Takes a whole spreadsheet back; asked twice, it is taken back once. */
export async function undoPast(tx: Tx, id: string): Promise<Result<PastImport, 'import_not_found'>> {
  const found = await store.findImport(tx, id)
  if (!found) return err('import_not_found')
  if (found.state === 'applied') {
    await store.removeImport(tx, id)
    note(tx, {
      act: 'participation.import_undone',
      object: { kind: 'participation_import', id },
      before: { name: found.name },
    })
  }
  return showImport(tx, id)
}

// The template is Chinese, as the lists are: it goes to schools and bureaus.
const notes: Readonly<Record<PastField, string>> = {
  name: '填写姓名，用来核对工号。',
  staffNo: '必填，按文本填写。',
  title: '必填。培训项目的名称，不超过 120 个字。',
  level: '必填。国家级、省级、市级、县级、校级或省外。',
  kind: '可以不填，不填按专题培训。',
  year: '如 2024；填了日期的可以不填。',
  startsOn: '写成 2024-07-10。',
  endsOn: '写成 2024-07-20。',
  hours: '如 12 或 1.5。',
  result: '结业或未结业；不填按结业。',
  provider: '承办单位的名称。',
  series: '分阶段的培训填系列名称，如：信息技术应用能力。',
  stage: '系列里的第几阶段，填 1 到 9。',
}

/** An empty spreadsheet of history with notes. */
export async function pastTemplate(): Promise<{ name: string; content: Buffer }> {
  const choices: Readonly<Partial<Record<PastField, readonly string[]>>> = pastChoices
  const columns = pastFields.map((field) => ({
    ...{ title: pastTitles[field], note: notes[field], choices: [...(choices[field] ?? [])], binds: false },
    width: field === 'title' ? 30 : 14,
  }))
  const general = [
    '一行一位教师的一次培训，表头不要改；列的顺序可以换，用不到的列可以删。',
    '上传之后先试算：每一行会记入、已有还是拒绝，看清楚再应用；应用后可以整批撤销。',
    '同一位教师、同一年度、同名的培训只记一次；同一份清单再上传不会重复。',
  ]
  const content = await writeTemplate({
    sheet: '参训记录',
    choices: '选项',
    notes: '填写说明',
    general,
    columns,
    rows: 2_000,
  })
  return { name: '参训记录模板.xlsx', content }
}
