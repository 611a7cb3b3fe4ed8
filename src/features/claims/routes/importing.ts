import type { RefusalOf } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { readGrid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { proofsNamed } from '../../policies/public.ts'
import { handOver } from '../commands/external.ts'
import { applyHours, explainHours, rehearseHours, shownImport, undoHours } from '../commands/importing.ts'
import { giveBack, shownRehearsal } from '../commands/tried.ts'
import { hoursTemplate } from '../commands/template.ts'
import * as contract from '../contract/importing.ts'
import { listImports } from '../store/importing.ts'
import { listRehearsals } from '../store/rehearsals.ts'

const readRefusals = {
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  hours_list_empty: { status: 422, title: 'There is nothing in this list.' },
  hours_list_too_long: { status: 422, title: 'A list has at most 5,000 rows; split it.' },
} as const satisfies Record<RefusalOf<typeof rehearseHours>, { status: number; title: string }>

const applyRefusals = {
  ...readRefusals,
  person_not_found: { status: 404, title: 'Somebody is no longer on the roster.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
  late_reason_needed: { status: 422, title: 'A year of this list is closed.' },
  hours_already_recorded: { status: 409, title: 'Some of these hours are recorded already.' },
  import_stale: { status: 409, title: 'Something changed since the rehearsal; rehearse again.' },
  import_nothing: { status: 422, title: 'No row of this list can be recorded.' },
  import_not_found: { status: 404, title: 'There is no such list.' },
} as const satisfies Record<RefusalOf<typeof applyHours>, { status: number; title: string }>

const backRefusals = {
  rehearsal_not_found: { status: 404, title: 'There is no such list.' },
  workbook_not_yours: { status: 409, title: 'Only whoever handed a list in may fetch it: it holds whole numbers.' },
} as const satisfies Record<RefusalOf<typeof giveBack>, { status: number; title: string }>

const undoRefusals = {
  import_not_found: applyRefusals.import_not_found,
  import_decided: { status: 409, title: 'Some of these hours were approved or returned already.' },
} as const satisfies Record<RefusalOf<typeof undoHours>, { status: number; title: string }>

const handOverRefusals = {
  person_not_found: applyRefusals.person_not_found,
  id_reused: applyRefusals.id_reused,
  hours_already_recorded: applyRefusals.hours_already_recorded,
  late_reason_needed: applyRefusals.late_reason_needed,
} as const satisfies Record<RefusalOf<typeof handOver>, { status: number; title: string }>

export const importingRoutes = createApp()
  .openapi(contract.rehearseHoursRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const grid = await readGrid(bytes)
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const handedIn = { grid: grid.value, vault: c.var.vault, scope: c.var.scope }
    const list = { ...handedIn, name: c.req.valid('query').name, sha256: sha256(Buffer.from(bytes)).toString('hex') }
    const told = await transact(c.var.db, (tx) => rehearseHours(tx, list))
    return told.ok ? c.json(told.value, 200) : refuse(c, readRefusals, told.error)
  })
  .openapi(contract.listHourRehearsalsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listRehearsals(tx, c.var.scope, limit, before))
    const items = rows.map((list) => shownRehearsal(list, c.var.actor.accountId))
    return c.json(cutPage(items, limit, ['id']), 200)
  })
  .openapi(contract.giveBackHoursRoute, async (c) => {
    const book = await giveBack(c.var.db, c.var.vault, c.req.valid('param').hourRehearsalId, 'zh')
    if (!book.ok) return refuse(c, backRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.explainHoursRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const list = { grid: grid.value, vault: c.var.vault, scope: c.var.scope }
    const book = await explainHours(c.var.db, c.req.valid('query').name, list, 'zh')
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.applyHoursRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const grid = await readGrid(bytes)
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const hash = sha256(Buffer.from(bytes)).toString('hex')
    const list = { ...c.req.valid('query'), grid: grid.value, vault: c.var.vault, scope: c.var.scope, sha256: hash }
    const done = await transact(c.var.db, (tx) => applyHours(tx, list))
    return done.ok ? c.json(done.value, 201) : refuse(c, applyRefusals, done.error)
  })
  .openapi(contract.listHourImportsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listImports(tx, c.var.scope, limit, before))
    const items = rows.map(({ list, organisationName, trial }) =>
      shownImport(list, organisationName, trial, c.var.actor.accountId),
    )
    return c.json(cutPage(items, limit, ['id']), 200)
  })
  .openapi(contract.undoHoursRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => undoHours(tx, c.req.valid('param').hourImportId))
    return done.ok ? c.json(done.value, 201) : refuse(c, undoRefusals, done.error)
  })
  .openapi(contract.hoursTemplateRoute, async (c) => {
    const { name, content } = await hoursTemplate(await read(c.var.db, proofsNamed))
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
  .openapi(contract.handOverRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => handOver(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json({ outcomes: done.value }, 200) : refuse(c, handOverRefusals, done.error)
  })
