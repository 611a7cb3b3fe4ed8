import type { RefusalOf } from '../../lib/result.ts'
import { scopeOf, roles } from '../../lib/access.ts'
import { read, transact } from '../../platform/db/db.ts'
import { listHistory } from '../audit/public.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import {
  addProgramme,
  approveProgramme,
  archiveProgramme,
  cancelProgramme,
  changeProgramme,
  justifyProgramme,
  openProgramme,
  readVisibleProgramme,
  startOwnProgramme,
} from './commands.ts'
import { listOwnProgrammes, previewAudience, readOwnProgramme } from './commands/joining.ts'
import { publishSurveyed } from './commands/publishing.ts'
import {
  addProgrammeRoute,
  approveProgrammeRoute,
  archiveProgrammeRoute,
  cancelProgrammeRoute,
  changeProgrammeRoute,
  justifyProgrammeRoute,
  listOwnProgrammesRoute,
  listProgrammesRoute,
  openProgrammeRoute,
  previewAudienceRoute,
  publishProgrammeRoute,
  readOwnProgrammeRoute,
  readProgrammeHistoryRoute,
  readProgrammeRoute,
  startProgrammeRoute,
} from './contract.ts'
import { countByState, listProgrammes, tell } from './store.ts'

const refusals = {
  programme_not_found: { status: 404, title: 'There is no such programme in your part of the region.' },
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  plan_not_found: { status: 404, title: 'There is no such plan.' },
  provider_not_found: { status: 404, title: 'There is no such provider.' },
  population_not_found: { status: 404, title: 'There is no such population.' },
  population_closed: { status: 409, title: 'This population was put away.' },
  file_not_found: { status: 404, title: 'There is no such file; upload the scheme first.' },
  id_reused: { status: 409, title: 'This id already names a different programme.' },
  version_stale: { status: 409, title: 'Somebody changed the programme in the meantime; read it again.' },
  not_draft: { status: 409, title: 'Only a draft can be handed in.' },
  approver_justified: { status: 409, title: 'Whoever handed a programme in does not approve it.' },
  not_justified: { status: 409, title: 'The programme waits for no approval.' },
  not_approved: { status: 409, title: 'Only an approved programme can be published.' },
  not_published: { status: 409, title: 'Only a published programme can be opened for enrolment.' },
  not_enrolling: { status: 409, title: 'Only a published or enrolling programme can start.' },
  not_closed: { status: 409, title: 'Only a closed programme can be archived.' },
  too_late_to_cancel: { status: 409, title: 'A programme that has started or ended cannot be cancelled.' },
  programme_frozen: { status: 409, title: 'A programme that has started, ended or was cancelled stays as it is.' },
  programme_promised: { status: 409, title: 'What was published as a promise cannot be changed.' },
  plan_closed: { status: 422, title: 'The plan is closed.' },
  level_misplaced: { status: 422, title: 'A school can only hold programmes of its own level.' },
  headcount_beside_roster: { status: 422, title: 'A programme for the whole roster has no written headcount.' },
  months_contradict: { status: 422, title: 'A programme runs in months or all the year, not both.' },
  dates_reversed: { status: 422, title: 'The last day lies before the first.' },
  window_reversed: { status: 422, title: 'Enrolment closes before it opens.' },
  justification_missing: { status: 422, title: 'The justification is missing.' },
  scheme_missing: { status: 422, title: 'The training scheme is missing.' },
  provider_missing: { status: 422, title: 'Nobody holds this programme yet.' },
  chief_expert_missing: { status: 422, title: 'The chief expert is missing.' },
  hours_missing: { status: 422, title: 'The programme is worth no hours yet.' },
  places_missing: { status: 422, title: 'The number of places is missing.' },
  dates_missing: { status: 422, title: 'The first and the last day are missing.' },
  window_missing: { status: 422, title: 'It is not said when enrolment opens and closes.' },
  needs_survey_missing: { status: 422, title: 'The bureau asks for a survey of needs first, with answers.' },
  window_after_end: { status: 422, title: 'Enrolment opens after the last day.' },
} as const satisfies Record<
  | RefusalOf<typeof addProgramme>
  | RefusalOf<typeof changeProgramme>
  | RefusalOf<typeof justifyProgramme>
  | RefusalOf<typeof approveProgramme>
  | RefusalOf<typeof publishSurveyed>
  | RefusalOf<typeof openProgramme>
  | RefusalOf<typeof startOwnProgramme>
  | RefusalOf<typeof archiveProgramme>
  | RefusalOf<typeof cancelProgramme>,
  { status: number; title: string }
>

export const programmeRoutes = createApp()
  .openapi(listProgrammesRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['rank', 'id'])
    const [rows, counts] = await read(c.var.db, async (tx) => [
      await listProgrammes(tx, c.var.scope, query, after),
      await countByState(tx, c.var.scope, query),
    ])
    const keyed = rows.map((row) => ({ ...row, id: row.row.id }))
    const { items, nextCursor } = cutPage(keyed, query.limit, ['rank', 'id'])
    const sizes = query.state === undefined ? Object.values(counts) : [counts[query.state] ?? 0]
    const total = sizes.reduce((sum, size) => sum + size, 0)
    return c.json({ items: items.map(tell), nextCursor, total, counts }, 200)
  })
  .openapi(readProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const roots = scopeOf(c.var.actor, roles)
    const found = await read(c.var.db, (tx) => readVisibleProgramme(tx, programmeId, roots))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(readProgrammeHistoryRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const acts = await read(c.var.db, (tx) => listHistory(tx, 'programme', programmeId))
    return c.json({ items: acts.map(({ id, at, accountName, act }) => ({ id, at, accountName, act })) }, 200)
  })
  .openapi(addProgrammeRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addProgramme(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, refusals, added.error)
  })
  .openapi(changeProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeProgramme(tx, programmeId, c.req.valid('json'), c.var.scope))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, refusals, changed.error)
  })
  .openapi(justifyProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => justifyProgramme(tx, programmeId, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(approveProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => approveProgramme(tx, programmeId, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(publishProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => publishSurveyed(tx, programmeId, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(openProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => openProgramme(tx, programmeId, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(startProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => startOwnProgramme(tx, programmeId, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(archiveProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => archiveProgramme(tx, programmeId, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(cancelProgrammeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => cancelProgramme(tx, programmeId, reason, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, refusals, done.error)
  })
  .openapi(previewAudienceRoute, async (c) => {
    const { population } = c.req.valid('json')
    return c.json(await read(c.var.db, (tx) => previewAudience(tx, population, c.var.scope)), 200)
  })
  .openapi(listOwnProgrammesRoute, async (c) => {
    const { personId } = c.var.actor
    const items = personId === null ? [] : await read(c.var.db, (tx) => listOwnProgrammes(tx, personId))
    return c.json({ items, nextCursor: null, total: items.length }, 200)
  })
  .openapi(readOwnProgrammeRoute, async (c) => {
    const { personId } = c.var.actor
    const { programmeId } = c.req.valid('param')
    const found =
      personId === null ? undefined : await read(c.var.db, (tx) => readOwnProgramme(tx, programmeId, personId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
