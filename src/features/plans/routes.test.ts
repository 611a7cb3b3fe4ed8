import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { planHandlers } from './handlers.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
}, 120_000)
afterAll(() => county.close())

const ask = (method: string, path: string, body?: unknown, as = county.logins.bureau_officer) =>
  county.request(as, method, path, body)

const header = ['序号', '培训项目', '培训人数', '培训方式', '培训时间', '培训地点']
const rows = [
  ['1', '小学语文骨干教师提升培训', '80人', '集中研修', '4月', '进修学校'],
  ['2', '中小学教师师德专题培训（全员）', '全员', '线上研修', '7月', ''],
  ['3', '新招聘教师岗前培训', '约60人', '集中研修', '8月', '进修学校'],
]

async function wordFile(): Promise<Uint8Array> {
  const table = new Table({
    rows: [header, ...rows].map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  })
  const lines = [
    '青石县2026年教师培训工作计划',
    '一、工作目标',
    '全年组织培训项目3个。师德学习参与率达到100%。',
    '二、学时要求',
    '每位教师每年参加培训不少于72学时。',
    '三、实施步骤',
    '（一）启动阶段（2026年3月1日—2026年4月30日）',
    '（二）实施阶段（2026年5月1日—2026年11月30日）',
    '四、培训项目安排表',
  ]
  const children = [...lines.map((text) => new Paragraph(text)), table]
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })))
}

async function upload(content: Uint8Array, name: string, organisationId = county.tree.bureau): Promise<string> {
  const id = newId()
  const query = new URLSearchParams({ id, name, purpose: 'plan_document', organisationId })
  const stored = await ask('POST', `/files?${query.toString()}`, content)
  expect(stored.status).toBe(201)
  return id
}

async function runReading(documentId: string) {
  const [handler] = planHandlers({ files: county.files })
  const tools = { db: county.door(), runId: newId(), progress: async () => undefined, cancelled: async () => false }
  return handler?.run({ documentId }, tools)
}

async function handedIn(content?: Uint8Array, name = '计划.docx') {
  const fileId = await upload(content ?? (await wordFile()), name)
  const id = newId()
  expect((await ask('POST', '/plan-documents', { id, fileId })).status).toBe(201)
  await runReading(id)
  return id
}

const change = (id: string, version: number, ...ops: object[]) =>
  ask('PATCH', `/plan-documents/${id}`, { version, ops })
const leading = { kind: 'member', fields: { role: 'head', who: '局长' } }

async function madePlan() {
  const id = await handedIn()
  const done = await change(
    id,
    2,
    { op: 'accept_open', document: 0, least: 'low' },
    { op: 'add', id: newId(), document: 0, content: leading },
  )
  const planId = newId()
  const wish = { id: planId, document: 0, version: done.body.version, title: '青石县2026年教师培训计划', year: 2026 }
  const made = await ask('POST', `/plan-documents/${id}/plan`, wish)
  return { id, planId, wish, made }
}

type ItemBody = { id: string; kind: string; decision: string; fields: Record<string, unknown> }
const programmesOf = (items: ItemBody[]) => items.filter((item) => item.kind === 'programme')

describe('handing in', () => {
  test('201: a document is read by a job; the same id twice is one document', async () => {
    const fileId = await upload(await wordFile(), '计划.docx')
    const body = { id: newId(), fileId }
    const first = await ask('POST', '/plan-documents', body)
    expect(first.body).toMatchObject({ state: 'reading', name: '计划.docx', made: [] })
    expect((await ask('POST', '/plan-documents', body)).body.id).toBe(body.id)
    await runReading(body.id)
    const read = await ask('GET', `/plan-documents/${body.id}`)
    expect(read.body).toMatchObject({ state: 'in_review', format: 'docx', documents: 1 })
    const names = programmesOf(read.body.draft.items).map((item) => item.fields['name'])
    expect(names).toEqual(rows.map((row) => row[1]))
    expect(read.body.draft.items.every((item: ItemBody) => item.decision === 'open')).toBe(true)
  })

  test('[003-13] 200: 全员 stays 全员, and 约 stays approximate', async () => {
    const read = await ask('GET', `/plan-documents/${await handedIn()}`)
    const fields = programmesOf(read.body.draft.items).map((item) => item.fields)
    expect(fields[1]).toMatchObject({ headcount: 'all', months: [7] })
    expect(fields[2]).toMatchObject({ headcount: 60, approximate: true, kind: 'induction' })
  })

  test('200: a file that cannot be read says why, and nothing is drafted', async () => {
    const id = await handedIn(new TextEncoder().encode('   \n \n'), '空.txt')
    const read = await ask('GET', `/plan-documents/${id}`)
    expect(read.body).toMatchObject({ state: 'refused', refusal: 'document_empty', draft: null, blocks: [] })
    expect((await change(id, 2, { op: 'accept', item: '0p1' })).body.code).toBe('not_in_review')
  })

  test('200: reading twice changes nothing', async () => {
    const id = await handedIn()
    await change(id, 2, { op: 'drop', item: '0p1' })
    await runReading(id)
    expect((await ask('GET', `/plan-documents/${id}`)).body.version).toBe(3)
  })

  test('404: a file of another part of the region, and a document seen from there', async () => {
    const fileId = await upload(await wordFile(), '计划.docx')
    const other = await ask('POST', '/plan-documents', { id: newId(), fileId }, county.logins.otherTown)
    expect([other.status, other.body.code]).toEqual([404, 'file_not_found'])
    const id = await handedIn()
    expect((await ask('GET', `/plan-documents/${id}`, undefined, county.logins.otherTown)).status).toBe(404)
    expect((await ask('GET', `/plan-documents/${id}`, undefined, county.foreign.officer)).status).toBe(404)
  })

  test('409: an id that names another file', async () => {
    const id = await handedIn()
    const fileId = await upload(await wordFile(), '另一份.docx')
    expect((await ask('POST', '/plan-documents', { id, fileId })).body.code).toBe('id_reused')
  })

  test('200: the newest first, by state', async () => {
    const id = await handedIn()
    const list = await ask('GET', '/plan-documents?state=in_review&limit=2')
    expect(list.body.items[0].id).toBe(id)
    expect(list.body.nextCursor).not.toBeNull()
  })
})

describe('reviewing', () => {
  test('200: correct, split, merge, drop, restore; warnings come and go', async () => {
    const id = await handedIn()
    const before = await ask('GET', `/plan-documents/${id}`)
    const codes = (body: { warnings: { code: string }[][] }) => body.warnings[0]?.map((warning) => warning.code) ?? []
    expect(codes(before.body)).toContain('missing-place')
    const second = programmesOf(before.body.draft.items)[1]
    const corrected = await change(id, 2, {
      op: 'correct',
      item: second?.id,
      content: { kind: 'programme', fields: { ...second?.fields, place: '线上平台' } },
    })
    expect(codes(corrected.body)).not.toContain('missing-place')
    const first = programmesOf(before.body.draft.items)[0]
    const half = (name: string) => ({ kind: 'programme', fields: { ...first?.fields, name, headcount: 40 } })
    const split = await change(id, 3, { op: 'split', item: first?.id, into: [half('上半年班'), half('下半年班')] })
    expect(programmesOf(split.body.draft.items).map((item) => item.decision)).toContain('split')
    const restored = await change(id, 4, { op: 'restore', item: first?.id }, { op: 'restore', item: second?.id })
    expect(restored.body.draft).toEqual(before.body.draft)
  })

  test('409: from an older draft', async () => {
    const id = await handedIn()
    await change(id, 2, { op: 'drop', item: '0p1' })
    expect((await change(id, 2, { op: 'drop', item: '0p2' })).body.code).toBe('version_stale')
  })

  test('422: one step that is refused refuses them all', async () => {
    const id = await handedIn()
    const refused = await change(id, 2, { op: 'accept', item: '0p1' }, { op: 'accept', item: 'nothing' })
    expect([refused.status, refused.body.code]).toEqual([422, 'item_unknown'])
    const read = await ask('GET', `/plan-documents/${id}`)
    expect(read.body.draft.items[0].decision).toBe('open')
  })

  test.each([
    [
      'item_replaced',
      422,
      [
        { op: 'split', item: '0p1', into: 2 },
        { op: 'accept', item: '0p1' },
      ],
    ],
    ['split_needs_two', 422, [{ op: 'split', item: '0p1', into: 1 }]],
    ['merge_needs_two', 422, [{ op: 'merge', items: ['0p1'], content: leading }]],
    ['kinds_differ', 422, [{ op: 'correct', item: '0p1', content: leading }]],
    ['document_unknown', 422, [{ op: 'add', id: newId(), document: 9, content: leading }]],
  ] as const)('refused: %s', async (code, status, ops) => {
    const id = await handedIn()
    const item = programmesOf((await ask('GET', `/plan-documents/${id}`)).body.draft.items)[0]
    const content = { kind: 'programme', fields: item?.fields }
    const real = ops.map((op) => ('into' in op ? { ...op, into: Array.from({ length: op.into }, () => content) } : op))
    const answer = await change(id, 2, ...real)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('204: put aside; 409: nothing more is done with it', async () => {
    const id = await handedIn()
    expect((await ask('POST', `/plan-documents/${id}/discard`)).status).toBe(204)
    expect((await change(id, 3, { op: 'accept', item: '0p1' })).body.code).toBe('not_in_review')
  })
})

describe('making the plan', () => {
  test('[003-05] 201: nothing is created before; then the plan and its programmes at once', async () => {
    const programmes = async () => (await ask('GET', '/programmes?limit=1')).body.total
    const before = await programmes()
    const id = await handedIn()
    await change(id, 2, { op: 'accept_open', document: 0, least: 'low' })
    expect(await programmes()).toBe(before)

    const { planId, made } = await madePlan()
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ id: planId, state: 'draft', version: 0, programmes: 3 })
    expect(made.body.phases.length).toBeGreaterThanOrEqual(2)
    expect(made.body.members).toMatchObject([{ role: 'head', who: '局长' }])
    expect(made.body.hourRules[0]).toMatchObject({ minCentihours: 7200, period: 'year' })
    const list = await ask('GET', `/programmes?planId=${planId}`)
    expect(list.body.items.map((item: { title: string }) => item.title)).toEqual(rows.map((row) => row[1]))
    expect(list.body.items[1]).toMatchObject({ wholeRoster: true, headcount: null, state: 'draft', months: [7] })
    expect(list.body.items[2]).toMatchObject({ headcount: 60, placesMax: 60, approximate: true })
  })

  test('201: the same wish twice is one plan; 409: one plan a document, and an id names one', async () => {
    const { id, wish, made } = await madePlan()
    expect((await ask('POST', `/plan-documents/${id}/plan`, wish)).body.id).toBe(made.body.id)
    const version = (await ask('GET', `/plan-documents/${id}`)).body.version
    const second = await ask('POST', `/plan-documents/${id}/plan`, { ...wish, id: newId(), version })
    expect(second.body.code).toBe('plan_made_already')
    const third = await ask('POST', `/plan-documents/${await handedIn()}/plan`, wish)
    expect(third.body.code).toBe('id_reused')
    expect((await ask('POST', `/plan-documents/${id}/discard`)).body.code).toBe('already_made')
  })

  test('422: while something is undecided, or when nothing was taken', async () => {
    const id = await handedIn()
    const wish = (version: number) => ({ id: newId(), document: 0, version, title: '计划', year: 2026 })
    expect((await ask('POST', `/plan-documents/${id}/plan`, wish(2))).body.code).toBe('items_undecided')
    const items: ItemBody[] = (await ask('GET', `/plan-documents/${id}`)).body.draft.items
    await change(id, 2, ...items.map((item) => ({ op: 'drop', item: item.id })))
    expect((await ask('POST', `/plan-documents/${id}/plan`, wish(3))).body.code).toBe('nothing_taken')
    expect((await ask('POST', `/plan-documents/${id}/plan`, wish(2))).body.code).toBe('version_stale')
  })
})

describe('the plan', () => {
  test('200: published, it has a version; amended with a reason, another', async () => {
    const { planId, made } = await madePlan()
    expect((await ask('POST', `/plans/${planId}/closure`)).body.code).toBe('plan_not_published')
    const published = await ask('POST', `/plans/${planId}/publication`)
    expect(published.body).toMatchObject({ state: 'published', version: 1, versions: [{ version: 1 }] })
    expect((await ask('POST', `/plans/${planId}/publication`)).body.version).toBe(1)

    const { revision } = published.body
    const title = '青石县2026年教师培训计划（调整）'
    const silent = await ask('PATCH', `/plans/${planId}`, { revision, title })
    expect([silent.status, silent.body.code]).toEqual([422, 'reason_missing'])
    const amended = await ask('PATCH', `/plans/${planId}`, { revision, title, reason: '上级要求' })
    expect(amended.body).toMatchObject({ version: 2, title })
    expect(amended.body.versions[0]).toMatchObject({ version: 2, reason: '上级要求' })
    expect((await ask('PATCH', `/plans/${planId}`, { revision, title, reason: 'x' })).body.code).toBe('revision_stale')
    const first = await ask('GET', `/plans/${planId}/versions/1`)
    expect(first.body.snapshot.title).toBe(made.body.title)
    expect((await ask('GET', `/plans/${planId}/versions/9`)).status).toBe(404)

    expect((await ask('POST', `/plans/${planId}/closure`)).body.state).toBe('closed')
    const late = await ask('PATCH', `/plans/${planId}`, { revision: revision + 2, title, reason: 'x' })
    expect(late.body.code).toBe('plan_closed')
  })

  test('422: without programmes or without a head of its leading group it is not published', async () => {
    const id = newId()
    await ask('POST', '/plans', { id, organisationId: county.tree.bureau, year: 2027, title: '空计划' })
    expect((await ask('POST', `/plans/${id}/publication`)).body.code).toBe('plan_without_programmes')
    const { planId, made } = await madePlan()
    await ask('PATCH', `/plans/${planId}`, { revision: made.body.revision, members: [] })
    expect((await ask('POST', `/plans/${planId}/publication`)).body.code).toBe('leading_group_missing')
  })

  test('[000-03] 200: 499 of 500 is 99.8 %, missed, and the target knows its gap', async () => {
    const { planId, made } = await madePlan()
    const target = { id: newId(), measure: '掌握师德规范', comparator: '=', valueHundredths: 10_000, unit: '%' }
    const whole = { ...target, upperHundredths: null, population: '教师', baselineHundredths: null }
    const counted = { ...whole, id: newId(), measure: '培训项目', valueHundredths: 300, unit: '个' }
    await ask('PATCH', `/plans/${planId}`, { revision: made.body.revision, targets: [whole, counted] })
    const path = `/plans/${planId}/targets/${target.id}/figure`
    const done = await ask('PUT', path, { numerator: 499, denominator: 500 })
    expect(done.body.targets[0].standing).toEqual({ state: 'missed', wanted: 10_000, actual: 9980, gap: 20 })
    // The number of programmes is counted, never typed.
    expect(done.body.targets[1]).toMatchObject({ numerator: 3, standing: { state: 'reached' } })
    const wrong = await ask('PUT', `/plans/${planId}/targets/${newId()}/figure`, { numerator: 1 })
    expect(wrong.body.code).toBe('target_not_found')
  })

  test('[003-33] 200: an overdue phase is flagged until it is reported as done', async () => {
    const { planId, made } = await madePlan()
    const phase = { id: newId(), name: '启动', fromOn: null, toOn: '2020-04-30', deliverables: ['方案'] }
    const { revision } = made.body
    const late = await ask('PATCH', `/plans/${planId}`, { revision, phases: [phase] })
    expect(late.body).toMatchObject({ overduePhases: 1, phases: [{ standing: 'overdue' }] })
    const done = await ask('PUT', `/plans/${planId}/phases/${phase.id}/completion`, { doneOn: '2020-05-06' })
    expect(done.body).toMatchObject({ overduePhases: 0, phases: [{ standing: 'done' }] })
    const none = await ask('PUT', `/plans/${planId}/phases/${newId()}/completion`, { doneOn: null })
    expect(none.body.code).toBe('phase_not_found')
    const foreignPhase = await ask('PATCH', `/plans/${(await madePlan()).planId}`, { revision: 1, phases: [phase] })
    expect(foreignPhase.body.code).toBe('part_of_another_plan')
    const reversed = { ...phase, id: newId(), fromOn: '2020-05-01' }
    const again = await ask('PATCH', `/plans/${planId}`, { revision: done.body.revision, phases: [reversed] })
    expect(again.body.code).toBe('range_reversed')
  })

  test('[001-58] 201: the year asks for one meeting of the leading group', async () => {
    const { planId, made } = await madePlan()
    expect(made.body.meetingMissing).toBe(true)
    const meeting = { id: newId(), heldOn: '2026-01-12', minutes: '通报去年培训情况' }
    const held = await ask('POST', `/plans/${planId}/meetings`, meeting)
    expect([held.status, held.body.meetingMissing]).toEqual([201, false])
    expect((await ask('POST', `/plans/${planId}/meetings`, meeting)).status).toBe(201)
    const other = await ask('POST', `/plans/${planId}/meetings`, { ...meeting, heldOn: '2026-02-12' })
    expect(other.body.code).toBe('id_reused')
  })

  test('201: copied for the next year: months are kept, dates move, figures start anew', async () => {
    const { planId, made } = await madePlan()
    const [target] = made.body.targets
    await ask('PUT', `/plans/${planId}/targets/${target.id}/figure`, { numerator: 1, denominator: 2 })
    const copy = { id: newId(), year: 2027 }
    const copied = await ask('POST', `/plans/${planId}/copies`, copy)
    expect(copied.status).toBe(201)
    expect(copied.body).toMatchObject({ year: 2027, state: 'draft', title: '青石县2027年教师培训计划', programmes: 3 })
    expect(copied.body.phases[0].toOn).toMatch(/^2027-/)
    expect(
      copied.body.targets.every(
        (each: { figureSource: string; numerator: number | null }) =>
          each.figureSource === 'programmes' || each.numerator === null,
      ),
    ).toBe(true)
    const list = await ask('GET', `/programmes?planId=${copy.id}`)
    expect(list.body.items[0]).toMatchObject({ year: 2027, months: [4], startsOn: null, state: 'draft' })
    expect((await ask('POST', `/plans/${planId}/copies`, copy)).body.id).toBe(copy.id)
    expect((await ask('POST', `/plans/${planId}/copies`, { ...copy, year: 2028 })).body.code).toBe('id_reused')
  })

  test('404: a draft is seen only over its owner; 200: once published, by every school below', async () => {
    const { planId } = await madePlan()
    const school = county.logins.school_registrar
    expect((await ask('GET', `/plans/${planId}`, undefined, school)).status).toBe(404)
    await ask('POST', `/plans/${planId}/publication`)
    expect((await ask('GET', `/plans/${planId}`, undefined, school)).status).toBe(200)
    const list = await ask('GET', '/plans?limit=200', undefined, school)
    expect(list.body.items.map((plan: { id: string }) => plan.id)).toContain(planId)
    expect((await ask('GET', `/plans/${planId}`, undefined, county.foreign.officer)).status).toBe(404)
  })

  test('404: begun for an organisation elsewhere; 409: with an id that names another plan', async () => {
    const body = { id: newId(), organisationId: county.tree.otherTown, year: 2027, title: '外镇计划' }
    expect((await ask('POST', '/plans', body, county.logins.town_officer)).body.code).toBe('organisation_not_found')
    await ask('POST', '/plans', body)
    expect((await ask('POST', '/plans', { ...body, title: '别的计划' })).body.code).toBe('id_reused')
  })
})
