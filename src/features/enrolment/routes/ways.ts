import { err, ok, type RefusalOf, type Result } from '../../../lib/result.ts'
import { read, rehearse, transact, type Db } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { readGrid, type Grid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { newId } from '../../../platform/ids.ts'
import { assignList, explainList, nominationTemplate, type AssignRefusal } from '../commands/assigning.ts'
import { askEverybody } from '../commands/everybody.ts'
import { takeIn, type IntakeRefusal, type Way } from '../commands/intakes.ts'
import { substitute } from '../commands/substituting.ts'
import type { AssignedList, IntakeOutcome } from '../contract/ways.ts'
import * as contract from '../contract/ways.ts'
import { applyRefusals, decideRefusals, substituteRefusals } from '../refusals.ts'
import { listIntakes } from '../store/ways.ts'

const intakeRefusals = {
  programme_not_found: applyRefusals.programme_not_found,
  programme_over: decideRefusals.programme_over,
  id_reused: applyRefusals.id_reused,
  nomination_refused: { status: 422, title: 'Somebody may not join, so nobody was recorded.' },
} as const satisfies Record<IntakeRefusal, { status: number; title: string }>

const assignRefusals = {
  programme_not_found: intakeRefusals.programme_not_found,
  programme_over: intakeRefusals.programme_over,
  id_reused: intakeRefusals.id_reused,
  nomination_refused: intakeRefusals.nomination_refused,
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  list_empty: { status: 422, title: 'There is nobody in this list.' },
  list_too_long: { status: 422, title: 'A list has at most 5,000 rows; split it.' },
} as const satisfies Record<RefusalOf<typeof assignList>, { status: number; title: string }>

const wholeRefusals = {
  programme_not_found: intakeRefusals.programme_not_found,
  programme_over: intakeRefusals.programme_over,
  enrolment_not_open: applyRefusals.enrolment_not_open,
  id_reused: intakeRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof askEverybody>, { status: number; title: string }>

type Group = { readonly id: string; readonly personIds: readonly string[]; readonly check: boolean }

// Of a nomination nobody is recorded where anybody was refused: what was done for the others is undone.
async function answerGroup(db: Db, programmeId: string, way: Way, group: Group, roots: readonly string[] | undefined) {
  const trial = () => rehearse(db, (tx) => takeIn(tx, programmeId, way, { ...group, id: newId() }, roots))
  const told = (outcome: IntakeOutcome) => ok({ ...outcome, id: group.id, recorded: false })
  if (group.check) {
    const tried = await trial()
    return tried.ok ? told(tried.value) : tried
  }
  const isWhole = way === 'nomination'
  const done = await transact<IntakeOutcome, IntakeRefusal>(db, async (tx) => {
    const taken = await takeIn(tx, programmeId, way, group, roots)
    const isShort = taken.ok && isWhole && taken.value.rows.some(({ code }) => code !== null)
    return isShort ? err('nomination_refused') : taken
  })
  if (done.ok || done.error !== 'nomination_refused') return done
  const tried = await trial()
  return tried.ok ? told(tried.value) : tried
}

type SentList = { readonly grid: Grid; readonly way: 'list' | 'nomination' }

const isShort = ({ rows }: AssignedList) => rows.some(({ code }) => code !== null)

// As of a group that is nominated: where anybody of the list was refused, nobody is recorded.
async function answerList(
  db: Db,
  programmeId: string,
  sent: SentList,
  roots: readonly string[],
  id: string | undefined,
): Promise<Result<AssignedList, AssignRefusal>> {
  const trial = async () => {
    const tried = await rehearse(db, (tx) => assignList(tx, programmeId, { id: newId(), ...sent }, roots))
    return tried.ok ? ok({ ...tried.value, recorded: false }) : tried
  }
  if (id === undefined) return trial()
  const done = await transact<AssignedList, AssignRefusal>(db, async (tx) => {
    const taken = await assignList(tx, programmeId, { id, ...sent }, roots)
    return taken.ok && sent.way === 'nomination' && isShort(taken.value) ? err('nomination_refused') : taken
  })
  return done.ok || done.error !== 'nomination_refused' ? done : trial()
}

/** Ways into a programme beside one's own application. */
export const wayRoutes = createApp()
  .openapi(contract.nominateRoute, async (c) => {
    const { programmeId, ...group } = c.req.valid('json')
    const done = await answerGroup(c.var.db, programmeId, 'nomination', group, c.var.scope)
    return done.ok ? c.json(done.value, 200) : refuse(c, intakeRefusals, done.error)
  })
  .openapi(contract.inviteRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const done = await answerGroup(c.var.db, programmeId, 'invitation', c.req.valid('json'), c.var.scope)
    return done.ok ? c.json(done.value, 200) : refuse(c, intakeRefusals, done.error)
  })
  .openapi(contract.assignRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const [{ programmeId }, { id, check }] = [c.req.valid('param'), c.req.valid('query')]
    const done = await answerList(
      c.var.db,
      programmeId,
      { grid: grid.value, way: 'list' },
      c.var.scope,
      check === 'true' ? undefined : id,
    )
    return done.ok ? c.json(done.value, 200) : refuse(c, assignRefusals, done.error)
  })
  .openapi(contract.explainAssignedRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const { programmeId } = c.req.valid('param')
    const done = await answerList(c.var.db, programmeId, { grid: grid.value, way: 'list' }, c.var.scope, undefined)
    if (!done.ok) return refuse(c, assignRefusals, done.error)
    const book = await explainList(c.var.db, c.req.valid('query').name, grid.value, done.value, 'list')
    return c.body(streamed(book.content), 200, listHeaders(book.name))
  })
  .openapi(contract.nominateListRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const { programmeId, id, check } = c.req.valid('query')
    const sent = { grid: grid.value, way: 'nomination' } as const
    const done = await answerList(c.var.db, programmeId, sent, c.var.scope, check === 'true' ? undefined : id)
    return done.ok ? c.json(done.value, 200) : refuse(c, assignRefusals, done.error)
  })
  .openapi(contract.explainNominatedRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const { programmeId, name } = c.req.valid('query')
    const sent = { grid: grid.value, way: 'nomination' } as const
    const done = await answerList(c.var.db, programmeId, sent, c.var.scope, undefined)
    if (!done.ok) return refuse(c, assignRefusals, done.error)
    const book = await explainList(c.var.db, name, grid.value, done.value, 'nomination')
    return c.body(streamed(book.content), 200, listHeaders(book.name))
  })
  .openapi(contract.nominationTemplateRoute, async (c) => {
    const { name, content } = await nominationTemplate()
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
  .openapi(contract.wholeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const asked = await transact(c.var.db, (tx) => askEverybody(tx, programmeId, c.req.valid('json').id))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, wholeRefusals, asked.error)
  })
  .openapi(contract.listIntakesRoute, async (c) => {
    const rows = await read(c.var.db, (tx) => listIntakes(tx, c.req.valid('param').programmeId))
    const items = rows.map(({ id, way, personIds, placed, madeAt }) => ({
      ...{ id, way, asked: Math.max(personIds.length, placed), placed },
      madeAt: madeAt.toISOString(),
    }))
    return c.json({ items }, 200)
  })
  .openapi(contract.substituteRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => substitute(tx, enrolmentId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, substituteRefusals, done.error)
  })
