import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { levelClaim, lowerClaim, returnClaim, takeUpClaim, takeUpClaims } from './commands/deciding.ts'
import {
  claimFor,
  keepClaimFile,
  saveClaim,
  shareTrip,
  submitClaim,
  tablesFor,
  withdrawClaim,
} from './commands/drafting.ts'
import { readSettings, setSettings } from './commands/settings.ts'
import { showClaim, tellClaimRows, tellClaims } from './commands/telling.ts'
import * as own from './contract/claims.ts'
import * as deciding from './contract/deciding.ts'
import { contentOf } from './content.ts'
import {
  claimForRefusals,
  fileRefusals,
  levelRefusals,
  lowerRefusals,
  putRefusals,
  returnRefusals,
  saveRefusals,
  shareRefusals,
  submitRefusals,
  takeUpRefusals,
  withdrawRefusals,
} from './refusals.ts'
import { appealRoutes } from './routes/appeals.ts'
import { importingRoutes } from './routes/importing.ts'
import { listClaims, listOwnClaims } from './store/claims.ts'

/** What is taken as evidence: a photo or a scan. */
const evidence = { accept: ['pdf', 'png', 'jpeg'], maxBytes: 10 * 1024 * 1024 } as const

const ownRoutes = createApp()
  .openapi(own.myTablesRoute, async (c) => {
    const told = await read(c.var.db, (tx) => tablesFor(tx, c.var.actor.personId ?? ''))
    const { today } = c.var.db.context
    const nothing = { tables: [], periods: [], today, claimableFrom: today, closedYears: [], brought: [] }
    return c.json(told.ok ? told.value : nothing, 200)
  })
  .openapi(own.myClaimsRoute, async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const personId = c.var.actor.personId ?? ''
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, async (tx) => tellClaims(tx, await listOwnClaims(tx, personId, limit, before)))
    return c.json(cutPage(rows, limit, ['id']), 200)
  })
  .openapi(own.saveClaimRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => saveClaim(tx, claimId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, saveRefusals, done.error)
  })
  .openapi(own.submitClaimRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => submitClaim(tx, c.req.valid('param').claimId))
    return done.ok ? c.json(done.value, 201) : refuse(c, submitRefusals, done.error)
  })
  .openapi(own.withdrawClaimRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => withdrawClaim(tx, c.req.valid('param').claimId))
    return done.ok ? c.json(done.value, 200) : refuse(c, withdrawRefusals, done.error)
  })
  .openapi(own.shareTripRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => shareTrip(tx, claimId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 200) : refuse(c, shareRefusals, done.error)
  })
  .openapi(own.storeClaimFileRoute, async (c) => {
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), evidence)
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const kept = await transact(c.var.db, (tx) => keepClaimFile(tx, put.value, c.req.valid('query'), c.var.scope))
    return kept.ok ? c.json(kept.value, 201) : refuse(c, fileRefusals, kept.error)
  })

const staffRoutes = createApp()
  .openapi(own.claimTablesRoute, async (c) => {
    const { personId } = c.req.valid('query')
    const told = await read(c.var.db, (tx) => tablesFor(tx, personId, c.var.scope))
    return told.ok
      ? c.json(told.value, 200)
      : refuse(c, { person_not_found: saveRefusals.person_not_found }, told.error)
  })
  .openapi(own.claimForRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => claimFor(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, claimForRefusals, done.error)
  })
  .openapi(own.listClaimsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['submittedAt', 'id'])
    const rows = await read(c.var.db, async (tx) => {
      const found = await listClaims(tx, c.var.scope, query, after)
      return { told: await tellClaimRows(tx, found.slice(0, query.limit)), isMore: found.length > query.limit }
    })
    const last = rows.isMore ? rows.told.at(-1) : undefined
    const nextCursor = last ? writeCursor([last.submittedAt ?? '', last.id]) : null
    return c.json({ items: rows.told, nextCursor }, 200)
  })
  .openapi(own.readClaimRoute, async (c) => {
    const found = await read(c.var.db, (tx) => showClaim(tx, c.req.valid('param').claimId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(own.readClaimFileRoute, async (c) => {
    const { claimId, claimFileId } = c.req.valid('param')
    const found = await contentOf(c.var.db, c.var.files, claimId, claimFileId)
    return found ? c.body(found.body, 200, found.headers) : problem(c, 404, 'not_found')
  })
  .openapi(deciding.takeUpClaimRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => takeUpClaim(tx, claimId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, takeUpRefusals, done.error)
  })
  .openapi(deciding.takeUpClaimsRoute, async (c) => {
    const { ids } = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await takeUpClaims(tx, ids, c.var.scope)))
    return c.json({ outcomes: done.ok ? done.value : [] }, 200)
  })
  .openapi(deciding.returnClaimRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => returnClaim(tx, claimId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 200) : refuse(c, returnRefusals, done.error)
  })
  .openapi(deciding.lowerClaimRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const { centihours, reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => lowerClaim(tx, claimId, centihours, reason))
    return done.ok ? c.json(done.value, 200) : refuse(c, lowerRefusals, done.error)
  })
  .openapi(deciding.levelClaimRoute, async (c) => {
    const { claimId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => levelClaim(tx, claimId, c.req.valid('json').level))
    return done.ok ? c.json(done.value, 200) : refuse(c, levelRefusals, done.error)
  })
  .openapi(deciding.readClaimSettingsRoute, async (c) => c.json(await read(c.var.db, readSettings), 200))
  .openapi(deciding.setClaimsRoute, async (c) => {
    const set = await transact(c.var.db, (tx) => setSettings(tx, c.req.valid('json').appealDays))
    return c.json(set.ok ? set.value : await read(c.var.db, readSettings), 200)
  })

export const claimRoutes = createApp()
  .route('/', ownRoutes)
  .route('/', staffRoutes)
  .route('/', appealRoutes)
  .route('/', importingRoutes)
