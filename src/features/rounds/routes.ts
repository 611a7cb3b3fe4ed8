import type { Context as HttpContext } from 'hono'
import { read, transact, type Db } from '../../platform/db/db.ts'
import type { Vault } from '../../platform/crypto.ts'
import { createApp } from '../../platform/http/app.ts'
import type { Env } from '../../platform/http/guard.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { decideSelection } from '../../platform/solving/decide.ts'
import { beginRound, cancelRound, changeRound, publishRound, recallRound } from './commands/rounds.ts'
import { loosenLimits } from './commands/loosening.ts'
import { stopRehearsal } from './commands/rehearsing.ts'
import { confirmRound } from './commands/confirming.ts'
import { askRun, keepRun, pin, unpin } from './commands/running.ts'
import type { Unadmitted } from './commands/results.ts'
import { beginSecond } from './commands/second-round.ts'
import { settleRound } from './commands/settling.ts'
import { showRound, takeBackRound } from './commands/showing.ts'
import { pageSuccession } from './commands/succession-lists.ts'
import {
  tellBoard,
  tellOutcomes,
  tellRound,
  tellRoundInFull,
  tellSelection,
  tellUnadmitted,
} from './commands/telling.ts'
import {
  loosenRoute,
  settleRoundRoute,
  showRoundRoute,
  stopRehearsalRoute,
  takeBackRoute,
} from './contract/published-routes.ts'
import * as contract from './contract/rounds.ts'
import { listSuccessionRoute } from './contract/succession.ts'
import {
  beginRefusals,
  cancelRefusals,
  changeRefusals,
  confirmRefusals,
  loosenRefusals,
  pinRefusals,
  publishRefusals,
  recallRefusals,
  roundNotFound,
  runRefusals,
  secondRefusals,
  selectionRefusals,
  settleRefusals,
  showRefusals,
  takeBackRefusals,
  unpinRefusals,
} from './refusals.ts'
import { peopleRoutes } from './routes/people.ts'
import { sheetRoutes } from './routes/sheets.ts'
import { findRound, listCandidates, listRounds, toldRunOf } from './store/rounds.ts'
import { listOutcomes, newestRun } from './store/runs.ts'

// Who cannot be admitted is named, each with why.
async function refuseUnadmitted(c: HttpContext<Env>, id: string, error: Unadmitted) {
  const fields = await read(c.var.db, (tx) => tellUnadmitted(tx, id, error))
  return problem(c, 422, error.code, { title: 'Somebody who was placed cannot be admitted.', fields })
}

const roundNow = (db: Db, vault: Vault, id: string) => read(db, (tx) => tellRoundInFull(tx, vault, id))

const makingRoutes = createApp()
  .openapi(contract.listRoundsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const after = readCursor(cursor, ['createdAt', 'id'])
    const rows = await read(c.var.db, async (tx) =>
      (await listRounds(tx, c.var.scope, limit, after)).map((round) => tellRound(tx, round)),
    )
    return c.json(cutPage(rows, limit, ['createdAt', 'id']), 200)
  })
  .openapi(contract.listCandidatesRoute, async (c) => {
    const found = await read(c.var.db, (tx) => listCandidates(tx, c.var.scope))
    const items = found.map(({ id, title, providerName, placesMax, placesFree, hasQuotas, startsOn }) => ({
      ...{ id, title, providerName, placesMax, placesFree, hasQuotas, startsOn },
    }))
    return c.json({ items }, 200)
  })
  .openapi(contract.addRoundRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => beginRound(tx, c.var.vault, c.req.valid('json'), c.var.scope))
    if (!done.ok) return refuse(c, beginRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, done.value.id)
    return round ? c.json(round, 201) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readRoundRoute, async (c) => {
    const round = await roundNow(c.var.db, c.var.vault, c.req.valid('param').matchingRoundId)
    return round && (round.state !== 'draft' || round.mayRun) ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.changeRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => changeRound(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, changeRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.publishRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => publishRound(tx, id))
    if (!done.ok) {
      const { error } = done
      if (typeof error === 'string') return refuse(c, publishRefusals, error)
      const { status, title } = publishRefusals[error.code]
      const named =
        'limit' in error ? { path: 'limit', message: error.limit } : { path: 'programme', message: error.title }
      const fields = named.message === '' ? undefined : [named]
      return problem(c, status, error.code, { title, ...(fields === undefined ? {} : { fields }) })
    }
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.recallRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => recallRound(tx, id))
    if (!done.ok) return refuse(c, recallRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.cancelRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => cancelRound(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, cancelRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })

const runningRoutes = createApp()
  .openapi(loosenRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => loosenLimits(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, loosenRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readBoardRoute, async (c) => {
    const board = await read(c.var.db, (tx) => tellBoard(tx, c.var.vault, c.req.valid('param').matchingRoundId))
    return board ? c.json(board, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.runRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const runId = c.req.valid('json').id
    const ready = await transact(c.var.db, (tx) => askRun(tx, c.var.vault, id, runId))
    if (!ready.ok) return refuse(c, runRefusals, ready.error)
    const selection = ready.value
    if (selection) {
      // Between two transactions: nothing is held while it is reckoned, and what was changed meanwhile is noticed.
      const decided = await decideSelection(selection)
      const done = await transact(c.var.db, (tx) => keepRun(tx, c.var.vault, id, runId, { selection, decided }))
      if (!done.ok) return refuse(c, runRefusals, done.error)
    }
    const board = await read(c.var.db, (tx) => tellBoard(tx, c.var.vault, id))
    return board ? c.json(board, 200) : problem(c, 404, 'not_found')
  })
  .openapi(stopRehearsalRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const stopped = await transact(c.var.db, (tx) => stopRehearsal(tx, id))
    if (!stopped.ok) return refuse(c, roundNotFound, stopped.error)
    const board = await read(c.var.db, (tx) => tellBoard(tx, c.var.vault, id))
    return board ? c.json(board, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.listOutcomesRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const query = c.req.valid('query')
    const rows = await read(c.var.db, async (tx) => {
      const round = await findRound(tx, id)
      const runId = (round && toldRunOf(round)) ?? (await newestRun(tx, id))?.id ?? null
      const after = readCursor(query.cursor, ['name', 'id'])
      return tellOutcomes(tx, id, runId, await listOutcomes(tx, id, runId, query, after))
    })
    const { items, nextCursor } = cutPage(rows, query.limit, ['name', 'id'])
    return c.json({ items: items.map(({ id: _, ...row }) => row), nextCursor }, 200)
  })
  .openapi(listSuccessionRoute, async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const after = readCursor(cursor, ['rank'])
    const id = c.req.valid('param').matchingRoundId
    const rows = await read(c.var.db, (tx) => pageSuccession(tx, id, query, after))
    return c.json(cutPage(rows, query.limit, ['rank']), 200)
  })
  .openapi(contract.pinRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => pin(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, pinRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.unpinRoute, async (c) => {
    const { matchingRoundId: id, applicantId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => unpin(tx, id, applicantId))
    if (!done.ok) return refuse(c, unpinRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.confirmRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => confirmRound(tx, c.var.vault, id, c.req.valid('json').id))
    if (!done.ok) {
      const { error } = done
      return typeof error === 'string' ? refuse(c, confirmRefusals, error) : refuseUnadmitted(c, id, error)
    }
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(showRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => showRound(tx, c.var.vault, id, c.req.valid('json')))
    if (!done.ok) {
      const { error } = done
      return typeof error === 'string' ? refuse(c, showRefusals, error) : refuseUnadmitted(c, id, error)
    }
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 201) : problem(c, 404, 'not_found')
  })
  .openapi(settleRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const { id: runId, strike } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => settleRound(tx, id, runId, strike))
    if (!done.ok) {
      const { error } = done
      return typeof error === 'string' ? refuse(c, settleRefusals, error) : refuseUnadmitted(c, id, error)
    }
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(takeBackRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => takeBackRound(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, takeBackRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, id)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.secondRoundRoute, async (c) => {
    const id = c.req.valid('param').matchingRoundId
    const done = await transact(c.var.db, (tx) => beginSecond(tx, c.var.vault, id, c.req.valid('json').id))
    if (!done.ok) return refuse(c, secondRefusals, done.error)
    const round = await roundNow(c.var.db, c.var.vault, done.value.id)
    return round ? c.json(round, 201) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readSelectionRoute, async (c) => {
    const told = await read(c.var.db, (tx) => tellSelection(tx, c.req.valid('param').matchingRoundId))
    return told.ok ? c.json(told.value, 200) : refuse(c, selectionRefusals, told.error)
  })

export const roundRoutes = createApp()
  .route('/', makingRoutes)
  .route('/', runningRoutes)
  .route('/', peopleRoutes)
  .route('/', sheetRoutes)
