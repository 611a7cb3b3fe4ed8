import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { closeAssessedClass, decideScheme, readAssessment, recordResults } from './commands.ts'
import { closeClassRoute, decideSchemeRoute, readAssessmentRoute, recordResultsRoute } from './contract.ts'

const decideRefusals = {
  class_not_found: { status: 404, title: 'There is no such class.' },
  class_already_closed: { status: 409, title: 'The class is closed.' },
  hours_beyond_programme: { status: 422, title: 'Passing gives no more hours than the programme promises.' },
} as const satisfies Record<RefusalOf<typeof decideScheme>, { status: number; title: string }>

const { hours_beyond_programme: _, ...classRefusals } = decideRefusals

const resultRefusals = {
  ...classRefusals,
  class_not_assessed: { status: 422, title: 'Nobody has decided how this class is judged.' },
} as const satisfies Record<RefusalOf<typeof recordResults>, { status: number; title: string }>

const closeRefusals = {
  ...resultRefusals,
  person_not_found: { status: 404, title: 'A member of the class is no longer on the roster.' },
  id_reused: { status: 409, title: 'This id already names other hours.' },
  hours_already_recorded: { status: 409, title: 'Hours of this class are already recorded for one of its members.' },
  late_reason_needed: { status: 422, title: 'The year of these hours is closed: say why they come late.' },
  class_not_running: { status: 422, title: 'The class has not started.' },
  class_without_members: { status: 422, title: 'Nobody sits in this class.' },
  results_missing: { status: 422, title: 'Some members who were there have no result yet.' },
  class_of_own: { status: 422, title: 'Whoever sits in a class does not close it.' },
} as const satisfies Record<RefusalOf<typeof closeAssessedClass>, { status: number; title: string }>

export const assessmentRoutes = createApp()
  .openapi(readAssessmentRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => readAssessment(tx, classId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(decideSchemeRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const decided = await transact(c.var.db, (tx) => decideScheme(tx, classId, c.req.valid('json')))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(recordResultsRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const recorded = await transact(c.var.db, (tx) => recordResults(tx, classId, c.req.valid('json').results))
    return recorded.ok ? c.json({ rows: recorded.value }, 200) : refuse(c, resultRefusals, recorded.error)
  })
  .openapi(closeClassRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const closed = await transact(c.var.db, (tx) => closeAssessedClass(tx, classId, c.req.valid('json')))
    return closed.ok ? c.json(closed.value, 201) : refuse(c, closeRefusals, closed.error)
  })
