import { err, ok, type Result } from '../../../lib/result.ts'
import { markTitle } from '../../../lib/lists/marks.ts'
import { note, read, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
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
import { exportMark } from '../../organisations/public.ts'
import { ScoreChange, type SheetRehearsal } from '../contract/sheets.ts'
import { phaseOf, scoreRefusal, type ScoreRefusal } from '../core/rules.ts'
import { isSameOpinion, judgeSheet, sheetHeadFinder, sheetTitles, type JudgedScore } from '../core/sheets.ts'
import { dropScores, keepScores, listFacts, listScores } from '../store/applicants.ts'
import { shareRound } from '../store/rounds.ts'
import { sheetWords } from '../words/sheets.ts'
import { labelOf, scorable, score, type ScoringRefusal } from './people.ts'
import { actorOf } from './rounds.ts'

/** Which programme of which round a scoring table is of. */
export type SheetOf = { readonly roundId: string; readonly programmeId: string }

export type SheetRefusal = 'round_not_found' | ScoreRefusal
const aboutOf = ({ roundId, programmeId }: SheetOf) => `${roundId} ${programmeId}`

// The applicants of a programme that may be scored now, with what was scored.
async function openSheet(tx: Tx, { roundId, programmeId }: SheetOf) {
  const found = await scorable(tx, roundId, programmeId)
  if (!found) return err('round_not_found')
  const refusal = scoreRefusal(phaseOf(found.round, tx.context.now))
  if (refusal) return err(refusal)
  const facts = await listFacts(tx, roundId, programmeId)
  const kept = new Map((await listScores(tx, roundId, programmeId)).map((one) => [one.personId, one]))
  return ok({ ...found, facts, kept })
}

/** The scoring table of a programme, to be filled in and given back; without names and schools where the scoring is blind. */
export async function scoringSheet(tx: Tx, of: SheetOf): Promise<Result<Book, SheetRefusal>> {
  const open = await openSheet(tx, of)
  if (!open.ok) return open
  const { round, rules, facts, kept } = open.value
  type Row = (typeof facts)[number]
  const text = (title: string, width: number, value: (row: Row) => string): ExportColumn<Row> => ({
    ...{ title, width, kind: 'text', value },
  })
  const content = exportRows({
    sheet: '评分表',
    rows: facts,
    columns: [
      text(sheetTitles.label, 10, ({ code }) => labelOf(code)),
      ...(rules.isBlind
        ? []
        : [
            text(sheetTitles.name, 14, ({ name }) => name),
            text(sheetTitles.school, 28, ({ schoolName }) => schoolName),
          ]),
      ...rules.criteria.map(({ id, title, max }): ExportColumn<Row> => ({
        ...{ title: markTitle(title, String(max)), width: 20, kind: 'number' },
        value: ({ personId }) => kept.get(personId)?.marks[id] ?? null,
      })),
      text(sheetTitles.unsuitable, 32, ({ personId }) => kept.get(personId)?.unsuitableReason ?? ''),
    ],
    mark: (await exportMark(tx))?.line ?? '',
  })
  note(tx, {
    act: 'matching_round.score_sheet_taken',
    object: { kind: 'matching_round', id: of.roundId },
    after: { programmeId: of.programmeId },
  })
  return ok({ name: `${round.title}-评分表.xlsx`, content })
}

export type ReadSheetRefusal = SheetRefusal | ReadRefusal

async function judge(tx: Tx, of: SheetOf, grid: Grid): Promise<Result<JudgedList<JudgedScore>, ReadSheetRefusal>> {
  const open = await openSheet(tx, of)
  if (!open.ok) return open
  const { round, rules, facts, kept } = open.value
  const told = readLines(grid.rows, sheetHeadFinder(rules.criteria))
  if (!told.ok) return told
  const { head, lines } = told.value
  const { personId, onBehalfOf } = actorOf(tx)
  const rows = judgeSheet(lines, head, {
    ...{ criteria: rules.criteria, isBlind: rules.isBlind, isFrozen: round.seedToldAt !== null, kept },
    applicants: Map.groupBy(facts, ({ code }) => labelOf(code)),
    ownPersonIds: [personId, onBehalfOf?.personId].flatMap((id) => id ?? []),
  })
  return ok(judgedBelow(head, rows))
}

/** What each row of a scoring table would do. Nothing changes. */
export async function rehearseSheet(
  tx: Tx,
  of: SheetOf,
  grid: Grid,
): Promise<Result<SheetRehearsal, ReadSheetRefusal>> {
  const judged = await judge(tx, of, grid)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const told = rows.map(({ no, label, name, score: given, unsuitableReason, outcome, reasons }) => ({
    ...{ no, label, name, score: given, unsuitableReason, outcome, reasons: [...reasons] },
  }))
  return ok({ rows: told, ...sumsOf(rows) })
}

/** The scoring table back, each row with what would become of it and why. */
export async function explainSheet(
  db: Db,
  of: SheetOf,
  sent: Pick<Application, 'name' | 'grid'>,
): Promise<Result<Book, ReadSheetRefusal>> {
  const judged = await read(db, (tx) => judge(tx, of, sent.grid))
  return judged.ok ? ok(await listBack(db, sent, judged.value, sayBy(sheetWords.zh))) : judged
}

/** Keeps exactly the scores that were looked at, as scored by whoever hands the table in. */
export async function applySheet(
  tx: Tx,
  of: SheetOf,
  asked: Application,
): Promise<Result<AppliedList, ReadSheetRefusal | ScoringRefusal | ApplyRefusal>> {
  const { roundId, programmeId } = of
  const round = await shareRound(tx, roundId)
  if (!round || !(await scorable(tx, roundId, programmeId))) return err('round_not_found')
  const about = { kind: 'round_scores' as const, about: aboutOf(of), organisationId: round.organisationId }
  return applyList(
    tx,
    about,
    asked,
    () => judge(tx, of, asked.grid),
    async (rows) => {
      const kept = new Map((await listScores(tx, roundId, programmeId)).map((one) => [one.personId, one]))
      const scores = rows.flatMap(({ personId, marks, unsuitableReason }) =>
        personId === null ? [] : [{ personId, marks: { ...marks }, unsuitableReason }],
      )
      const done = await score(tx, roundId, programmeId, { scores })
      if (!done.ok) return done
      return ok(
        scores.map(({ personId, ...became }): ScoreChange => {
          const before = kept.get(personId)
          if (!before) return { personId, became, was: null }
          const { marks, score: given, unsuitableReason, scoredBy, scoredByName, scoredAt } = before
          const by = { scoredBy, scoredByName, scoredAt: scoredAt.toISOString() }
          return { personId, became, was: { marks: { ...marks }, score: given, unsuitableReason, ...by } }
        }),
      )
    },
  )
}

export type UndoSheetRefusal = SheetRefusal | 'import_not_found' | 'scores_frozen' | 'own_round'

/** Takes a whole scoring table back until the seed is told; a score that was changed since stays. */
export async function undoSheet(tx: Tx, of: SheetOf, id: string): Promise<Result<AppliedList, UndoSheetRefusal>> {
  const { roundId, programmeId } = of
  await shareRound(tx, roundId)
  const open = await openSheet(tx, of)
  if (!open.ok) return open
  const { round, kept } = open.value
  const { personId: own, onBehalfOf } = actorOf(tx)
  return undoList(tx, { kind: 'round_scores', about: aboutOf(of) }, id, async (changes) => {
    if (round.seedToldAt !== null) return err('scores_frozen')
    const back = ScoreChange.array()
      .parse(changes)
      .filter(({ personId, became }) => {
        const now = kept.get(personId)
        return now !== undefined && isSameOpinion(now, became)
      })
    if (back.some(({ personId }) => personId === own || personId === onBehalfOf?.personId)) return err('own_round')
    await dropScores(
      tx,
      roundId,
      programmeId,
      back.flatMap(({ personId, was }) => (was === null ? [personId] : [])),
    )
    const earlier = back.flatMap(({ personId, was }) =>
      was === null ? [] : [{ ...was, scoredAt: new Date(was.scoredAt), roundId, programmeId, personId }],
    )
    if (earlier.length > 0) await keepScores(tx, earlier)
    return ok(back.length)
  })
}
