import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { readOwnProgramme } from '../programmes/public.ts'
import { countAudience, listIneligible } from './commands/audience.ts'
import { judgeAllFor, judgePerson } from './commands/judging.ts'
import { readRules, setRules, setSettings } from './commands/rules.ts'
import * as contract from './contract.ts'
import { readSettings } from './store/rules.ts'

const setRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme in your part of the tree.' },
  programme_frozen: { status: 409, title: 'The programme has begun or is over.' },
  programme_promised: { status: 409, title: 'The programme is published; what it promised stays.' },
  prerequisite_not_found: { status: 422, title: 'A programme that was named does not exist.' },
  prerequisite_itself: { status: 422, title: 'A programme cannot come before itself.' },
  stage_without_series: { status: 422, title: 'A stage is one of a series.' },
  previous_stage_unknown: { status: 422, title: 'There is no stage before this one.' },
} as const satisfies Record<RefusalOf<typeof setRules>, { status: number; title: string }>

type Settings = Awaited<ReturnType<typeof readSettings>>
const toJson = ({ limits, ...rest }: Settings) => ({ ...rest, limits: limits.map((limit) => ({ ...limit })) })

/** What programmes ask of people, who passes, and why not. */
export const eligibilityRoutes = createApp()
  .openapi(contract.myEligibilityRoute, async (c) => {
    const personId = c.var.actor.personId ?? ''
    const { programmeId } = c.req.valid('param')
    const judged = await read(c.var.db, async (tx) =>
      // Nobody learns of a programme that they may not see by asking whether they may join it.
      (await readOwnProgramme(tx, programmeId, personId)) ? judgePerson(tx, programmeId, personId) : undefined,
    )
    if (!judged) return problem(c, 404, 'not_found')
    const plain = (one: (typeof judged.failed)[number] | (typeof judged.warnings)[number]) => ({
      code: one.code,
      params: { ...one.params },
    })
    return c.json({ failed: judged.failed.map(plain), warnings: judged.warnings.map(plain) }, 200)
  })
  .openapi(contract.myEligibilityListRoute, async (c) => {
    const personId = c.var.actor.personId ?? ''
    const found = await read(c.var.db, (tx) => judgeAllFor(tx, personId))
    const items = found.map(({ programmeId, failed }) => ({
      programmeId,
      failed: failed.map(({ code, params }) => ({ code, params: { ...params } })),
    }))
    return c.json({ items }, 200)
  })
  .openapi(contract.readRulesRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readRules(tx, c.req.valid('param').programmeId, c.var.scope))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.setRulesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => setRules(tx, programmeId, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, setRefusals, done.error)
  })
  .openapi(contract.previewRulesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const counted = await read(c.var.db, (tx) => countAudience(tx, programmeId, c.var.scope, c.req.valid('json')))
    return counted ? c.json(counted, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.countAudienceRoute, async (c) => {
    const { programmeId } = c.req.valid('query')
    const counted = await read(c.var.db, (tx) => countAudience(tx, programmeId, c.var.scope))
    return counted ? c.json(counted, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.listIneligibleRoute, async (c) => {
    const { programmeId, code } = c.req.valid('query')
    const found = await read(c.var.db, (tx) => listIneligible(tx, programmeId, c.var.scope, code))
    return c.json({ items: found.slice(0, 200), total: found.length }, 200)
  })
  .openapi(contract.readSettingsRoute, async (c) => c.json(toJson(await read(c.var.db, readSettings)), 200))
  .openapi(contract.setEligibilityRoute, async (c) => {
    const set = await transact(c.var.db, (tx) => setSettings(tx, c.req.valid('json')))
    return c.json(toJson(set.ok ? set.value : await read(c.var.db, readSettings)), 200)
  })
