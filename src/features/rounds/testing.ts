import type { Login, TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { offerFreed } from '../enrolment/public.ts'
import { programmes } from '../programmes/tables.ts'
import { roundHandlers } from './handlers.ts'
import { rehearseRound } from './jobs.ts'

/** A clock that a test moves by hours. */
export function movingClock(moment: string) {
  let now = new Date(moment)
  return {
    now: () => new Date(now),
    ticks: () => now.getTime(),
    /** Goes to this many units of twenty seconds after the beginning of the test. */
    at: (units: number) => {
      now = new Date(new Date(moment).getTime() + units * 20_000)
    },
  }
}

/** A published programme of the bureau that is chosen by selection, held by the provider. */
export async function selectable(
  county: TestCounty,
  draft: Partial<typeof programmes.$inferInsert> = {},
): Promise<string> {
  const id = newId()
  const { now } = county.door().context
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{
        tenantId: county.tenant.id,
        id,
        organisationId: county.tree.bureau,
        providerId: county.tree.provider,
        year: 2026,
      },
      ...{
        title: `名师工作室 ${id.slice(-4)}`,
        level: 'county',
        kind: 'backbone',
        approximate: false,
        wholeRoster: false,
      },
      ...{
        audience: {},
        modes: [],
        months: [],
        yearRound: false,
        centihours: 2400,
        certificate: true,
        admission: 'selection',
      },
      ...{
        justification: '提升课堂教学',
        scheme: '集中研修',
        approvedAt: now,
        placesMax: 12,
        state: 'published',
        startsOn: '2026-10-01',
        endsOn: '2026-10-20',
        version: 1,
        createdAt: now,
      },
      ...draft,
    })
    return ok()
  })
  return id
}

/** Does the work of reckoning that was asked for, as the queue would; `isStopped`: told to stop at once. */
export async function work(county: TestCounty, runId: string, isStopped = false) {
  const run = async (text: string, values: readonly unknown[]) =>
    county.commit(async (tx) =>
      ok((await tx.$client.query<{ payload: unknown; requested_by: string }>(text, [runId, ...values])).rows),
    )
  const [asked] = await run(`update job_run set state = 'running' where id = $1 returning payload, requested_by`, [])
  const handler = roundHandlers({ vault: county.vault }).find(({ name }) => name === rehearseRound.name)
  if (!asked || !handler) throw new Error('no such work')
  const actor = { accountId: asked.requested_by, personId: null, name: '培训专干', grants: [], sessionId: runId }
  const outcome = await handler.run(asked.payload, {
    ...{ db: county.door(actor), runId, progress: () => Promise.resolve() },
    cancelled: () => Promise.resolve(isStopped),
  })
  const state = outcome.ok ? 'done' : outcome.error === 'cancelled' ? 'cancelled' : 'failed'
  const failure = outcome.ok ? null : outcome.error
  await run('update job_run set state = $2, failure = $3 where id = $1', [state, failure])
  return outcome
}

/** Says against a name of a notice that it should not be there, and upholds that as somebody else: the name is struck. */
export async function strikeName(county: TestCounty, noticeId: string, name: string, as: Login, answer: string) {
  const { bureau_officer: officer } = county.logins
  const { rows } = (await county.request(officer, 'GET', `/public-notices/${noticeId}`)).body
  const { position } = rows.find((row: { name: string }) => row.name === name)
  const id = newId()
  const said = { id, position, text: '该教师本年度已参加同类研修，请核实。' }
  await county.request(as, 'POST', `/shown-notices/${noticeId}/objections`, said)
  return county.request(officer, 'POST', `/public-objections/${id}/answer`, { outcome: 'upheld', answer })
}

/** Does the work of offering freed places that was asked for, as the queue would, until none is left; gives how often it was done. */
export async function succeed(county: TestCounty): Promise<number> {
  const handler = roundHandlers({ vault: county.vault }).find(({ name }) => name === offerFreed.name)
  if (!handler) throw new Error('nobody offers freed places')
  for (let done = 0; ;) {
    const asked = await county.commit(async (tx) =>
      ok(
        (
          await tx.$client.query<{ id: string; payload: unknown }>(
            "update job_run set state = 'done' where name = $1 and state = 'waiting' returning id, payload",
            [offerFreed.name],
          )
        ).rows,
      ),
    )
    if (asked.length === 0) return done
    for (const { id, payload } of asked) {
      const tools = {
        db: county.door(),
        runId: id,
        progress: () => Promise.resolve(),
        cancelled: () => Promise.resolve(false),
      }
      const outcome = await handler.run(payload, tools)
      if (!outcome.ok) throw new Error(outcome.error)
      done += 1
    }
  }
}

/** A round of these programmes in a test county, taken as far as a test needs it, over HTTP. Ranking lasts from unit 1 to 24, adjusting to 48, scoring to 72. */
export function roundOf(county: TestCounty, start: string, rules: readonly Record<string, unknown>[]) {
  const id = newId()
  const path = `/matching-rounds/${id}`
  const instant = (units: number) => new Date(new Date(start).getTime() + units * 20_000).toISOString()
  const criteria = [
    { id: 'lesson', title: '课例', weight: 60, max: 100 },
    { id: 'essay', title: '陈述', weight: 40, max: 20 },
  ]
  const draft = {
    ...{ title: `双向选择 ${id.slice(-4)}`, choicesMax: 2, opensAt: instant(1), rankingClosesAt: instant(24) },
    ...{ adjustingClosesAt: instant(48), scoringClosesAt: instant(72) },
    programmes: rules.map((one) => ({ criteria, ...one })),
  }
  const { bureau_officer: officer, provider } = county.logins
  const ask = county.request
  return {
    id,
    path,
    draft,
    begin: (more: Record<string, unknown> = {}) => ask(officer, 'POST', '/matching-rounds', { id, ...draft, ...more }),
    publish: () => ask(officer, 'POST', `${path}/publication`),
    rank: (as: Login, programmeIds: readonly string[]) => ask(as, 'PUT', `/my${path}/ranking`, { programmeIds }),
    score: (programmeId: string, scores: readonly [Login, number][], as = provider) =>
      ask(as, 'PUT', `${path}/programmes/${programmeId}/scores`, {
        scores: scores.map(([one, points]) => ({
          personId: one.personId,
          marks: { lesson: points, essay: points / 5 },
        })),
      }),
    rehearse: async () => {
      const runId = newId()
      const asked = await ask(officer, 'POST', `${path}/rehearsals`, { id: runId })
      if (asked.body.work?.id !== runId) return { runId, board: asked }
      const worked = await work(county, runId)
      if (!worked.ok) return { runId, board: { ...asked, worked } }
      return { runId, board: await ask(officer, 'GET', `${path}/board`) }
    },
    confirm: (runId: string) => ask(officer, 'POST', `${path}/confirmation`, { id: runId }),
    show: (runId: string, text = '', workingDays = 1) =>
      ask(officer, 'POST', `${path}/public-notice`, { id: runId, text, workingDays }),
    takeBack: (noticeId: string, reason: string) =>
      ask(officer, 'POST', `${path}/show-withdrawal`, { noticeId, reason }),
    settle: (runId: string, strike?: { personIds: readonly string[]; reason: string }) =>
      ask(officer, 'POST', `${path}/settlement`, { id: runId, ...(strike ? { strike } : {}) }),
    own: (as: Login) => ask(as, 'GET', `/my${path}`),
  }
}

/** The clock of a test, as `movingClock` makes it. */
type Clock = ReturnType<typeof movingClock>

/** One open place. */
export const lineRules = { open: { id: 'open', title: '开放名额', places: 1 } } as const

/** Somebody, or something, of a list by their place in it. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error('somebody is missing')
  return found
}

/** What a test of succession does in a county: people who wait behind a confirmed round, and what is offered to whom. */
export function lineIn(county: TestCounty, clock: Clock, start: string) {
  const teacher = async (school: 'a' | 'b' | 'c'): Promise<Login> => {
    // Somebody new: nobody of another test stands in the way.
    const { id } = await county.person({ organisationId: county.tree[school], name: `候补${newId().slice(-4)}` })
    const login = await county.login(`候补 ${id.slice(-6)}`, [], id)
    await staySignedIn(county)
    return login
  }
  const teachers = async (...schools: readonly ('a' | 'b' | 'c')[]) => {
    const found: Login[] = []
    for (const school of schools) found.push(await teacher(school))
    return found
  }
  const standing = async (as: Login, programmeId: string) =>
    (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body
  const offerOf = async (as: Login, programmeId: string) => (await standing(as, programmeId)).waiting
  const isOffered = async (as: Login, programmeId: string) => (await offerOf(as, programmeId))?.state === 'offered'
  /** A round over programmes with these kinds of places, ranked by these people for all of them, the best first, and confirmed. */
  const confirmed = async (
    rules: readonly { programmeId: string; blocks: readonly Record<string, unknown>[] }[],
    ranked: readonly Login[],
    more: Record<string, unknown> = {},
  ) => {
    const round = roundOf(county, start, rules)
    await round.begin(more)
    await round.publish()
    clock.at(2)
    const ids = rules.map(({ programmeId }) => programmeId)
    for (const each of ranked) await round.rank(each, ids)
    clock.at(60)
    for (const id of ids)
      await round.score(
        id,
        ranked.map((each, index): [Login, number] => [each, 95 - index * 5]),
      )
    clock.at(80)
    const done = await round.confirm((await round.rehearse()).runId)
    if (done.status !== 200) throw new Error(`not confirmed: ${done.body.code}`)
    return round
  }
  return {
    ...{ teacher, teachers, standing, offerOf, isOffered, confirmed },
    whoIsOffered: async (list: readonly Login[], programmeId: string) => {
      const found: number[] = []
      for (const [index, one] of list.entries()) if (await isOffered(one, programmeId)) found.push(index)
      return found
    },
    /** One programme with one kind of places and these people behind it. */
    queue: async (schools: readonly ('a' | 'b' | 'c')[], places = 1, draft = {}) => {
      const programmeId = await selectable(county, { placesMax: places, ...draft })
      const people = await teachers(...schools)
      const round = await confirmed([{ programmeId, blocks: [{ ...lineRules.open, places }] }], people)
      return { programmeId, people, round }
    },
    withdraw: async (as: Login, programmeId: string) => {
      const { enrolment } = await standing(as, programmeId)
      const path = `/enrolments/${enrolment.id}/withdrawal`
      const done = await county.request(as, 'POST', path, { reason: '家中有事' })
      if (done.status !== 200) throw new Error(`not withdrawn: ${done.body.code}`)
    },
    answer: async (as: Login, programmeId: string, what: 'acceptance' | 'refusal') =>
      county.request(as, 'POST', `/waiters/${(await offerOf(as, programmeId)).id}/${what}`),
  }
}

/** Keeps everybody of a county signed in, however far its clock goes. */
export const staySignedIn = (county: TestCounty) =>
  county.commit(async (tx) => {
    await tx.$client.query(
      "update session set expires_at = '2028-01-01', seen_at = '2027-12-31', proved_at = '2027-12-31'",
    )
    return ok()
  })
