import { ok, type RefusalOf } from '../../lib/result.ts'
import type { FileType } from '../../platform/files/kinds.ts'
import type { PutRefusal } from '../../platform/files/store.ts'
import { read, transact } from '../../platform/db/db.ts'
import { listHeaders } from '../../platform/excel/answers.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { exportMark } from '../organisations/public.ts'
import { recordByHand, reverseFact, setSettings, tellFacts } from './commands/facts.ts'
import { askAboutFact, decideRequest, keepEvidence, withdrawRequest } from './commands/requests.ts'
import { enterRestriction, liftRestriction, lookAtRestrictions } from './commands/restrictions.ts'
import { tellRequestRow } from './commands/telling.ts'
import { contentOf } from './content.ts'
import * as facts from './contract/facts.ts'
import * as held from './contract/restrictions.ts'
import { restrictionBook } from './export.ts'
import { listFacts, listOwnFacts } from './store/facts.ts'
import { listRequests } from './store/requests.ts'
import { readSettings } from './store/settings.ts'

type Answer = { status: 403 | 404 | 409 | 413 | 415 | 422 | 503; title: string }

const recordRefusals = {
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
  fact_in_future: { status: 422, title: 'What has not happened yet is not written down.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof recordByHand>, Answer>

const reverseRefusals = {
  fact_not_found: { status: 404, title: 'There is no such fact.' },
  fact_reversed: { status: 409, title: 'This fact was taken back before.' },
  own_fact: { status: 422, title: 'Nobody decides on their own file.' },
} as const satisfies Record<RefusalOf<typeof reverseFact>, Answer>

const askRefusals = {
  fact_not_found: reverseRefusals.fact_not_found,
  fact_reversed: reverseRefusals.fact_reversed,
  nothing_to_excuse: { status: 422, title: 'No ban follows from this fact today.' },
  asked_before: { status: 409, title: 'This was asked already.' },
  appeal_too_late: { status: 409, title: 'The time to appeal is over.' },
  appeal_of_another: { status: 403, title: 'Only the person appeals.' },
  evidence_missing: { status: 422, title: 'An exemption rests on evidence.' },
  file_not_found: { status: 422, title: 'The file that was named is not one that you handed in.' },
  id_reused: recordRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof askAboutFact>, Answer>

const decideRefusals = {
  request_not_found: { status: 404, title: 'There is no such request.' },
  request_over: { status: 409, title: 'This was decided or taken back.' },
  own_request: { status: 422, title: 'Nobody decides on their own file.' },
  asked_by_same: { status: 422, title: 'You asked for it; somebody else decides.' },
  recorded_by_same: { status: 422, title: 'You recorded the fact; somebody else decides on the appeal.' },
  fact_reversed: reverseRefusals.fact_reversed,
} as const satisfies Record<RefusalOf<typeof decideRequest>, Answer>

const withdrawRefusals = {
  request_not_found: decideRefusals.request_not_found,
  request_over: decideRefusals.request_over,
} as const satisfies Record<RefusalOf<typeof withdrawRequest>, Answer>

const putRefusals = {
  file_type_refused: { status: 415, title: 'A photo (JPEG, PNG) or a PDF is taken here.' },
  file_too_large: { status: 413, title: 'The file is larger than 10 MB.' },
  file_empty: { status: 422, title: 'The file is empty.' },
  file_damaged: { status: 422, title: 'The file is damaged or cut short; save it again and retry.' },
  disk_full: { status: 503, title: 'The server has no room for files; tell the system administrator.' },
} as const satisfies Record<PutRefusal, Answer>

const keepRefusals = {
  person_not_found: recordRefusals.person_not_found,
  id_reused: recordRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof keepEvidence>, Answer>

const enterRefusals = {
  person_not_found: recordRefusals.person_not_found,
  own_restriction: { status: 422, title: 'Nobody decides on a restriction of their own.' },
  restriction_term_reversed: { status: 422, title: 'The end is not after the beginning.' },
  id_reused: recordRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof enterRestriction>, Answer>

const liftRefusals = {
  restriction_not_found: { status: 404, title: 'There is no such restriction.' },
  restriction_lifted: { status: 409, title: 'This restriction was lifted before.' },
  own_restriction: enterRefusals.own_restriction,
} as const satisfies Record<RefusalOf<typeof liftRestriction>, Answer>

const accepted: { accept: readonly FileType[]; maxBytes: number } = {
  accept: ['pdf', 'png', 'jpeg'],
  maxBytes: 10 * 1024 * 1024,
}

const factRoutes = createApp()
  .openapi(facts.myIntegrityRoute, async (c) => {
    const { personId } = c.var.actor
    const items = await read(c.var.db, async (tx) => tellFacts(tx, await listOwnFacts(tx, personId ?? '')))
    return c.json({ items }, 200)
  })
  .openapi(facts.listFactsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['happenedOn', 'id'])
    const rows = await read(c.var.db, async (tx) => {
      const found = await listFacts(tx, c.var.scope, query, after)
      return { told: await tellFacts(tx, found.slice(0, query.limit)), isMore: found.length > query.limit }
    })
    const last = rows.isMore ? rows.told.at(-1) : undefined
    return c.json({ items: rows.told, nextCursor: last ? writeCursor([last.happenedOn, last.id]) : null }, 200)
  })
  .openapi(facts.recordFactRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => recordByHand(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, recordRefusals, done.error)
  })
  .openapi(facts.reverseFactRoute, async (c) => {
    const { integrityFactId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reverseFact(tx, integrityFactId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 201) : refuse(c, reverseRefusals, done.error)
  })
  .openapi(facts.readSettingsRoute, async (c) => c.json(toJson(await read(c.var.db, readSettings)), 200))
  .openapi(facts.setIntegrityRoute, async (c) => {
    const set = await transact(c.var.db, (tx) => setSettings(tx, c.req.valid('json')))
    return c.json(toJson(set.ok ? set.value : await read(c.var.db, readSettings)), 200)
  })

type Settings = Awaited<ReturnType<typeof readSettings>>
const toJson = ({ levels, kinds, causes, ...rest }: Settings) => ({
  ...rest,
  levels: [...levels],
  kinds: [...kinds],
  causes: [...causes],
})

const requestRoutes = createApp()
  .openapi(facts.askAboutFactRoute, async (c) => {
    const { integrityFactId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => askAboutFact(tx, integrityFactId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, askRefusals, done.error)
  })
  .openapi(facts.listRequestsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['askedAt', 'id'])
    const rows = await read(c.var.db, async (tx) =>
      (await listRequests(tx, c.var.scope, query, after)).map(tellRequestRow),
    )
    return c.json(cutPage(rows, query.limit, ['askedAt', 'id']), 200)
  })
  .openapi(facts.decideRequestRoute, async (c) => {
    const { integrityRequestId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => decideRequest(tx, integrityRequestId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, decideRefusals, done.error)
  })
  .openapi(facts.withdrawRequestRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => withdrawRequest(tx, c.req.valid('param').integrityRequestId))
    return done.ok ? c.json(done.value, 200) : refuse(c, withdrawRefusals, done.error)
  })
  .openapi(facts.readEvidenceRoute, async (c) => {
    const found = await contentOf(c.var.db, c.var.files, c.req.valid('param').integrityRequestId)
    return found ? c.body(found.body, 200, found.headers) : problem(c, 404, 'not_found')
  })
  .openapi(facts.storeEvidenceRoute, async (c) => {
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), accepted)
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const kept = await transact(c.var.db, (tx) => keepEvidence(tx, put.value, c.req.valid('query'), c.var.scope))
    return kept.ok ? c.json(kept.value, 201) : refuse(c, keepRefusals, kept.error)
  })

const restrictionRoutes = createApp()
  .openapi(held.enterRestrictionRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => enterRestriction(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, enterRefusals, done.error)
  })
  .openapi(held.lookRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => lookAtRestrictions(tx, c.req.valid('json'), c.var.scope))
    return c.json({ items: done.ok ? done.value : [] }, 201)
  })
  .openapi(held.exportRestrictionsRoute, async (c) => {
    const looked = await transact(c.var.db, async (tx) => {
      const found = await lookAtRestrictions(tx, c.req.valid('json'), c.var.scope)
      return ok(restrictionBook(found.ok ? found.value : [], tx.context.zone, (await exportMark(tx))?.line))
    })
    if (!looked.ok) throw new Error('a look is never refused')
    return c.body(streamed(looked.value.content), 200, listHeaders(looked.value.name))
  })
  .openapi(held.liftRestrictionRoute, async (c) => {
    const { restrictionId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => liftRestriction(tx, restrictionId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 201) : refuse(c, liftRefusals, done.error)
  })

/** What is kept of people's conduct, what is said about it, and restrictions. */
export const integrityRoutes = createApp()
  .route('/', factRoutes)
  .route('/', requestRoutes)
  .route('/', restrictionRoutes)
