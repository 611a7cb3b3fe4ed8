import type { Context as HttpContext } from 'hono'
import type { RefusalOf } from '../../lib/result.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import type { Vault } from '../../platform/crypto.ts'
import { createApp } from '../../platform/http/app.ts'
import type { Env } from '../../platform/http/guard.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { decideSelection } from '../../platform/solving/decide.ts'
import {
  beginRound,
  beginSecond,
  cancelRound,
  changeRound,
  publishRound,
  recallRound,
  type LimitFlaw,
  type PublishFlaw,
} from './commands/rounds.ts'
import { loosenLimits } from './commands/loosening.ts'
import { stopRehearsal } from './commands/rehearsing.ts'
import { confirmRound } from './commands/confirming.ts'
import { askRun, keepRun, pin, unpin } from './commands/running.ts'
import type { DecideRefusal, Unadmitted } from './commands/results.ts'
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
import { peopleRoutes } from './routes/people.ts'
import { sheetRoutes } from './routes/sheets.ts'
import { findRound, listCandidates, listRounds, toldRunOf } from './store/rounds.ts'
import { listOutcomes, newestRun } from './store/runs.ts'

type Answer = { status: 404 | 409 | 422; title: string }

const notFound = {
  round_not_found: { status: 404, title: 'There is no such round in your part of the tree.' },
} as const
const published = { status: 409, title: 'A published round stays as it is.' } as const
const over = { status: 409, title: 'This round is confirmed or cancelled.' } as const
const shown = { status: 409, title: 'What this round places is on public notice; take it back first.' } as const
const reused = { status: 409, title: 'This id already names something else.' } as const
const repeated = { status: 422, title: 'A programme stands in the round twice.' } as const

const crossing = { status: 422, title: 'Limits cross, or reach over several kinds of places.' } as const
const outdated = { status: 409, title: 'Something was changed since it was reckoned.' } as const

const draftRefusals = {
  dates_out_of_order: { status: 422, title: 'The dates of a round follow one another.' },
  programme_not_found: {
    status: 422,
    title: 'A programme is not published, not chosen by selection, or not of this bureau.',
  },
  programme_in_other_round: { status: 409, title: 'A programme stands in another round under way.' },
  programme_repeated: repeated,
} as const

const beginRefusals = {
  ...draftRefusals,
  bureau_not_found: { status: 404, title: 'There is no such bureau in your part of the tree.' },
  id_reused: reused,
} as const satisfies Record<RefusalOf<typeof beginRound>, Answer>

const changeRefusals = { ...draftRefusals, ...notFound, round_published: published } as const satisfies Record<
  RefusalOf<typeof changeRound>,
  Answer
>

const publishRefusals = {
  ...notFound,
  round_published: published,
  ranking_over_already: { status: 422, title: 'The day on which ranking closes has passed.' },
  round_without_programmes: { status: 422, title: 'A round has programmes.' },
  programme_repeated: repeated,
  block_repeated: { status: 422, title: 'Two kinds of places bear the same id.' },
  places_missing: { status: 422, title: 'A programme has no places.' },
  places_beyond_programme: { status: 422, title: 'The round gives more places than the programme has left.' },
  quotas_beside_kinds: {
    status: 422,
    title: 'Quotas share the places out: the programme has one kind of places here.',
  },
  places_below_quotas: { status: 422, title: 'The round gives fewer places than the quotas keep.' },
  quotas_cross: { status: 422, title: 'The quotas cross one another: the matching cannot keep them.' },
  least_above_places: { status: 422, title: 'More is reserved than there are places.' },
  weights_not_hundred: { status: 422, title: 'The weights of the criteria make a hundred.' },
  criterion_repeated: { status: 422, title: 'Two criteria bear the same id.' },
  limits_cross: crossing,
  share_unsized: { status: 422, title: 'Places are a share of those of the programme, which have no number.' },
  limit_incomplete: { status: 422, title: 'A limit of the round says neither a least nor a most, or names no group.' },
  least_above_most: { status: 422, title: 'A limit of the round asks for more than it allows.' },
  programme_not_in_round: { status: 422, title: 'A limit names a programme that is not in the round.' },
} as const satisfies Record<
  Exclude<RefusalOf<typeof publishRound>, PublishFlaw | LimitFlaw> | PublishFlaw['code'] | LimitFlaw['code'],
  Answer
>

const recallRefusals = {
  ...notFound,
  round_not_published: { status: 409, title: 'This round is not published.' },
  somebody_ranked: { status: 409, title: 'Somebody has ranked already.' },
} as const satisfies Record<RefusalOf<typeof recallRound>, Answer>

const cancelRefusals = { ...notFound, round_over: over, round_shown: shown } as const satisfies Record<
  RefusalOf<typeof cancelRound>,
  Answer
>

const loosenRefusals = {
  ...notFound,
  ...{
    round_over: over,
    round_shown: shown,
    id_reused: reused,
    round_not_published: recallRefusals.round_not_published,
  },
  limit_not_found: { status: 409, title: 'The round has no such limit, or it says something else by now.' },
  limits_tightened: { status: 422, title: 'A limit of a published round can only give.' },
  limits_unchanged: { status: 422, title: 'Nothing would change.' },
} as const satisfies Record<RefusalOf<typeof loosenLimits>, Answer>

const underWay = { status: 409, title: 'Scoring has not closed yet.' } as const
const broken = { status: 422, title: 'The matching cannot be reckoned from what is there.' } as const

const runRefusals = {
  ...notFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown, id_reused: reused },
  pins_over_places: { status: 422, title: 'More people are placed by hand than there are places of that kind.' },
  limits_cross: crossing,
  ...{ seed_broken: broken, programme_repeated: broken, person_repeated: broken, programme_unknown: broken },
  ...{ choice_repeated: broken, score_outside: broken, places_outside: broken, least_above_most: broken },
  run_outdated: outdated,
  assignment_too_hard: { status: 422, title: 'No outcome was found in the time there is.' },
  rehearsal_under_way: { status: 409, title: 'This round is being reckoned already.' },
} as const satisfies Record<RefusalOf<typeof askRun> | RefusalOf<typeof keepRun>, Answer>

const pinRefusals = {
  ...notFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  applicant_not_found: { status: 404, title: 'Nobody of this id takes part.' },
  place_not_found: { status: 422, title: 'The programme has no places of this kind.' },
  own_round: { status: 422, title: 'Nobody decides on themselves.' },
} as const satisfies Record<RefusalOf<typeof pin>, Answer>

const unpinRefusals = {
  ...notFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  override_not_found: { status: 404, title: 'Nothing was decided by hand for this person.' },
} as const satisfies Record<RefusalOf<typeof unpin>, Answer>

const confirmRefusals = {
  ...notFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  run_not_found: { status: 409, title: 'This is not the newest reckoning, or not the one that is shown.' },
  run_outdated: outdated,
  scores_missing: { status: 409, title: 'Scores are missing.' },
} as const satisfies Record<DecideRefusal | 'round_not_found', Answer>

const secondRefusals = {
  ...notFound,
  round_not_confirmed: { status: 409, title: 'The first round is not confirmed.' },
  no_places_left: { status: 409, title: 'No place is left.' },
  id_reused: reused,
} as const satisfies Record<RefusalOf<typeof beginSecond>, Answer>

const showRefusals = {
  ...confirmRefusals,
  own_round: pinRefusals.own_round,
  nobody_placed: { status: 409, title: 'The round placed nobody.' },
  notice_open_already: { status: 409, title: 'A public notice of this round is open.' },
  notice_tells_number: { status: 422, title: 'The notice holds an ID number or a phone.' },
  notice_too_long: { status: 422, title: 'The notice is too long.' },
} as const satisfies Record<Exclude<RefusalOf<typeof showRound>, Unadmitted>, Answer>

const notShown = { status: 409, title: 'What this round places is not on public notice.' } as const

const settleRefusals = {
  ...notFound,
  ...{ not_shown: notShown, run_not_found: confirmRefusals.run_not_found, own_round: pinRefusals.own_round },
  notice_not_confirmed: { status: 409, title: 'The public notice is not confirmed yet.' },
  strike_unfounded: { status: 409, title: 'Only whoever cannot be admitted now is struck.' },
  notice_differs: { status: 409, title: 'Somebody who is placed is not named by the public notice.' },
} as const satisfies Record<Exclude<RefusalOf<typeof settleRound>, Unadmitted>, Answer>

const takeBackRefusals = {
  ...notFound,
  not_shown: notShown,
  notice_not_found: { status: 404, title: 'There is no such notice, or it is not the latest of this round.' },
  notice_not_open: { status: 409, title: 'The public notice is confirmed already.' },
} as const satisfies Record<RefusalOf<typeof takeBackRound>, Answer>

const selectionRefusals = { ...notFound, round_not_confirmed: secondRefusals.round_not_confirmed } as const

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
    if (!stopped.ok) return refuse(c, notFound, stopped.error)
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
