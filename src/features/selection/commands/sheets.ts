import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, read, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark } from '../../organisations/public.ts'
import type { ScoreImport, ScoreRehearsal } from '../contract/sheets.ts'
import { criterionTitle, findSheetHead, judgeScores, scoreKey, sheetTitles, type JudgedScores } from '../core/sheets.ts'
import { listMarks, saveMarks } from '../store/marking.ts'
import { findSelection, holdSelection, log, type SelectionKept } from '../store/selections.ts'
import * as store from '../store/sheets.ts'
import type { ScoreChange } from '../tables.ts'
import { sheetWords } from '../words/sheets.ts'
import { actorOf, openStepOf } from './held.ts'
import { loadEntering, type Entering, type EnteringRefusal } from './marking.ts'

export type ReadSheetRefusal = EnteringRefusal | 'head_missing' | 'sheet_without_rows' | 'sheet_too_long'

const mostRows = 5_000

// What whoever acts entered in the open step, by `scoreKey`.
function ownScores(tx: Tx, { held, step }: Entering): ReadonlyMap<string, number> {
  const { accountId } = actorOf(tx)
  return new Map(
    held.marks
      .filter((mark) => mark.step === step.id && mark.accountId === accountId)
      .map(({ personId, criterion, centipoints }) => [scoreKey(personId, criterion), centipoints]),
  )
}

/** A spreadsheet of whoever is in the open step with what whoever acts entered, to be filled in; numbers alone where names are hidden. */
export async function scoreSheet(tx: Tx, id: string): Promise<Result<Book, EnteringRefusal>> {
  const entering = await loadEntering(tx, await findSelection(tx, id))
  if (!entering.ok) return entering
  const { selection, step, held, isIn } = entering.value
  const own = ownScores(tx, entering.value)
  type Row = (typeof held.listed)[number]
  const text = (title: string, width: number, value: (row: Row) => string): ExportColumn<Row> => ({
    ...{ title, width, kind: 'text', value },
  })
  const content = exportRows({
    sheet: step.title,
    rows: held.listed.filter(({ candidate }) => isIn(candidate.personId)),
    columns: [
      text(sheetTitles.number, 8, ({ candidate }) => String(candidate.number)),
      ...(step.blind
        ? []
        : [
            text(sheetTitles.name, 14, ({ name }) => name),
            text(sheetTitles.staffNo, 16, ({ staffNo }) => staffNo),
            text(sheetTitles.school, 28, ({ schoolName }) => schoolName),
          ]),
      ...step.criteria.map((one): ExportColumn<Row> => ({
        ...{ title: criterionTitle(one), width: 20, kind: 'number' },
        value: ({ candidate }) => {
          const entered = own.get(scoreKey(candidate.personId, one.id))
          return entered === undefined ? null : entered / 100
        },
      })),
    ],
    mark: (await exportMark(tx))?.line ?? '',
  })
  note(tx, { act: 'selection.score_sheet_taken', object: { kind: 'selection', id }, after: { step: step.id } })
  return ok({ name: `${selection.title}-${step.title}.xlsx`, content })
}

async function judge(tx: Tx, selection: SelectionKept | undefined, grid: Grid) {
  const entering = await loadEntering(tx, selection)
  if (!entering.ok) return entering
  const { step, held, isIn, isTaken } = entering.value
  const head = findSheetHead(step, grid.rows)
  if (!head) return err('head_missing')
  const lines = linesBelow(grid.rows, head.at)
  if (lines.length === 0) return err('sheet_without_rows')
  if (lines.length > mostRows) return err('sheet_too_long')
  const candidates = new Map(
    held.listed.map(({ candidate: { personId, number }, name, staffNo }) => [
      number,
      { personId, name, staffNo, isIn: isIn(personId) },
    ]),
  )
  const own = ownScores(tx, entering.value)
  const rows = judgeScores(lines, head, { step, candidates, own, isTaken })
  return ok({ ...entering.value, own, rows, headAt: head.at, titles: head.columns.map(({ title }) => title) })
}

const countsOf = (rows: readonly JudgedScores[]) => {
  const of = (outcome: JudgedScores['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return { create: of('create'), change: of('change'), keep: of('keep'), refuse: of('refuse') }
}

const digestOf = (rows: readonly JudgedScores[]) => sha256(JSON.stringify(rows)).toString('hex')

/** What each row of a spreadsheet of scores would do. Nothing changes. */
export async function rehearseScores(
  tx: Tx,
  id: string,
  grid: Grid,
): Promise<Result<ScoreRehearsal, ReadSheetRefusal>> {
  const judged = await judge(tx, await findSelection(tx, id), grid)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const told = rows.map(({ no, number, name, outcome, scores, reasons }) => ({
    ...{ no, number, name, outcome },
    ...{ scores: scores.map((score) => ({ ...score })), reasons: [...reasons] },
  }))
  return ok({ rows: told, counts: countsOf(rows), digest: digestOf(rows) })
}

const said: Readonly<Record<string, string>> = sheetWords.zh

/** The spreadsheet back with what would become of each row and why beside it. */
export async function explainScores(
  db: Db,
  id: string,
  { name, grid }: { readonly name: string; readonly grid: Grid },
): Promise<Result<Book, ReadSheetRefusal>> {
  const judged = await read(db, async (tx) => judge(tx, await findSelection(tx, id), grid))
  if (!judged.ok) return judged
  const { rows, headAt, titles } = judged.value
  const lines = new Map(linesBelow(grid.rows, headAt).map((line) => [line.no, line]))
  async function* tell() {
    for (const { no, outcome, reasons } of rows) {
      const cells: readonly Cell[] = lines.get(no)?.cells ?? []
      const reason = reasons.map((code) => said[`reason.${code}`] ?? code).join(' ')
      yield await Promise.resolve({ no, cells, result: said[`outcome.${outcome}`] ?? outcome, reason })
    }
  }
  const mark = (await read(db, exportMark))?.line
  return ok(
    writeBackBook({ name, sheet: grid.sheet, titles, head: grid.rows.slice(0, headAt + 1), rows: tell(), mark }),
  )
}

type Application = {
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly sha256: string
  readonly grid: Grid
}

export type ApplyScoresRefusal = ReadSheetRefusal | 'id_reused' | 'import_stale' | 'import_nothing'

/** Keeps exactly the scores that were rehearsed. Where a single row would now do something else, nothing is done. */
export async function applyScores(
  tx: Tx,
  selectionId: string,
  asked: Application,
): Promise<Result<ScoreImport, ApplyScoresRefusal>> {
  const selection = await holdSelection(tx, selectionId)
  const { id, name } = asked
  const earlier = await store.findScoreImport(tx, selectionId, id)
  if (selection && earlier)
    return earlier.sha256 === asked.sha256 ? ok(tellOne(tx, selection, earlier)) : err('id_reused')
  const judged = await judge(tx, selection, asked.grid)
  if (!judged.ok) return judged
  const { rows, step, own } = judged.value
  if (digestOf(rows) !== asked.digest) return err('import_stale')
  const changes = rows.flatMap(({ outcome, personId, scores }): ScoreChange[] =>
    personId === null || outcome === 'refuse'
      ? []
      : scores.map(({ criterion, centipoints: became }) => ({
          ...{ personId, criterion, became },
          was: own.get(scoreKey(personId, criterion)) ?? null,
        })),
  )
  if (changes.length === 0) return err('import_nothing')
  const { accountId, name: by } = actorOf(tx)
  const kept = changes.map(({ personId, criterion, became }) => ({ personId, criterion, centipoints: became }))
  await saveMarks(
    tx,
    kept.map((score) => ({ ...score, selectionId, step: step.id, accountId })),
  )
  const counts = countsOf(rows)
  const { create: createCount, change: changeCount, keep: keepCount, refuse: refuseCount } = counts
  const made = {
    ...{
      selectionId,
      id,
      name,
      sha256: asked.sha256,
      step: step.id,
      state: 'applied' as const,
      changes,
      undoneAt: null,
    },
    ...{ rowCount: rows.length, createCount, changeCount, keepCount, refuseCount },
    ...{ createdBy: accountId, createdByName: by, appliedAt: tx.context.now },
  }
  await store.insertScoreImport(tx, made)
  await log(tx, selectionId, 'scores_imported', name)
  const object = { kind: 'selection', id: selectionId }
  note(tx, { act: 'selection.scores_imported', object, after: { import: id, name, step: step.id, ...counts } })
  return ok(tellOne(tx, judged.value.selection, { ...made, tenantId: tx.context.tenantId }))
}

export type UndoScoresRefusal =
  'selection_not_found' | 'score_import_not_found' | 'score_import_of_another' | 'step_not_open'

function undoRefusal(tx: Tx, selection: SelectionKept, one: store.ScoreImportKept): UndoScoresRefusal | undefined {
  if (one.createdBy !== actorOf(tx).accountId) return 'score_import_of_another'
  return openStepOf(selection)?.id === one.step ? undefined : 'step_not_open'
}

function tellOne(tx: Tx, selection: SelectionKept, one: store.ScoreImportKept): ScoreImport {
  const { id, name, state, rowCount: rows, createdByName } = one
  return {
    ...{ id, name, state, rows, createdByName },
    stepTitle: selection.rules.steps.find((step) => step.id === one.step)?.title ?? '',
    counts: { create: one.createCount, change: one.changeCount, keep: one.keepCount, refuse: one.refuseCount },
    appliedAt: one.appliedAt.toISOString(),
    undoneAt: one.undoneAt?.toISOString() ?? null,
    undoRefusal: undoRefusal(tx, selection, one) ?? null,
  }
}

/** The spreadsheets of scores of a selection, the newest first. */
export async function tellScoreImports(tx: Tx, id: string): Promise<ScoreImport[] | undefined> {
  const selection = await findSelection(tx, id)
  if (!selection) return undefined
  return (await store.listScoreImports(tx, id)).map((one) => tellOne(tx, selection, one))
}

/** Takes a whole spreadsheet back while its step is open; a score that was corrected since stays as it is. */
export async function undoScores(
  tx: Tx,
  selectionId: string,
  id: string,
): Promise<Result<ScoreImport, UndoScoresRefusal>> {
  const selection = await holdSelection(tx, selectionId)
  if (!selection) return err('selection_not_found')
  const found = await store.findScoreImport(tx, selectionId, id)
  if (!found) return err('score_import_not_found')
  if (found.state === 'undone') return ok(tellOne(tx, selection, found))
  const refusal = undoRefusal(tx, selection, found)
  if (refusal) return err(refusal)
  const { step, createdBy: accountId } = found
  const now = new Map(
    (await listMarks(tx, selectionId))
      .filter((mark) => mark.step === step && mark.accountId === accountId)
      .map(({ personId, criterion, centipoints }) => [scoreKey(personId, criterion), centipoints]),
  )
  const back = found.changes.filter(
    ({ personId, criterion, became }) => now.get(scoreKey(personId, criterion)) === became,
  )
  const whole = { selectionId, step, accountId }
  await store.dropEntered(
    tx,
    whole,
    back.filter(({ was }) => was === null),
  )
  const earlier = back.flatMap(({ personId, criterion, was }) =>
    was === null ? [] : [{ ...whole, personId, criterion, centipoints: was }],
  )
  if (earlier.length > 0) await saveMarks(tx, earlier)
  await store.markUndone(tx, selectionId, id)
  const object = { kind: 'selection', id: selectionId }
  note(tx, { act: 'selection.score_import_undone', object, after: { import: id, name: found.name, size: back.length } })
  return ok(tellOne(tx, selection, { ...found, state: 'undone', undoneAt: tx.context.now }))
}
