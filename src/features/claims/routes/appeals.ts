import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import {
  decideAppeal,
  listAppealables,
  makeAppeal,
  showAppeal,
  tellAppeals,
  withdrawAppeal,
} from '../commands/appeals.ts'
import * as contract from '../contract/appeals.ts'
import { contentOf } from '../content.ts'
import { listAppeals, listOwnAppeals } from '../store/appeals.ts'

const makeRefusals = {
  appeal_not_found: { status: 404, title: 'There is no such appeal.' },
  decision_not_found: { status: 404, title: 'There is no such decision on your hours.' },
  appeal_too_late: { status: 409, title: 'The time to appeal against this decision is over.' },
  already_appealed: { status: 409, title: 'This decision was appealed against already.' },
  file_not_found: { status: 422, title: 'A file that was named is not one that you handed in.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof makeAppeal>, { status: number; title: string }>

const decideRefusals = {
  appeal_not_found: makeRefusals.appeal_not_found,
  appeal_over: { status: 409, title: 'This appeal was decided or taken back.' },
  own_appeal: { status: 422, title: 'Nobody decides on an appeal of their own.' },
  decided_before: { status: 422, title: 'You took the decision that is appealed against; somebody else looks at it.' },
} as const satisfies Record<RefusalOf<typeof decideAppeal>, { status: number; title: string }>

const withdrawRefusals = {
  appeal_not_found: makeRefusals.appeal_not_found,
  appeal_over: decideRefusals.appeal_over,
} as const satisfies Record<RefusalOf<typeof withdrawAppeal>, { status: number; title: string }>

export const appealRoutes = createApp()
  .openapi(contract.appealablesRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listAppealables(tx, c.var.actor.personId ?? ''))
    return c.json({ items }, 200)
  })
  .openapi(contract.appealRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => makeAppeal(tx, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, makeRefusals, done.error)
  })
  .openapi(contract.myAppealsRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const personId = c.var.actor.personId ?? ''
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, async (tx) => tellAppeals(tx, await listOwnAppeals(tx, personId, limit, before)))
    return c.json(cutPage(rows, limit, ['id']), 200)
  })
  .openapi(contract.withdrawAppealRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => withdrawAppeal(tx, c.req.valid('param').appealId))
    return done.ok ? c.json(done.value, 200) : refuse(c, withdrawRefusals, done.error)
  })
  .openapi(contract.listAppealsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['askedAt', 'id'])
    const rows = await read(c.var.db, async (tx) => tellAppeals(tx, await listAppeals(tx, c.var.scope, query, after)))
    return c.json(cutPage(rows, query.limit, ['askedAt', 'id']), 200)
  })
  .openapi(contract.readAppealRoute, async (c) => {
    const found = await read(c.var.db, (tx) => showAppeal(tx, c.req.valid('param').appealId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readAppealFileRoute, async (c) => {
    const { appealId, claimFileId } = c.req.valid('param')
    const found = await contentOf(c.var.db, c.var.files, appealId, claimFileId)
    return found ? c.body(found.body, 200, found.headers) : problem(c, 404, 'not_found')
  })
  .openapi(contract.decideAppealRoute, async (c) => {
    const { appealId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => decideAppeal(tx, appealId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, decideRefusals, done.error)
  })
