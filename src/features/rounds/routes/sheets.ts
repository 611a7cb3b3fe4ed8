import { err, ok, type RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import {
  applyListRefusals,
  pageOfLists,
  readListRefusals,
  sentList,
  undoListRefusals,
} from '../../applied-lists/public.ts'
import { applySheet, explainSheet, rehearseSheet, scoringSheet, undoSheet, type SheetOf } from '../commands/sheets.ts'
import { scorable } from '../commands/people.ts'
import * as contract from '../contract/sheets.ts'
import { scoreRefusals, tableRefusals } from './people.ts'

type Answer = { status: number; title: string }

const readRefusals = {
  ...tableRefusals,
  ...readListRefusals,
} as const satisfies Record<RefusalOf<typeof rehearseSheet>, Answer>

const applyRefusals = {
  ...scoreRefusals,
  ...applyListRefusals,
} as const satisfies Record<RefusalOf<typeof applySheet>, Answer>

const undoRefusals = {
  ...tableRefusals,
  ...undoListRefusals,
  scores_frozen: scoreRefusals.scores_frozen,
  own_round: scoreRefusals.own_round,
} as const satisfies Record<RefusalOf<typeof undoSheet>, Answer>

const sheetOf = (params: { matchingRoundId: string; roundProgrammeId: string }): SheetOf => ({
  roundId: params.matchingRoundId,
  programmeId: params.roundProgrammeId,
})

/** Scoring tables as workbooks. */
export const sheetRoutes = createApp()
  .openapi(contract.scoringSheetRoute, async (c) => {
    const book = await transact(c.var.db, (tx) => scoringSheet(tx, sheetOf(c.req.valid('param'))))
    if (!book.ok) return refuse(c, tableRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.rehearseSheetRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const told = await read(c.var.db, (tx) => rehearseSheet(tx, sheetOf(c.req.valid('param')), sent.value.grid))
    return told.ok ? c.json(told.value, 200) : refuse(c, readRefusals, told.error)
  })
  .openapi(contract.explainSheetRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const list = { ...c.req.valid('query'), grid: sent.value.grid }
    const book = await explainSheet(c.var.db, sheetOf(c.req.valid('param')), list)
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.applySheetRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const asked = { ...c.req.valid('query'), ...sent.value }
    const done = await transact(c.var.db, (tx) => applySheet(tx, sheetOf(c.req.valid('param')), asked))
    return done.ok ? c.json(done.value, 201) : refuse(c, applyRefusals, done.error)
  })
  .openapi(contract.listSheetsRoute, async (c) => {
    const { roundId, programmeId } = sheetOf(c.req.valid('param'))
    const may = await read(c.var.db, async (tx) =>
      (await scorable(tx, roundId, programmeId)) ? ok() : err('round_not_found' as const),
    )
    if (!may.ok) return refuse(c, tableRefusals, may.error)
    const which = { kind: 'round_scores', about: `${roundId} ${programmeId}` } as const
    return c.json(await pageOfLists(c, which, c.req.valid('query')), 200)
  })
  .openapi(contract.undoSheetRoute, async (c) => {
    const { scoreListId, ...of } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => undoSheet(tx, sheetOf(of), scoreListId))
    return done.ok ? c.json(done.value, 201) : refuse(c, undoRefusals, done.error)
  })
