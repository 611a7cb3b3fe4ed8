import type { RefusalOf } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { readGrid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import {
  applyScores,
  explainScores,
  rehearseScores,
  scoreSheet,
  tellScoreImports,
  undoScores,
} from '../commands/sheets.ts'
import * as contract from '../contract/sheets.ts'

type Answer = { status: number; title: string }

const enteringRefusals = {
  selection_not_found: { status: 404, title: 'There is no such selection.' },
  step_not_open: { status: 409, title: 'No step is open.' },
  step_of_experts: { status: 409, title: 'Experts mark this step.' },
  own_selection: { status: 422, title: 'You take part in it yourself; somebody else holds it.' },
} as const satisfies Record<RefusalOf<typeof scoreSheet>, Answer>

const readRefusals = {
  ...enteringRefusals,
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  sheet_without_rows: { status: 422, title: 'There is nothing below the head.' },
  sheet_too_long: gridRefusals.sheet_too_long,
} as const satisfies Record<RefusalOf<typeof rehearseScores>, Answer>

const applyRefusals = {
  ...readRefusals,
  id_reused: { status: 409, title: 'This id already names another sheet.' },
  import_stale: { status: 409, title: 'Something changed since the rehearsal; rehearse again.' },
  import_nothing: { status: 422, title: 'No score of this sheet can be kept.' },
} as const satisfies Record<RefusalOf<typeof applyScores>, Answer>

const undoRefusals = {
  selection_not_found: enteringRefusals.selection_not_found,
  step_not_open: enteringRefusals.step_not_open,
  score_import_not_found: { status: 404, title: 'There is no such sheet.' },
  score_import_of_another: { status: 409, title: 'Whoever handed a sheet in undoes it.' },
} as const satisfies Record<RefusalOf<typeof undoScores>, Answer>

export const sheetRoutes = createApp()
  .openapi(contract.scoreSheetRoute, async (c) => {
    const book = await transact(c.var.db, (tx) => scoreSheet(tx, c.req.valid('param').selectionId))
    if (!book.ok) return refuse(c, enteringRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.rehearseScoresRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const told = await read(c.var.db, (tx) => rehearseScores(tx, c.req.valid('param').selectionId, grid.value))
    return told.ok ? c.json(told.value, 200) : refuse(c, readRefusals, told.error)
  })
  .openapi(contract.explainScoresRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const { name } = c.req.valid('query')
    const book = await explainScores(c.var.db, c.req.valid('param').selectionId, { name, grid: grid.value })
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.applyScoresRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const grid = await readGrid(bytes)
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const asked = { ...c.req.valid('query'), grid: grid.value, sha256: sha256(Buffer.from(bytes)).toString('hex') }
    const done = await transact(c.var.db, (tx) => applyScores(tx, c.req.valid('param').selectionId, asked))
    return done.ok ? c.json(done.value, 201) : refuse(c, applyRefusals, done.error)
  })
  .openapi(contract.listScoreImportsRoute, async (c) => {
    const items = await read(c.var.db, (tx) => tellScoreImports(tx, c.req.valid('param').selectionId))
    return items ? c.json({ items }, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.undoScoresRoute, async (c) => {
    const { selectionId, scoreImportId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => undoScores(tx, selectionId, scoreImportId))
    return done.ok ? c.json(done.value, 201) : refuse(c, undoRefusals, done.error)
  })
