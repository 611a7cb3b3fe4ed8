import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact, type Db } from '../../../platform/db/db.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { rank, score, tellScoring } from '../commands/people.ts'
import { listOwn, tellOwnRound } from '../commands/telling.ts'
import * as contract from '../contract/people.ts'

type Answer = { status: 404 | 409 | 422; title: string }

const notFound = { status: 404, title: 'There is no such round in your part of the tree.' } as const

export const tableRefusals = {
  round_not_found: notFound,
  scoring_not_open: { status: 409, title: 'Applicants are scored once the ranking has closed.' },
  scoring_over: { status: 409, title: 'The round is decided.' },
} as const satisfies Record<RefusalOf<typeof tellScoring>, Answer>

export const scoreRefusals = {
  ...tableRefusals,
  scores_frozen: { status: 409, title: 'The seed is told; scores that are there change no more.' },
  applicant_not_found: { status: 404, title: 'Nobody of this id chose the programme.' },
  marks_outside: { status: 422, title: 'A mark is missing or outside of its bounds.' },
  own_round: { status: 422, title: 'Nobody decides on themselves.' },
} as const satisfies Record<RefusalOf<typeof score>, Answer>

const rankRefusals = {
  round_not_found: notFound,
  round_not_open: { status: 409, title: 'The round has not opened yet.' },
  ranking_closed: { status: 409, title: 'Ranking has closed.' },
  adjusting_for_ranked: { status: 409, title: 'Only those who ranked may still change their order.' },
  placed_before: { status: 409, title: 'An earlier round placed you already.' },
  too_many_choices: { status: 422, title: 'There are more programmes than may be chosen.' },
  choice_repeated: { status: 422, title: 'A programme stands in the ranking twice.' },
  programme_not_in_round: { status: 422, title: 'A programme is not in this round.' },
  not_eligible: { status: 422, title: 'The rules of a programme do not let you join it.' },
} as const satisfies Record<RefusalOf<typeof rank>, Answer>

const ownNow = (db: Db, vault: Vault, id: string, personId: string) =>
  read(db, (tx) => tellOwnRound(tx, vault, id, personId))

export const peopleRoutes = createApp()
  .openapi(contract.readScoringRoute, async (c) => {
    const { matchingRoundId, roundProgrammeId } = c.req.valid('param')
    const told = await read(c.var.db, (tx) => tellScoring(tx, matchingRoundId, roundProgrammeId))
    return told.ok ? c.json(told.value, 200) : refuse(c, tableRefusals, told.error)
  })
  .openapi(contract.scoreRoute, async (c) => {
    const { matchingRoundId, roundProgrammeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => score(tx, matchingRoundId, roundProgrammeId, c.req.valid('json')))
    if (!done.ok) return refuse(c, scoreRefusals, done.error)
    const told = await read(c.var.db, (tx) => tellScoring(tx, matchingRoundId, roundProgrammeId))
    return told.ok ? c.json(told.value, 200) : refuse(c, tableRefusals, told.error)
  })
  .openapi(contract.listOwnRoundsRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listOwn(tx, c.var.actor.personId ?? ''))
    return c.json({ items }, 200)
  })
  .openapi(contract.readOwnRoundRoute, async (c) => {
    const personId = c.var.actor.personId ?? ''
    const round = await ownNow(c.var.db, c.var.vault, c.req.valid('param').ownRoundId, personId)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.rankRoute, async (c) => {
    const id = c.req.valid('param').ownRoundId
    const personId = c.var.actor.personId ?? ''
    const done = await transact(c.var.db, (tx) => rank(tx, id, personId, c.req.valid('json').programmeIds))
    if (!done.ok) return refuse(c, rankRefusals, done.error)
    const round = await ownNow(c.var.db, c.var.vault, id, personId)
    return round ? c.json(round, 200) : problem(c, 404, 'not_found')
  })
