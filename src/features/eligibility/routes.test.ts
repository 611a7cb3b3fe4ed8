import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { admitFrom, decideMany } from '../enrolment/public.ts'
import { listBars } from '../integrity/public.ts'
import { recordCompletions } from '../participation/public.ts'
import { updateProgramme } from '../programmes/store.ts'
import { read } from '../../platform/db/db.ts'
import { openProgramme, ruledProgramme } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const as = () => county.logins
const idOf = (login: Login | undefined) => login?.personId ?? ''
const source = { sourceKind: 'list', sourceId: newId() } as const
const why = async (login: Login | undefined, programmeId: string) => {
  const { body } = await county.request(login, 'GET', `/my/eligibility/${programmeId}`)
  return body.failed.map(({ code }: { code: string }) => code)
}
const apply = (login: Login | undefined, programmeId: string) =>
  county.request(login, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })
const admit = (programmeId: string, personId: string) =>
  county.commit((tx) => admitFrom(tx, programmeId, [{ personId }], source))
const ruled = (rules: Parameters<typeof ruledProgramme>[1], more: Parameters<typeof ruledProgramme>[2] = {}) =>
  ruledProgramme(county, rules, more)
async function pass(programmeId: string, personId: string) {
  await admit(programmeId, personId)
  const of = { programmeId, programmeTitle: '骨干研修', classId: newId(), classTitle: '一班' }
  const left = { personId, passed: true, centihours: 1_000, held: 4, attended: 4, scoreTenths: 900, grade: null }
  await county.commit(async (tx) => {
    await recordCompletions(tx, of, [left])
    return ok()
  })
}

describe('why not', () => {
  test('200: the list of programmes has every failed rule of each, by one question; those that one may join are not in it', async () => {
    const before = await openProgramme(county, { title: '先修项目' })
    const asks = await ruled({ prerequisites: [before], notAgain: true }, { audience: { stages: ['3'] } })
    const free = await openProgramme(county)
    const { status, body } = await county.request(as().teacher, 'GET', '/my/eligibility')
    expect(status).toBe(200)
    const failedOf = (id: string) =>
      body.items
        .find(({ programmeId }: { programmeId: string }) => programmeId === id)
        ?.failed.map(({ code }: { code: string }) => code)
    expect(failedOf(asks)).toEqual(['stage_differs', 'prerequisite_missing'])
    expect(failedOf(asks)).toEqual(await why(as().teacher, asks))
    expect(failedOf(free)).toBeUndefined()
  })

  test('200: [002-17] an ineligible teacher reads every failed rule, and the application is refused with the first', async () => {
    const id = await openProgramme(county, { audience: { stages: ['3'], subjects: ['14'], titles: ['senior'] } })
    expect(await why(as().teacher, id)).toEqual(['stage_differs', 'subject_differs', 'title_differs'])
    expect(await apply(as().teacher, id)).toMatchObject({ status: 422, body: { code: 'stage_differs' } })
    const standing = await county.request(as().teacher, 'GET', `/programmes/${id}/my-enrolment`)
    expect(standing.body).toMatchObject({ refusal: 'stage_differs' })
  })

  test('200: [003-14] a programme for teachers of 道德与法治 and 政治 takes them and no others', async () => {
    const id = await openProgramme(county, {
      title: '思政课教师研修',
      audience: { subjects: ['L1', '12'] },
      placesMax: 150,
    })
    const person = await county.person({ organisationId: county.tree.a, name: '何思政', subjects: ['L1'] })
    const teacher = await county.login('何思政', [], person.id)
    expect(await why(teacher, id)).toEqual([])
    expect(await why(as().teacher, id)).toEqual(['subject_differs'])
    expect((await apply(teacher, id)).status).toBe(201)
  })

  test('200: [003-16] a programme for heads of teaching groups and vice heads goes by the post', async () => {
    const id = await openProgramme(county, { audience: { posts: ['21', 'L1'] } })
    expect(await why(as().teacher, id)).toEqual(['post_differs'])
    const person = await county.person({
      ...{ organisationId: county.tree.a, name: '秦组长' },
      posts: [{ kind: '21', fromOn: '2024-09-01', toOn: null }] as never,
    })
    expect(await why(await county.login('秦组长', [], person.id), id)).toEqual([])
  })

  test('404: nobody learns of another region’s programme by asking', async () => {
    expect((await county.request(as().teacher, 'GET', `/my/eligibility/${newId()}`)).status).toBe(404)
    expect((await county.request(as().bureau_officer, 'GET', `/my/eligibility/${newId()}`)).status).toBe(403)
  })
})

describe('history', () => {
  test('422: [000-37] stage 2 is refused until stage 1 is passed', async () => {
    const first = await ruled({ series: '三阶段', stage: 1 }, { level: 'county', title: '基础应用' })
    const second = await ruled(
      { series: '三阶段', stage: 2, previousStage: true },
      { level: 'county', title: '深度融合' },
    )
    const person = county.teachers.a[0]
    expect(await apply(person, second)).toMatchObject({ status: 422, body: { code: 'previous_stage_missing' } })
    await pass(first, idOf(person))
    expect((await apply(person, second)).status).toBe(201)
  })

  test('422: [002-19] the second 国培 in the cycle is refused when the limit is one', async () => {
    const settings = { cycleFrom: 2021, cycleYears: 5, limits: [{ level: 'nation', kind: null, most: 1 }] }
    const set = await county.request(as().bureau_officer, 'PUT', '/eligibility-settings', settings)
    expect(set).toMatchObject({ status: 200, body: settings })
    expect((await county.request(as().principal, 'PUT', '/eligibility-settings', settings)).status).toBe(403)
    const [first, second] = [await openProgramme(county), await openProgramme(county, { title: '另一个国培' })]
    const person = county.teachers.a[1]
    expect(await why(person, second)).toEqual([])
    await admit(first, idOf(person))
    expect(await apply(person, second)).toMatchObject({ status: 422, body: { code: 'cycle_limit_reached' } })
    expect(await why(person, await openProgramme(county, { year: 2031, title: '下一周期' }))).toEqual([])
    await county.request(as().bureau_officer, 'PUT', '/eligibility-settings', { ...settings, limits: [] })
  })

  test('422: [002-19] nobody takes a programme of the same name twice; a prerequisite that was passed is no reason any more', async () => {
    const before = await openProgramme(county, { title: '班主任基本功', level: 'county' })
    const again = await ruled({ notAgain: true, prerequisites: [before] }, { title: '班主任基本功', level: 'county' })
    const person = county.teachers.a[2]
    expect(await why(person, again)).toEqual(['prerequisite_missing'])
    await pass(before, idOf(person))
    expect(await why(person, again)).toEqual(['taken_before'])
  })

  test('422: days that are taken bar where the programme says so, and warn where it does not', async () => {
    const days = { startsOn: '2026-07-10', endsOn: '2026-07-20', level: 'county' } as const
    const [taken, warned] = [await openProgramme(county, days), await openProgramme(county, days)]
    const barred = await ruled({ clash: 'bar' }, { ...days, startsOn: '2026-07-20', endsOn: '2026-07-22' })
    const person = county.teachers.b[0]
    await admit(taken, idOf(person))
    const { body } = await county.request(person, 'GET', `/my/eligibility/${warned}`)
    expect(body).toMatchObject({ failed: [], warnings: [{ code: 'time_clash', params: { title: '骨干研修' } }] })
    expect(await apply(person, barred)).toMatchObject({ status: 422, body: { code: 'time_clash' } })
  })

  test('422: the same days are no clash where the sittings are at other hours; two that meet are named', async () => {
    const days = { startsOn: '2026-08-10', endsOn: '2026-08-20', level: 'county' } as const
    const taken = await openProgramme(county, { ...days, title: '已录取的研修' })
    const asks = await ruled({ clash: 'bar' }, days)
    const person = county.teachers.b[2] ?? county.teachers.b[0]
    await admit(taken, idOf(person))
    expect(await why(person, asks)).toEqual(['time_clash'])
    const sit = (programmeId: string, no: number, from: string, to: string) =>
      county.commit(async (tx) => {
        const classId = newId()
        await tx.$client.query(
          `insert into training_class (tenant_id, id, programme_id, no, title, provider_id, starts_on, ends_on, state, created_at)
           values ($1, $2, $3, $4, '班', $5, '2026-08-10', '2026-08-20', 'planned', now())`,
          [county.tenant.id, classId, programmeId, no, county.tree.provider],
        )
        await tx.$client.query(
          `insert into class_session (tenant_id, id, class_id, title, venue, starts_at, ends_at, opens_before, late_after, secret, state)
           values ($1, $2, $3, $4, '报告厅', $5, $6, 30, 10, '\\x00', 'planned')`,
          [county.tenant.id, newId(), classId, `第${String(no)}讲`, from, to],
        )
        return ok()
      })
    await sit(taken, 1, '2026-08-12T09:00:00+08:00', '2026-08-12T11:00:00+08:00')
    await sit(asks, 1, '2026-08-12T10:00:00+08:00', '2026-08-12T12:00:00+08:00')
    const { body } = await county.request(person, 'GET', `/my/eligibility/${asks}`)
    expect(body.failed).toMatchObject([
      {
        code: 'time_clash',
        params: { own: '第1讲', ownAt: '2026-08-12 10:00–12:00', theirAt: '2026-08-12 09:00–11:00' },
      },
    ])
    expect(await apply(person, asks)).toMatchObject({ status: 422, body: { code: 'time_clash' } })
    // A second class of the programme meets nothing: one may sit there.
    await sit(asks, 2, '2026-08-12T14:00:00+08:00', '2026-08-12T16:00:00+08:00')
    expect(await why(person, asks)).toEqual([])
    expect((await apply(person, asks)).status).toBe(201)
  })

  test('422: [002-21] whoever is dismissed from 国培 is barred from the next; a county programme stays open', async () => {
    const person = county.teachers.b[1]
    const programme = await openProgramme(county, { title: '国培一' })
    const placed = await admit(programme, idOf(person))
    const enrolmentId = placed[0]?.enrolmentId ?? ''
    await county.commit(async (tx) => ok(await decideMany(tx, [enrolmentId], 'dismiss', '多次无故缺席')))
    const bars = await read(county.door(), (tx) => listBars(tx, [idOf(person)]))
    expect(bars.get(idOf(person))).toMatchObject([{ kind: 'ban', cause: 'dismissed', title: '国培一' }])
    expect(await apply(person, await openProgramme(county))).toMatchObject({
      status: 422,
      body: { code: 'integrity_ban' },
    })
    expect((await apply(person, await openProgramme(county, { level: 'county' }))).status).toBe(201)
    const own = await county.request(person, 'GET', '/my/participations')
    expect(own.body.items).toMatchObject([{ title: '国培一', state: 'dismissed', reason: '多次无故缺席' }])
  })

  test('422: [004-10] a restriction is told with whom to ask and nothing else', async () => {
    const person = county.teachers.b[2]
    const restriction = {
      id: newId(),
      personId: idOf(person),
      fromOn: '2026-01-01',
      reference: '师核7号',
      contact: '人事科',
    }
    expect((await county.request(as().bureau_officer, 'POST', '/restrictions', restriction)).status).toBe(201)
    const id = await openProgramme(county, { level: 'county' })
    const { body } = await county.request(person, 'GET', `/my/eligibility/${id}`)
    expect(body.failed).toEqual([{ code: 'restricted', params: { contact: '人事科' } }])
    const refused = await apply(person, id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'restricted' } })
    expect(JSON.stringify(refused.body)).not.toContain('师核')
  })
})

describe('the audience', () => {
  test('200: says how many pass and who falls out by which rule, for the school its own people alone', async () => {
    const id = await openProgramme(county, { level: 'county' })
    const whole = await county.request(as().bureau_officer, 'GET', `/eligible-audience?programmeId=${id}`)
    expect(whole.body).toMatchObject({ isWhole: true, byRule: [{ code: 'restricted', count: 1 }] })
    expect(whole.body.size - whole.body.passed).toBe(1)
    const ours = await county.request(as().principal, 'GET', `/eligible-audience?programmeId=${id}`)
    expect(ours.body).toMatchObject({ byRule: [] })
    expect(ours.body.size).toBeLessThan(whole.body.size)
    const list = await county.request(
      as().bureau_officer,
      'GET',
      `/ineligible-people?programmeId=${id}&code=restricted`,
    )
    expect(list.body).toMatchObject({ total: 1, items: [{ failed: [{ code: 'restricted' }] }] })
    const file = await county.request(as().bureau_officer, 'GET', `/list-exports/ineligible-people?programmeId=${id}`)
    expect(file.status).toBe(200)
  })

  test('200: rules are tried before they are kept; 409: and stay as they were once the programme is published', async () => {
    const id = await openProgramme(county, { level: 'county' })
    const path = `/programmes/${id}/eligibility-previews`
    const draft = { series: '数字素养', stage: 2, rules: { previousStage: true } }
    const tried = await county.request(as().bureau_officer, 'POST', path, draft)
    expect(tried.body).toMatchObject({ passed: 0 })
    const rules = await county.request(as().bureau_officer, 'GET', `/programmes/${id}/eligibility-rules`)
    expect(rules.body).toMatchObject({ series: null, changeRefusal: 'programme_promised' })
    const ours = await county.request(as().principal, 'GET', `/programmes/${id}/eligibility-rules`)
    expect(ours.status).toBe(200)
    const set = await county.request(as().bureau_officer, 'PUT', `/programmes/${id}/eligibility-rules`, draft)
    expect(set).toMatchObject({ status: 409, body: { code: 'programme_promised' } })
  })

  test('422: rules agree with themselves; 404: and are set over the owner alone', async () => {
    const id = await openProgramme(county, { level: 'county' })
    await county.commit(async (tx) => {
      await updateProgramme(tx, id, { state: 'draft' })
      return ok()
    })
    const unpublished = await county.request(as().principal, 'GET', `/programmes/${id}/eligibility-rules`)
    expect(unpublished.status).toBe(404)
    const put = (body: unknown, by = as().bureau_officer) =>
      county.request(by, 'PUT', `/programmes/${id}/eligibility-rules`, body)
    expect((await put({ stage: 2, rules: {} })).body.code).toBe('stage_without_series')
    expect((await put({ series: '甲', stage: 1, rules: { previousStage: true } })).body.code).toBe(
      'previous_stage_unknown',
    )
    expect((await put({ rules: { prerequisites: [id] } })).body.code).toBe('prerequisite_itself')
    expect((await put({ rules: { prerequisites: [newId()] } })).body.code).toBe('prerequisite_not_found')
    expect((await put({ rules: {} }, as().town_officer)).status).toBe(404)
  })
})
