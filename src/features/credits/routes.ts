import type { RefusalOf } from '../../lib/result.ts'
import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { readCursor, writeCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { approveRecords, returnRecords } from './commands/decide.ts'
import { correctRecord, recordByHand } from './commands/record.ts'
import { readCredits } from './commands/standing.ts'
import {
  approveRecordsRoute,
  correctRecordRoute,
  readCreditsRoute,
  readOwnCreditsRoute,
  recordHoursRoute,
  returnRecordsRoute,
} from './contract.ts'
import { listRecordsRoute } from './contract/queues.ts'
import { withAlike } from './store/alike.ts'
import { countRecords, listRecords } from './store/records.ts'

const recordRefusals = {
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
  id_reused: { status: 409, title: 'This id already names other hours.' },
  hours_already_recorded: { status: 409, title: 'These hours are already recorded for this person.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours; ask a colleague.' },
  earned_in_future: { status: 422, title: 'Hours cannot be earned on a day to come.' },
  late_reason_needed: { status: 422, title: 'This year is closed: say why these hours come late.' },
  file_not_found: { status: 422, title: 'A file that was named is none that was stored as evidence in your part.' },
} as const satisfies Record<RefusalOf<typeof recordByHand>, { status: number; title: string }>

const correctRefusals = {
  ...recordRefusals,
  record_not_found: { status: 404, title: 'There is no such record.' },
  record_not_returned: { status: 409, title: 'Only a returned record is corrected.' },
  correct_by_claim: { status: 422, title: 'Hours that were claimed go back to their claimant.' },
  above_source: { status: 422, title: 'Hours of what was attended are never raised, nor their day changed.' },
} as const satisfies Record<RefusalOf<typeof correctRecord>, { status: number; title: string }>

export const creditRoutes = createApp()
  .openapi(listRecordsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['recordedAt', 'id'])
    const found = await read(c.var.db, async (tx) => ({
      rows: await withAlike(tx, await listRecords(tx, c.var.scope, query, after)),
      total: await countRecords(tx, c.var.scope, query),
    }))
    const items = found.rows.slice(0, query.limit)
    const last = found.rows.length > query.limit ? items.at(-1) : undefined
    return c.json({ items, nextCursor: last ? writeCursor([last.recordedAt, last.id]) : null, total: found.total }, 200)
  })
  .openapi(recordHoursRoute, async (c) => {
    const recorded = await transact(c.var.db, (tx) => recordByHand(tx, c.req.valid('json'), c.var.scope))
    return recorded.ok ? c.json(recorded.value, 201) : refuse(c, recordRefusals, recorded.error)
  })
  .openapi(correctRecordRoute, async (c) => {
    const { recordId } = c.req.valid('param')
    const corrected = await transact(c.var.db, (tx) => correctRecord(tx, recordId, c.req.valid('json')))
    return corrected.ok ? c.json(corrected.value, 201) : refuse(c, correctRefusals, corrected.error)
  })
  .openapi(approveRecordsRoute, async (c) => {
    const { ids } = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await approveRecords(tx, ids, c.var.scope)))
    return c.json({ outcomes: done.ok ? done.value : [] }, 200)
  })
  .openapi(returnRecordsRoute, async (c) => {
    const { ids, reason } = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await returnRecords(tx, ids, reason)))
    return c.json({ outcomes: done.ok ? done.value : [] }, 200)
  })
  .openapi(readCreditsRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const { asOf, policiesOn } = c.req.valid('query')
    const found = await read(c.var.db, (tx) => readCredits(tx, personId, asOf, policiesOn))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(readOwnCreditsRoute, async (c) => {
    const { personId } = c.var.actor
    const { asOf, policiesOn } = c.req.valid('query')
    const found =
      personId === null ? undefined : await read(c.var.db, (tx) => readCredits(tx, personId, asOf, policiesOn))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
