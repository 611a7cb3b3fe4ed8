import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { adoptTables, handInPicture, outboundAward, paperOf, submitPaper } from './testing.ts'

let county: TestCounty
let me: Login
let colleague: Login
beforeAll(async () => {
  county = await testCounty()
  await adoptTables(county)
  const hire = async (name: string) => {
    const person = await county.person({ organisationId: county.tree.a, name })
    return county.login(name, [], person.id)
  }
  me = await hire('许知薇')
  colleague = await hire('周以安')
})
afterAll(() => county.close())

const as = () => county.logins
const save = (id: string, draft: object, who = me) => county.request(who, 'PUT', `/my/claims/${id}`, draft)
const submit = (id: string, who = me) => county.request(who, 'POST', `/my/claims/${id}/submission`)
const takeUp = (id: string, centihours: number, recordId = newId(), who = as().school_registrar) =>
  county.request(who, 'POST', `/claims/${id}/uptake`, { recordId, centihours })
const sendBack = (id: string, reason: string, who = as().school_registrar) =>
  county.request(who, 'POST', `/claims/${id}/return`, { reason })
const picture = (mark = newId(), who = me) => handInPicture(county, who, mark)

describe('a teacher claims', () => {
  test('200: a draft keeps itself, is seen by nobody else, and is handed in when it is whole', async () => {
    const id = newId()
    const empty = { awardId: null, title: '', doneOn: null, answers: {}, files: [] }
    expect((await save(id, empty)).body).toMatchObject({ state: 'draft', title: '' })
    expect((await submit(id)).body.code).toBe('kind_not_in_force')
    const seen = await county.request(as().school_registrar, 'GET', `/claims/${id}`)
    expect(seen.status).toBe(404)
    const fileId = await picture()
    const steps = [
      [{ awardId: 'paper', files: [], answers: {}, title: '', doneOn: null }, 'title_missing'],
      [paperOf(fileId, { doneOn: null }), 'date_missing'],
      [paperOf(fileId, { startedOn: '2026-03-03' }), 'dates_reversed'],
      [paperOf(fileId, { doneOn: '2099-01-01' }), 'work_in_future'],
      [paperOf(fileId, { doneOn: '2020-01-01' }), 'before_cycle'],
      [paperOf(fileId, { answers: {} }), 'answer_missing'],
      [paperOf(fileId, { answers: { level: '宇宙级' } }), 'answer_unknown'],
      [paperOf(fileId, { answers: { level: '校级' } }), 'not_in_table'],
      [paperOf(fileId, { files: [] }), 'evidence_missing'],
      [paperOf(fileId, { awardId: 'trip', answers: { days: 3100 } }), 'answer_too_large'],
    ] as const
    for (const [draft, code] of steps) {
      expect([(await save(id, draft)).status, (await submit(id)).body.code]).toEqual([200, code])
    }
    await save(id, paperOf(fileId))
    const done = await submit(id)
    expect(done.body).toMatchObject({ state: 'submitted', leastCentihours: 1500, mostCentihours: 3000 })
    expect((await submit(id)).status).toBe(201)
    expect((await save(id, paperOf(fileId))).body.code).toBe('claim_closed')
    const told = await county.request(as().school_registrar, 'GET', '/notices')
    expect(told.body.items[0]).toMatchObject({ code: 'claim.submitted', params: { who: '许知薇' } })
    const opened = await county.request(as().school_registrar, 'GET', `/claims/${id}/files/${fileId}`)
    expect([opened.status, opened.answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    // What somebody proves is reached from the claim alone.
    expect((await county.request(as().school_registrar, 'GET', `/files/${fileId}`)).status).toBe(404)
    expect((await county.request(as().school_registrar, 'GET', `/claims/${id}/files/${newId()}`)).status).toBe(404)
  })

  test('404: nobody writes in the claim of somebody else, nor hands it in, takes it back or passes it on', async () => {
    const id = await submitPaper(county, me, { title: '别人的论文' })
    const body = { heldOn: '2026-03-03', form: 'lecture', audience: '全组', summary: '介绍了外出学习的主要内容。' }
    const tries = [
      save(id, paperOf(await picture(newId(), colleague)), colleague),
      submit(id, colleague),
      county.request(colleague, 'POST', `/my/claims/${id}/withdrawal`),
      county.request(colleague, 'PUT', `/my/claims/${id}/sharing`, body),
    ]
    for (const answer of await Promise.all(tries))
      expect([answer.status, answer.body.code]).toEqual([404, 'claim_not_found'])
  })

  test('422: a file of somebody else is no evidence', async () => {
    const theirs = await picture(newId(), colleague)
    expect((await save(newId(), paperOf(theirs))).body.code).toBe('file_not_found')
    const text = Buffer.from('no picture at all')
    const refused = await county.request(me, 'POST', `/claim-files?id=${newId()}&name=x.png`, text)
    expect(refused.status).toBe(415)
  })

  test('409: the same work is claimed once: the same title and day, or the same file', async () => {
    const mark = newId()
    await submitPaper(county, me, { title: '分数教学的三个误区', doneOn: '2026-04-01' }, mark)
    const again = newId()
    await save(again, paperOf(await picture(), { title: '《分数教学的三个误区》', doneOn: '2026-04-01' }))
    expect((await submit(again)).body.code).toBe('claimed_before')
    await save(again, paperOf(await picture(mark), { title: '另一个题目', doneOn: '2026-04-02' }))
    expect((await submit(again)).body.code).toBe('claimed_before')
    await save(again, paperOf(await picture(), { title: '另一个题目', doneOn: '2026-04-02' }))
    expect((await submit(again)).status).toBe(201)
  })

  test('200: the same file of somebody else is shown to whoever decides, with both names, and not to the claimant', async () => {
    const mark = newId()
    const first = await submitPaper(county, me, { title: '合作研究', certificateNo: 'QL-2026-1' }, mark)
    const second = await submitPaper(county, colleague, { title: '合作研究报告', certificateNo: 'ql 2026 1' }, mark)
    const decider = await county.request(as().school_registrar, 'GET', `/claims/${second}`)
    expect(decider.body).toMatchObject({
      doubts: 1,
      likeIt: [{ claimId: first, personName: '许知薇', reasons: ['same_certificate', 'same_file'] }],
    })
    const own = await county.request(colleague, 'GET', `/claims/${second}`)
    expect(own.body).toMatchObject({ doubts: 0, likeIt: [] })
    const list = await county.request(as().school_registrar, 'GET', '/claims?certificates=yes')
    expect(list.body.items.map((row: { id: string }) => row.id)).toEqual(expect.arrayContaining([first, second]))
  })

  test('[002-31] 200: a claim of a certificate keeps its number, issuer and until when it is valid', async () => {
    const certificate = { certificateNo: 'JSJ-0042', host: '教育考试院', validUntil: '2030-12-31', title: '计算机初级' }
    const id = await submitPaper(county, me, certificate)
    const shown = await county.request(as().school_registrar, 'GET', `/claims/${id}`)
    expect(shown.body).toMatchObject({ certificateNo: 'JSJ-0042', host: '教育考试院', validUntil: '2030-12-31' })
  })
})

describe('the school decides', () => {
  test('201: a claim becomes hours that two others approve and verify', async () => {
    const id = await submitPaper(county, me, { title: '国家级论文一篇' })
    expect((await takeUp(id, 3100)).body.code).toBe('hours_outside_table')
    const recordId = newId()
    const taken = await takeUp(id, 2000, recordId)
    expect([taken.status, taken.body]).toMatchObject([201, { state: 'taken_up', hours: { state: 'recorded' } }])
    // A lost answer is asked for again and does nothing twice.
    expect((await takeUp(id, 2000, recordId)).status).toBe(201)
    expect((await takeUp(id, 2000)).body.code).toBe('claim_not_submitted')
    expect((await submit(id)).body.code).toBe('claim_closed')
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [recordId] })
    const verified = await county.request(as().hours_officer, 'POST', '/credit-record-verifications', {
      ids: [recordId],
    })
    expect(verified.body.outcomes).toMatchObject([{ outcome: 'done' }])
    const mine = await county.request(me, 'GET', `/claims/${id}`)
    expect(mine.body.hours).toMatchObject({ state: 'verified', centihours: 2000 })
    expect(mine.body.steps.map((step: { act: string }) => step.act)).toEqual(['submitted', 'taken_up'])
    const ledger = await county.request(me, 'GET', '/my/credits')
    const entry = ledger.body.entries.find((each: { id: string }) => each.id === recordId)
    expect(entry).toMatchObject({ sourceKind: 'claim', category: '教育科研', evidence: [{ kind: '发表页' }] })
  })

  test('200: a returned claim is put right and handed in again; its steps stay', async () => {
    const id = await submitPaper(county, me, { title: '待补材料的论文' })
    expect((await sendBack(id, '缺少封面')).body).toMatchObject({ state: 'returned', returnReason: '缺少封面' })
    expect((await sendBack(id, '缺少封面')).status).toBe(200)
    expect((await sendBack(id, '又一个理由')).body.code).toBe('claim_not_submitted')
    await save(id, paperOf(await picture(), { title: '待补材料的论文' }))
    expect((await submit(id)).body).toMatchObject({ state: 'submitted', returnReason: null })
    const shown = await county.request(me, 'GET', `/claims/${id}`)
    expect(shown.body.steps.map((step: { act: string }) => step.act)).toEqual(['submitted', 'returned', 'submitted'])
    const withdrawn = await county.request(me, 'POST', `/my/claims/${id}/withdrawal`)
    expect(withdrawn.body.state).toBe('withdrawn')
    expect((await county.request(me, 'POST', `/my/claims/${id}/withdrawal`)).status).toBe(200)
  })

  test('201: hours that were returned on their way open the claim again, and the next record answers the returned one', async () => {
    const id = await submitPaper(county, me, { title: '学时被退回的论文' })
    const recordId = newId()
    await takeUp(id, 3000, recordId)
    await county.request(as().principal, 'POST', '/credit-record-returns', { ids: [recordId], reason: '级别有误' })
    expect((await submit(id)).body.state).toBe('submitted')
    const next = newId()
    expect((await takeUp(id, 1500, next)).status).toBe(201)
    const returned = await county.request(as().school_registrar, 'GET', '/credit-records?state=recorded&q=学时被退回')
    expect(returned.body.items).toMatchObject([{ id: next, correctsId: recordId }])
  })

  test('200: whoever approves may lower the hours with a reason, and never raise them', async () => {
    const id = await submitPaper(county, me, { title: '核减的论文' })
    await takeUp(id, 2500)
    const lower = (centihours: number, who = as().principal) =>
      county.request(who, 'POST', `/claims/${id}/lowering`, { centihours, reason: '合著' })
    expect((await lower(2600)).body.code).toBe('hours_not_lower')
    expect((await lower(1400)).body.code).toBe('hours_below_table')
    expect((await lower(2000)).body).toMatchObject({ centihours: 2000, hours: { centihours: 2000 } })
    const waiting = await submitPaper(county, me, { title: '还没有登记的论文' })
    const early = await county.request(as().principal, 'POST', `/claims/${waiting}/lowering`, {
      centihours: 1,
      reason: '早了',
    })
    expect(early.body.code).toBe('record_not_recorded')
  })

  test('[001-49] 200: the level that a table leaves open is said by whoever decides, and stays with the entry', async () => {
    const id = await submitPaper(county, me, { title: '级别待定的论文' })
    const recordId = newId()
    const recorded = (level: string) =>
      county.request(as().school_registrar, 'POST', `/claims/${id}/uptake`, { recordId, centihours: 2000, level })
    const say = (level: string, who: Login) => county.request(who, 'POST', `/claims/${id}/levelling`, { level })
    // The table asks for 国家级, 省级 or 校级.
    expect([(await recorded('county')).status, (await recorded('county')).body.code]).toEqual([422, 'level_not_open'])
    expect((await say('nation', as().principal)).body.code).toBe('record_not_recorded')
    expect((await recorded('province')).body.hours).toMatchObject({ level: 'province', state: 'recorded' })
    expect((await say('city', as().principal)).body.code).toBe('level_not_open')
    expect((await say('nation', as().school_registrar)).status).toBe(403)
    expect((await say('nation', as().town_officer)).body.hours.level).toBe('nation')
    expect((await say('nation', as().town_officer)).status).toBe(200)
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [recordId] })
    expect((await say('school', as().principal)).body.code).toBe('record_by_same_account')
    expect((await say('school', as().hours_officer)).body.hours).toMatchObject({ level: 'school', state: 'approved' })
    await county.request(as().hours_officer, 'POST', '/credit-record-verifications', { ids: [recordId] })
    expect((await say('nation', as().town_officer)).body.code).toBe('record_settled')
    const shown = await county.request(me, 'GET', `/claims/${id}`)
    const said = shown.body.steps.filter((step: { act: string }) => step.act === 'levelled')
    expect(said.map((step: { remark: string }) => step.remark)).toEqual(['国家级', '校级'])
    const ledger = await county.request(me, 'GET', '/my/credits')
    const entry = ledger.body.entries.find((each: { id: string }) => each.id === recordId)
    expect(entry.level).toBe('school')
  })

  test('200: a PDF may be framed by the pages of this site alone, and a picture by nobody', async () => {
    const fileId = newId()
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    expect((await county.request(me, 'POST', `/claim-files?id=${fileId}&name=a.pdf`, pdf)).status).toBe(201)
    const pictureId = await picture()
    const kind = '发表页'
    const files = [fileId, pictureId].map((one) => ({ fileId: one, kind }))
    const id = await submitPaper(county, me, { title: '附 PDF 的论文', files })
    const headersOf = async (one: string) => {
      const { answer } = await county.request(as().school_registrar, 'GET', `/claims/${id}/files/${one}`)
      return [answer.headers.get('x-frame-options'), answer.headers.get('content-disposition')?.split(';')[0]]
    }
    expect(await headersOf(fileId)).toEqual(['SAMEORIGIN', 'inline'])
    expect(await headersOf(pictureId)).toEqual(['DENY', 'inline'])
  })

  test('409: what a table gives in a year at most is shared by all claims of the year', async () => {
    const lesson = (day: string) => ({
      awardId: 'lesson',
      title: `公开课${day}`,
      doneOn: day,
      answers: { level: '校级' },
    })
    const ids: string[] = []
    for (const day of ['2026-05-06', '2026-05-07', '2026-05-08']) {
      const fileId = await picture()
      ids.push(await submitPaper(county, me, { ...lesson(day), files: [{ fileId, kind: '授课证明' }] }))
    }
    const [first = '', second = '', third = ''] = ids
    expect((await takeUp(first, 500)).status).toBe(201)
    const shown = await county.request(as().school_registrar, 'GET', `/claims/${second}`)
    expect(shown.body.offer).toEqual({ least: 300, most: 300, left: 300 })
    expect((await takeUp(second, 500)).body.code).toBe('hours_outside_table')
    expect((await takeUp(second, 300)).status).toBe(201)
    expect((await takeUp(third, 1)).body.code).toBe('yearly_most_reached')
  })

  test('200: many are taken up at once whose hours the table fixes', async () => {
    const fixed = await submitPaper(county, me, { title: '省级论文', answers: { level: '省级' } })
    const choice = await submitPaper(county, me, { title: '国家级待定' })
    const ids = [fixed, choice, newId()]
    const done = await county.request(as().school_registrar, 'POST', '/claim-uptakes', { ids })
    expect(done.body.outcomes).toMatchObject([
      { outcome: 'done' },
      { outcome: 'refused', code: 'hours_to_be_chosen' },
      { outcome: 'refused', code: 'claim_not_found' },
    ])
    const again = await county.request(as().school_registrar, 'POST', '/claim-uptakes', { ids: [fixed] })
    expect(again.body.outcomes).toMatchObject([{ outcome: 'already' }])
  })

  test('422: a registrar decides on nobody who is themselves, and approves nothing they recorded', async () => {
    const person = await county.person({ organisationId: county.tree.a, name: '沈专干' })
    const registrar = await county.login(
      '沈专干',
      [
        ['school_registrar', county.tree.a],
        ['principal', county.tree.a],
      ],
      person.id,
    )
    const id = await submitPaper(county, registrar, { title: '专干的论文' })
    expect((await takeUp(id, 1500, newId(), registrar)).body.code).toBe('own_claim')
    expect((await sendBack(id, '自己退回', registrar)).body.code).toBe('own_claim')
    const theirs = await submitPaper(county, me, { title: '一人两职' })
    await takeUp(theirs, 2000, newId(), registrar)
    const lowered = await county.request(registrar, 'POST', `/claims/${theirs}/lowering`, {
      centihours: 1500,
      reason: '重复',
    })
    expect(lowered.body.code).toBe('record_by_same_account')
  })
})

describe('a registrar claims for somebody', () => {
  const claimFor = (draft: object, who = as().school_registrar) => county.request(who, 'POST', '/claims', draft)
  test('201: in one step, and once', async () => {
    const registrar = as().school_registrar
    const fileId = await picture(newId(), registrar)
    const draft = { id: newId(), personId: me.personId, ...paperOf(fileId, { title: '代为申报' }) }
    expect((await claimFor(draft)).body).toMatchObject({ state: 'submitted' })
    expect((await claimFor(draft)).status).toBe(201)
    expect((await claimFor({ ...draft, title: '换了题目' })).body.code).toBe('id_reused')
    const tables = await county.request(registrar, 'GET', `/claim-tables?personId=${me.personId}`)
    expect(tables.body.tables).toHaveLength(3)
  })

  test('404: not for people of another school', async () => {
    const [stranger] = county.teachers.c
    const fileId = await picture(newId(), as().school_registrar)
    const draft = { id: newId(), personId: stranger?.personId, ...paperOf(fileId) }
    expect((await claimFor(draft)).body.code).toBe('person_not_found')
    expect((await county.request(as().school_registrar, 'GET', `/claim-tables?personId=${newId()}`)).status).toBe(404)
  })
})

describe('trips', () => {
  const sharing = {
    heldOn: '2026-06-20',
    form: 'group_talk',
    audience: '数学组全体',
    summary: '介绍了外出学习的三点收获。',
  }
  test('[001-09] [001-49] 409: a trip stays open until what was seen is passed on; then its hours are recorded', async () => {
    const fileId = await picture()
    const trip = {
      awardId: 'trip',
      title: '国培计划赴外学习',
      doneOn: '2026-06-12',
      startedOn: '2026-06-08',
      place: '上海市',
      answers: { days: 500 },
    }
    const id = await submitPaper(county, me, { ...trip, files: [{ fileId, kind: '培训通知' }] })
    expect((await takeUp(id, 3000)).body.code).toBe('sharing_missing')
    const open = await county.request(as().school_registrar, 'GET', '/claims?trips=open')
    expect(open.body.items).toMatchObject([{ id, isTrip: true, isShared: false }])
    const share = (more: object = {}) => county.request(me, 'PUT', `/my/claims/${id}/sharing`, { ...sharing, ...more })
    expect((await share({ heldOn: '2026-06-11' })).body.code).toBe('shared_before_trip')
    expect((await share({ heldOn: '2099-06-11' })).body.code).toBe('shared_in_future')
    expect((await share({ fileId: newId() })).body.code).toBe('file_not_found')
    expect((await share({ fileId: await picture() })).body).toMatchObject({ isShared: true })
    const taken = await takeUp(id, 3000)
    expect(taken.body).toMatchObject({ state: 'taken_up', hours: { centihours: 3000 } })
    const record = await county.request(as().principal, 'GET', '/credit-records?q=赴外学习')
    expect(record.body.items).toMatchObject([
      { level: 'nation', mode: 'off-site', evidence: [{ kind: '培训通知' }, { kind: '汇报' }] },
    ])
  })

  test('[001-49] 200: a trip outside the province is recorded at that level, with its place, which it has to say', async () => {
    await adoptTables(county, [outboundAward])
    const fileId = await picture()
    const trip = {
      awardId: 'outbound',
      title: '赴苏州跟岗学习',
      doneOn: '2026-05-15',
      answers: { level: '省外', days: 300 },
    }
    const files = [{ fileId, kind: '培训通知' }]
    const nowhere = newId()
    await county.request(me, 'PUT', `/my/claims/${nowhere}`, { ...paperOf(fileId, trip), files })
    const handed = await county.request(me, 'POST', `/my/claims/${nowhere}/submission`)
    expect([handed.status, handed.body.code]).toEqual([422, 'place_missing'])
    const id = await submitPaper(county, me, { ...trip, place: '江苏省苏州市', files })
    await county.request(me, 'PUT', `/my/claims/${id}/sharing`, sharing)
    const recordId = newId()
    const uptake = { recordId, centihours: 1800, level: 'outside' }
    const taken = await county.request(as().school_registrar, 'POST', `/claims/${id}/uptake`, uptake)
    expect(taken.body).toMatchObject({ place: '江苏省苏州市', hours: { level: 'outside', centihours: 1800 } })
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [recordId] })
    await county.request(as().hours_officer, 'POST', '/credit-record-verifications', { ids: [recordId] })
    const ledger = await county.request(me, 'GET', '/my/credits')
    expect(ledger.body.entries.find((each: { id: string }) => each.id === recordId)).toMatchObject({ level: 'outside' })
  })

  test('422: only a trip is passed on', async () => {
    const id = await submitPaper(county, me, { title: '不是外出' })
    expect((await county.request(me, 'PUT', `/my/claims/${id}/sharing`, sharing)).body.code).toBe('not_a_trip')
  })
})
