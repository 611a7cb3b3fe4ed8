import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { removeTried } from './public.ts'
import { findHoursHead, judgeRows, readHoursRow, type HourKnowledge } from './core/importing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  await county.person({ organisationId: county.tree.a, name: '许知薇', staffNo: 'A1001' })
  await county.person({ organisationId: county.tree.a, name: '周以安', staffNo: 'A1002' })
  await county.person({ organisationId: county.tree.c, name: '别校人', staffNo: 'C1001' })
})
afterAll(() => county.close())

const as = () => county.logins
const head = '姓名,工号,项目,类别,级别,形式,学时,日期,凭证号,考勤,学习,资料,成果'
const csv = (...rows: string[]) => Buffer.from([head, ...rows].join('\n'), 'utf8')
const good = '许知薇,A1001,作业设计研修,教育科研,校级,校本研修,4.5,2026-03-02,JX-1,签到表,笔记,课件,课例'
const send = (path: string, bytes: Uint8Array, who = as().school_registrar) => county.request(who, 'POST', path, bytes)
const rehearse = (bytes: Uint8Array, who = as().school_registrar) => send('/hour-import-rehearsals', bytes, who)
const apply = (bytes: Uint8Array, digest: string, id = newId(), name = 'list.csv') =>
  send(`/hour-imports?id=${id}&name=${name}&digest=${digest}`, bytes)

describe('a spreadsheet of hours', () => {
  test('[001-34] 201: is tried, applied exactly, kept when it comes again, and undone while nobody approved', async () => {
    const bytes = csv(
      good,
      '周以安,A1002,作业设计研修,,,,0,2026-03-02',
      '周以安,A9999,作业设计研修,,,,2,2026-03-02',
      '别人,A1002,作业设计研修,,,,2,2026-03-02',
      '别校人,C1001,作业设计研修,,,,2,2026-03-02',
      '周以安,A1002,,,,,2,2099-01-01',
      good,
    )
    const tried = await rehearse(bytes)
    expect(tried.body.counts).toEqual({ create: 1, keep: 0, refuse: 6 })
    expect(tried.body.rows.map((row: { reasons: string[] }) => row.reasons)).toEqual([
      [],
      ['hours_unreadable'],
      ['person_unknown'],
      ['name_differs'],
      ['person_unknown'],
      ['title_missing', 'date_in_future'],
      ['row_repeated'],
    ])
    const id = newId()
    const applied = await apply(bytes, tried.body.digest, id)
    expect([applied.status, applied.body]).toMatchObject([201, { state: 'applied', counts: { create: 1 } }])
    expect((await apply(bytes, tried.body.digest, id)).status).toBe(201)
    expect((await apply(csv('许知薇,A1001,别的,,,,1,2026-03-02'), tried.body.digest, id)).body.code).toBe('id_reused')
    const records = await county.request(as().principal, 'GET', '/credit-records?q=作业设计研修')
    expect(records.body.items).toMatchObject([
      { sourceKind: 'import', centihours: 450, category: '教育科研', state: 'recorded' },
    ])
    expect(records.body.items[0].evidence.map((each: { kind: string }) => each.kind)).toEqual([
      '学时清单',
      '凭证',
      '考勤',
      '学习',
      '资料',
      '成果',
    ])
    const again = await rehearse(bytes)
    expect(again.body.counts).toEqual({ create: 0, keep: 2, refuse: 5 })
    expect((await apply(bytes, again.body.digest)).body.code).toBe('import_nothing')
    const book = await send('/hour-import-workbooks?name=list.csv', bytes)
    expect([book.status, book.answer.headers.get('content-type')]).toMatchObject([
      200,
      expect.stringContaining('sheet'),
    ])
    const undone = await county.request(as().school_registrar, 'POST', `/hour-imports/${id}/undoing`)
    expect(undone.body.state).toBe('undone')
    expect((await county.request(as().school_registrar, 'POST', `/hour-imports/${id}/undoing`)).status).toBe(201)
    expect((await rehearse(bytes)).body.counts.create).toBe(1)
    const list = await county.request(as().school_registrar, 'GET', '/hour-imports')
    expect(list.body.items).toMatchObject([{ id, state: 'undone' }])
  })

  test('[001-34] 200: every trial is kept with its workbook, for whoever handed it in; an applied one goes with its import', async () => {
    const bytes = csv('许知薇,A1001,留存的研修,,,,2,2026-03-05')
    const tried = await send('/hour-import-rehearsals?name=留存.csv', bytes)
    expect((await send('/hour-import-rehearsals?name=留存.csv', bytes)).body.id).toBe(tried.body.id)
    const runs = () => county.request(as().school_registrar, 'GET', '/hour-import-rehearsals')
    const counts = { create: 1, keep: 0, refuse: 0 }
    const mine = (await runs()).body.items.filter((row: { id: string }) => row.id === tried.body.id)
    expect(mine).toMatchObject([{ name: '留存.csv', counts, mayFetch: true }])
    const path = `/hour-import-rehearsals/${tried.body.id}/workbook`
    const book = await county.request(as().school_registrar, 'GET', path)
    expect([book.status, book.answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('sheet')])
    const theirs = await county.request(as().bureau_officer, 'GET', path)
    expect([theirs.status, theirs.body.code]).toEqual([409, 'workbook_not_yours'])
    expect((await county.request(as().otherRegistrar, 'GET', path)).status).toBe(404)
    const id = newId()
    expect((await apply(bytes, tried.body.digest, id)).body).toMatchObject({
      rehearsalId: tried.body.id,
      mayFetch: true,
    })
    expect((await runs()).body.items.map((row: { id: string }) => row.id)).not.toContain(tried.body.id)
    const list = await county.request(as().bureau_officer, 'GET', '/hour-imports')
    const seen = list.body.items.find((row: { id: string }) => row.id === id)
    expect(seen).toMatchObject({ rehearsalId: tried.body.id, mayFetch: false })
    expect((await county.request(as().school_registrar, 'GET', path)).status).toBe(200)
    // Once its time is over the list goes, and the import keeps its counts.
    const removed = await county.commit(async (tx) => ok(await removeTried(tx, new Date('2100-01-01'))))
    expect(removed).toBeGreaterThan(0)
    expect((await county.request(as().school_registrar, 'GET', path)).status).toBe(404)
    const left = await county.request(as().school_registrar, 'GET', '/hour-imports')
    expect(left.body.items.find((row: { id: string }) => row.id === id)).toMatchObject({ rehearsalId: null, counts })
  })

  test('409: is not applied when something changed, nor undone once any of it was approved', async () => {
    const bytes = csv('许知薇,A1001,批准过的研修,,,,3,2026-03-03', '周以安,A1002,批准过的研修,,,,3,2026-03-03')
    const tried = await rehearse(bytes)
    expect((await apply(bytes, '0'.repeat(64))).body.code).toBe('import_stale')
    const id = newId()
    await apply(bytes, tried.body.digest, id)
    expect((await apply(bytes, tried.body.digest)).body.code).toBe('import_stale')
    const records = await county.request(as().principal, 'GET', '/credit-records?q=批准过的')
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [records.body.items[0].id] })
    const undone = await county.request(as().school_registrar, 'POST', `/hour-imports/${id}/undoing`)
    expect(undone.body.code).toBe('import_decided')
    const left = await county.request(as().principal, 'GET', '/credit-records?q=批准过的')
    expect(left.body.items).toHaveLength(2)
  })

  test('422: what is no list of hours is refused, and the template is one', async () => {
    expect((await rehearse(Buffer.from('a,b\n1,2'))).body.code).toBe('head_missing')
    expect((await rehearse(csv())).body.code).toBe('hours_list_empty')
    const template = await county.request(as().school_registrar, 'GET', '/hour-import-template')
    const bytes = new Uint8Array(await template.answer.arrayBuffer())
    expect((await rehearse(bytes)).body.code).toBe('hours_list_empty')
  })

  test('200: the bureau reaches every school, and people are found by their ID number', async () => {
    const idNumber = '11010519491231002X'
    await county.person({ organisationId: county.tree.c, name: '有证人', staffNo: 'C1002', idNumber })
    const bytes = Buffer.from(`姓名,身份证号,项目,学时,日期\n有证人,${idNumber},市级培训,8,2026-04-01`)
    const tried = await rehearse(bytes, as().bureau_officer)
    expect(tried.body.rows).toMatchObject([{ outcome: 'create', staffNo: '', name: '有证人' }])
    expect(JSON.stringify(tried.body)).not.toContain(idNumber)
    expect((await rehearse(bytes)).body.rows).toMatchObject([{ reasons: ['person_unknown'] }])
  })
})

describe('rows', () => {
  const known: HourKnowledge = {
    people: [{ id: 'p', name: '甲', staffNo: '1', numbers: [] }],
    recorded: new Set(),
    today: '2026-11-22',
    closedYears: [2024],
    ownPersonIds: [],
  }
  const headed = findHoursHead([['姓名', '工号', '项目', '学时', '日期']])
  const judged = (rows: string[][], more: Partial<HourKnowledge> = {}) =>
    headed
      ? judgeRows(
          rows.map((cells, index) => readHoursRow({ no: index + 2, cells }, headed, ['考核'])),
          { ...known, ...more },
        )
      : []

  test('are refused for a year that is closed, and for oneself', () => {
    expect(judged([['甲', '1', '研修', '2', '2024-05-01']])[0]?.reasons).toEqual(['year_closed'])
    expect(judged([['甲', '1', '研修', '2', '2026-05-01']], { ownPersonIds: ['p'] })[0]?.reasons).toEqual(['own_hours'])
    expect(judged([['甲', '1', '研修', '400', '2026-05-01']])[0]?.reasons).toEqual(['hours_too_many'])
  })

  test('come to exactly one outcome each, and the same hours are recorded at most once', () => {
    const cell = fc.constantFrom('甲', '1', '研修', '2', '0', '2026-05-01', '', 'x')
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 8 }), (rows) => {
        const found = judged(rows)
        const created = found.filter(({ outcome }) => outcome === 'create')
        const keys = created.map((row) => [row.personId, row.title, row.earnedOn, row.centihours].join())
        return found.length === rows.length && new Set(keys).size === keys.length
      }),
    )
  })
})

describe('another system', () => {
  const hour = (id: string, more: object = {}) => ({
    ...{ id, staffNo: 'A1001', title: '国家平台研修', centihours: 1000, earnedOn: '2026-05-01', mode: 'online' },
    ...more,
  })
  const handOver = (hours: object[], who = as().school_registrar, system = '国家智慧教育平台') =>
    county.request(who, 'POST', '/external-hours', { system, hours })

  test('200: hands hours over, each answered, each once', async () => {
    const hours = [
      hour('e1'),
      hour('e1'),
      hour('e2', { staffNo: 'X9' }),
      hour('e3', { earnedOn: '2099-01-01' }),
      hour('e4', { startedOn: '2026-05-02' }),
      hour('e5', { staffNo: 'C1001' }),
    ]
    const done = await handOver(hours)
    expect(
      done.body.outcomes.map(({ outcome, code }: { outcome: string; code: string | null }) => code ?? outcome),
    ).toEqual(['done', 'id_repeated', 'person_unknown', 'earned_in_future', 'dates_reversed', 'person_unknown'])
    const [first] = done.body.outcomes
    const again = await handOver([hour('e1'), hour('e1', { centihours: 900 })])
    expect(again.body.outcomes).toMatchObject([
      { outcome: 'already', recordId: first.recordId },
      { outcome: 'refused', code: 'id_reused' },
    ])
    // Another system may call something else by the same name.
    expect((await handOver([hour('e1', { title: '省平台研修' })], undefined, '省平台')).body.outcomes[0].outcome).toBe(
      'done',
    )
    const records = await county.request(as().principal, 'GET', '/credit-records?q=国家平台研修')
    expect(records.body.items).toMatchObject([
      { sourceKind: 'external', sourceTitle: '国家平台研修（国家智慧教育平台）' },
    ])
  })

  test('403: whoever approves or verifies hands nothing over; a token of a registrar does', async () => {
    for (const who of [as().principal, as().hours_officer, as().town_officer])
      expect((await handOver([hour('f1')], who)).status).toBe(403)
    expect((await handOver([])).status).toBe(400)
    const token = await county.request(as().school_registrar, 'POST', '/api-tokens', {
      ...{ label: '国家平台', readOnly: false, roles: ['school_registrar'] },
    })
    const answer = await county.app.request('/api/v1/external-hours', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.body.token}` },
      body: JSON.stringify({ system: '国家平台', hours: [hour('t1', { title: '令牌交来的研修' })] }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([200, { outcomes: [{ outcome: 'done' }] }])
  })

  test('422: nobody hands their own hours over', async () => {
    const person = await county.person({ organisationId: county.tree.a, name: '沈专干', staffNo: 'A1009' })
    const registrar = await county.login('沈专干', [['school_registrar', county.tree.a]], person.id)
    const done = await handOver([hour('o1', { staffNo: 'A1009' })], registrar)
    expect(done.body.outcomes).toMatchObject([{ outcome: 'refused', code: 'own_hours' }])
  })
})
