import { findNamesHead, namesColumns, readNames } from '../../../lib/lists/people.ts'
import { err, ok, type RefusalOf, type Result } from '../../../lib/result.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { writeTemplate } from '../../../platform/excel/template.ts'
import { z } from '../../../platform/http/openapi.ts'
import {
  applyList,
  judgedBelow,
  listBack,
  readLines,
  sayBy,
  sumsOf,
  undoList,
  type AppliedList,
  type Application,
  type ApplyRefusal,
  type JudgedList,
  type ReadRefusal,
} from '../../applied-lists/public.ts'
import { mapNumbered } from '../../people/public.ts'
import type { CandidateRehearsal } from '../contract/candidate-lists.ts'
import { judgeCandidates, type JudgedCandidate } from '../core/candidate-lists.ts'
import { dropCandidates, findSelection, holdSelection, listCandidates, log } from '../store/selections.ts'
import { candidateListWords } from '../words/candidate-lists.ts'
import { addCandidates, type DraftRefusal } from './making.ts'

export type ReadCandidatesRefusal = DraftRefusal | ReadRefusal

async function judge(
  tx: Tx,
  selectionId: string,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<JudgedList<JudgedCandidate>, ReadCandidatesRefusal>> {
  const selection = await findSelection(tx, selectionId)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'draft') return err('selection_runs')
  const told = readLines(grid.rows, findNamesHead)
  if (!told.ok) return told
  const { head } = told.value
  const lines = told.value.lines.map((line) => readNames(line, head))
  const people = await mapNumbered(tx, scope, lines)
  const candidates = new Set((await listCandidates(tx, selectionId)).map(({ candidate }) => candidate.personId))
  return ok(judgedBelow(head, judgeCandidates(lines, { people, candidates })))
}

/** What each row of a list of candidates would do. Nothing changes. */
export async function rehearseCandidates(
  tx: Tx,
  selectionId: string,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<CandidateRehearsal, ReadCandidatesRefusal>> {
  const judged = await judge(tx, selectionId, grid, scope)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const told = rows.map(({ no, name, staffNo, outcome, reasons }) => ({
    ...{ no, name, staffNo, outcome, reasons: [...reasons] },
  }))
  return ok({ rows: told, ...sumsOf(rows) })
}

/** The list back, each row with what would become of it and why. */
export async function explainCandidates(
  db: Db,
  selectionId: string,
  sent: Pick<Application, 'name' | 'grid'>,
  scope: readonly string[],
): Promise<Result<Book, ReadCandidatesRefusal>> {
  const judged = await read(db, (tx) => judge(tx, selectionId, sent.grid, scope))
  return judged.ok ? ok(await listBack(db, sent, judged.value, sayBy(candidateListWords.zh))) : judged
}

/** Adds exactly the candidates that were looked at. Whoever may not take part is listed and kept out, as ever. */
export async function applyCandidates(
  tx: Tx,
  selectionId: string,
  asked: Application,
  scope: readonly string[],
): Promise<Result<AppliedList, ReadCandidatesRefusal | RefusalOf<typeof addCandidates> | ApplyRefusal>> {
  const selection = await holdSelection(tx, selectionId)
  if (!selection) return err('selection_not_found')
  const about = { kind: 'selection_candidates' as const, about: selectionId, organisationId: selection.organisationId }
  return applyList(
    tx,
    about,
    asked,
    () => judge(tx, selectionId, asked.grid, scope),
    async (rows) => {
      const personIds = rows.flatMap(({ personId }) => personId ?? [])
      const added = await addCandidates(tx, selectionId, { applicants: false, personIds, staffNos: [] }, scope)
      return added.ok ? ok(personIds) : added
    },
  )
}

/** Takes a whole list of candidates back before the selection begins; whoever said since that they withdraw stays as they are. */
export async function undoCandidates(
  tx: Tx,
  selectionId: string,
  id: string,
): Promise<Result<AppliedList, DraftRefusal | 'import_not_found'>> {
  const selection = await holdSelection(tx, selectionId)
  if (!selection) return err('selection_not_found')
  return undoList(tx, { kind: 'selection_candidates', about: selectionId }, id, async (changes, { name }) => {
    if (selection.state !== 'draft') return err('selection_runs')
    const added = new Set(z.uuid().array().parse(changes))
    const back = (await listCandidates(tx, selectionId)).flatMap(({ candidate }) =>
      added.has(candidate.personId) && candidate.out !== 'withdrawn' ? [candidate.personId] : [],
    )
    await dropCandidates(tx, selectionId, back)
    await log(tx, selectionId, 'candidates_removed', `${name}: ${String(back.length)}`)
    return ok(back.length)
  })
}

/** An empty list of candidates with notes. */
export async function candidateTemplate(): Promise<{ name: string; content: Buffer }> {
  const content = await writeTemplate({
    ...{ sheet: '人选', choices: '选项', notes: '填写说明', rows: 2_000 },
    general: [
      '一行一位教师，表头不要改。',
      '上传之后先试算：每一行会添加、已在名单还是拒绝，看清楚再应用；选拔开始以前可以整批撤销。',
    ],
    columns: namesColumns,
  })
  return { name: '选拔人选模板.xlsx', content }
}
