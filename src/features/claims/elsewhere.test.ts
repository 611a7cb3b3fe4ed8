import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { markFrozen } from '../credits/public.ts'

let county: TestCounty
beforeAll(async () => {
  const now = new Date('2026-11-21T09:00:00+08:00')
  county = await testCounty({ now: () => now, ticks: () => performance.now() })
  for (const packId of ['national', 'county-credits', 'mulan']) await adopt(packId)
})
afterAll(() => county.close())

const as = () => county.logins
const registrar = () => as().school_registrar

async function adopt(packId: string) {
  const id = newId()
  const begun = { id, organisationId: county.tree.bureau, packId }
  expect((await county.request(as().bureau_officer, 'POST', '/hour-policies', begun)).status).toBe(201)
  const version = { revision: 1, effectiveFrom: '2021-01-01', reason: '局务会通过' }
  const adopted = await county.request(as().bureau_officer, 'POST', `/hour-policies/${id}/versions`, version)
  expect(adopted.status).toBe(200)
}

const post = (who: Login, path: string, body: unknown) => county.request(who, 'POST', path, body)
const personOf = (name: string) => county.person({ organisationId: county.tree.a, name })
const headOf = (name: string) =>
  county.person({ organisationId: county.tree.a, name, posts: [{ kind: '31', fromOn: '2015-09-01', toOn: null }] })

/** Puts everything of a person through that waits; gives their ledger. */
async function settle(personId: string) {
  const ledger = () => county.request(as().auditor, 'GET', `/people/${personId}/credits`)
  const ids = (await ledger()).body.waiting.map(({ id }: { id: string }) => id)
  if (ids.length > 0) {
    await post(as().principal, '/credit-record-approvals', { ids })
    await post(as().hours_officer, '/credit-record-verifications', { ids })
  }
  return (await ledger()).body
}

type Standing = { state: string; counted: number; title: { zh: string }; policy: { title: { zh: string } } }
const ruleOf = (body: { standings: Standing[] }, rule: string) => body.standings.find(({ title }) => title.zh === rule)

const csv = (...rows: string[]) => Buffer.from(rows.join('\n'), 'utf8')

async function importList(bytes: Uint8Array) {
  const tried = await county.request(registrar(), 'POST', '/hour-import-rehearsals', bytes)
  const query = new URLSearchParams({ id: newId(), name: 'list.csv', digest: tried.body.digest })
  const applied = await county.request(registrar(), 'POST', `/hour-imports?${query.toString()}`, bytes)
  return { tried: tried.body, applied }
}

async function storeProof(name = '考核成绩单.pdf', who = registrar()): Promise<string> {
  const id = newId()
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF',
  )
  const path = `/files?id=${id}&name=${encodeURIComponent(name)}&purpose=evidence`
  expect((await county.request(who, 'POST', path, pdf)).status).toBe(201)
  return id
}

describe('[002-41] the hours of a head from outside a class', () => {
  test('count for 提高培训 when they are recorded by hand', async () => {
    const head = await headOf('手工校长')
    const hours = { personId: head.id, title: '校长提高培训', centihours: 24_000, earnedOn: '2026-05-01' }
    await post(registrar(), '/credit-records', { ...hours, id: newId() })
    expect(ruleOf(await settle(head.id), '校长提高培训')).toMatchObject({ state: 'short', counted: 0 })
    await post(registrar(), '/credit-records', { ...hours, id: newId(), kind: '提高培训' })
    const body = await settle(head.id)
    expect(ruleOf(body, '校长提高培训')).toMatchObject({ state: 'met', counted: 24_000 })
    expect(body.entries[0]).toMatchObject({ kind: 'head_improvement' })
  })

  test('[001-34] count for 提高培训 when they come by the list, by the names that bureaus use', async () => {
    const head = await headOf('清单校长')
    const list = (kind: string) =>
      csv(
        '姓名,工号,项目,培训类型,级别,形式,学时,日期',
        `清单校长,${head.staffNo},在职培训,${kind},市级,集中,240,2026-04-02`,
      )
    const refused = await importList(list('冥想'))
    expect(refused.tried.rows[0]).toMatchObject({ outcome: 'refuse', reasons: ['kind_unknown'] })
    expect((await importList(list('校长提高培训班'))).applied.status).toBe(201)
    const body = await settle(head.id)
    expect(ruleOf(body, '校长提高培训')).toMatchObject({ state: 'met', counted: 24_000 })
    expect(body.entries[0]).toMatchObject({ kind: 'head_improvement', level: 'city', mode: 'face-to-face' })
  })

  test('count for 提高培训 when another system hands them over', async () => {
    const head = await headOf('接口校长')
    const hour = { staffNo: head.staffNo, title: '省平台研修', centihours: 12_000, earnedOn: '2026-05-01' }
    const hours = [
      { ...hour, id: 'k1', kind: 'head_improvement' },
      { ...hour, id: 'k2', kind: '校长高级研修班', mode: '网络研修' },
      { ...hour, id: 'k3', kind: '冥想' },
    ]
    const done = await post(registrar(), '/external-hours', { system: '省平台', hours })
    expect(done.body.outcomes).toMatchObject([{ code: null }, { code: null }, { code: 'kind_unknown' }])
    const body = await settle(head.id)
    expect(ruleOf(body, '校长提高培训')).toMatchObject({ state: 'met', counted: 24_000 })
    const kinds = body.entries.map(({ kind, mode }: { kind: string; mode: string }) => [kind, mode])
    expect(kinds.toSorted()).toEqual([
      ['advanced', 'online'],
      ['head_improvement', null],
    ])
  })

  test('[002-15] count for 提高培训 when they are opening hours, and are not opened twice for the column', async () => {
    const head = await headOf('期初校长')
    const record = async (...rows: string[]) => {
      const query = new URLSearchParams({ id: newId(), title: '旧系统学时', listId: await storeProof('名册.pdf') })
      return county.request(registrar(), 'POST', `/credit-openings?${query.toString()}`, csv(...rows))
    }
    const title = '姓名,工号,类别,项目类型,学时,取得日期,考核'
    const opened = await record(title, `期初校长,${head.staffNo},管理,校长提高培训,240,2026-05-01,成绩单`)
    expect(opened.status).toBe(201)
    await post(as().principal, `/credit-openings/${opened.body.id}/approval`, undefined)
    await post(as().hours_officer, `/credit-openings/${opened.body.id}/verification`, undefined)
    const body = await settle(head.id)
    expect(ruleOf(body, '校长提高培训')).toMatchObject({ state: 'met', counted: 24_000 })
    const kinds = body.entries[0].evidence.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(['签字名册', '考核'])
    const again = await record('姓名,工号,类别,学时,取得日期', `期初校长,${head.staffNo},管理,240,2026-05-01`)
    expect(again.body.code).toBe('opening_rows_refused')
  })

  test('templates ask for the kind and for each proof, and are read', async () => {
    for (const path of ['/credit-opening-template', '/hour-import-template']) {
      const { answer } = await county.request(registrar(), 'GET', path)
      const grid = await readGrid(Buffer.from(await answer.arrayBuffer()))
      const titles = grid.ok ? grid.value.rows.flat().map(String) : []
      expect(titles).toEqual(expect.arrayContaining(['项目类型', '考核', '计划', '记载']))
    }
  })
})

describe('proofs that policies ask for', () => {
  test('[001-52] ethics recorded by hand count with the files that prove them, and not without', async () => {
    const teacher = await personOf('师德老师')
    const ethics = { personId: teacher.id, category: '师德', centihours: 1000, earnedOn: '2026-06-01' }
    const bare = { ...ethics, id: newId(), title: '师德讲座' }
    expect((await post(registrar(), '/credit-records', bare)).status).toBe(201)
    expect(ruleOf(await settle(teacher.id), '师德培训')).toMatchObject({ counted: 0 })
    const evidence = []
    for (const kind of ['计划', '记载', '考核']) evidence.push({ kind, fileId: await storeProof(`${kind}.pdf`) })
    const proven = { ...ethics, id: newId(), title: '师德研修', evidence }
    expect((await post(registrar(), '/credit-records', proven)).status).toBe(201)
    const body = await settle(teacher.id)
    expect(ruleOf(body, '师德培训')).toMatchObject({ state: 'met', counted: 1000 })
    expect(body.entries[0].evidence).toMatchObject(evidence)
    // Whoever approves opens them.
    expect((await county.request(as().principal, 'GET', `/files/${evidence[0]?.fileId ?? ''}`)).status).toBe(200)
  })

  test('422: a file that was never stored, or stored elsewhere, proves nothing', async () => {
    const teacher = await personOf('另一位老师')
    const hours = { personId: teacher.id, title: '研修', centihours: 100, earnedOn: '2026-06-01' }
    const theirs = await storeProof('外校.pdf', as().otherRegistrar)
    for (const fileId of [newId(), theirs]) {
      const refused = await post(registrar(), '/credit-records', {
        ...{ ...hours, id: newId(), evidence: [{ kind: '考核', fileId }] },
      })
      expect([refused.status, refused.body.code]).toEqual([422, 'file_not_found'])
    }
  })

  test('[001-34] a list and another system name any kind that a policy names; 不合格 proves nothing', async () => {
    const [one, two, three] = [await personOf('甲合格'), await personOf('乙不合格'), await personOf('丙平台')]
    const rows = [`甲合格,${one.staffNo},研修,6,2026-04-02,成绩单`, `乙不合格,${two.staffNo},研修,6,2026-04-02,不合格`]
    const { tried } = await importList(csv('姓名,工号,项目,学时,日期,考核材料', ...rows))
    expect(tried.rows.map(({ evidence }: { evidence: unknown[] }) => evidence)).toEqual([
      [{ kind: '考核', title: '成绩单' }],
      [],
    ])
    const sha256 = 'a'.repeat(64)
    const hour = { staffNo: three.staffNo, title: '平台课', centihours: 600, earnedOn: '2026-05-01' }
    const hours = [
      { ...hour, id: 'p1', evidence: [{ kind: '考核', title: '结业测试', sha256 }] },
      { ...hour, id: 'p2', evidence: [{ kind: '口碑', title: '大家都说好' }] },
    ]
    const done = await post(registrar(), '/external-hours', { system: '省平台', hours })
    expect(done.body.outcomes).toMatchObject([{ code: null }, { code: 'evidence_unknown' }])
    const counted = []
    for (const { id } of [one, two, three]) {
      const body = await settle(id)
      counted.push(body.standings.find(({ policy }: Standing) => policy.title.zh === '县级学分换算')?.counted)
    }
    expect(counted).toEqual([75, 0, 75])
    const named = await county.request(registrar(), 'GET', '/hour-policies')
    expect(named.body.proofs).toEqual(expect.arrayContaining(['考勤', '计划', '记载', '考核']))
  })
})

describe('hours of a closed year', () => {
  beforeAll(() =>
    county.commit(async (tx) => {
      await markFrozen(tx, { year: 2025, edition: 1, frozenOn: '2026-01-10' })
      return ok()
    }),
  )

  test('[003-32] come by the list and from another system with the reason why they are late, and not without', async () => {
    const late = await personOf('晚到老师')
    const title = '姓名,工号,项目,学时,日期,补录原因'
    const silent = await importList(csv(title, `晚到老师,${late.staffNo},旧研修,6,2025-04-02,`))
    expect(silent.tried.rows[0].reasons).toEqual(['year_closed'])
    const said = await importList(csv(title, `晚到老师,${late.staffNo},旧研修,6,2025-04-02,证书刚寄到`))
    expect(said.applied.status).toBe(201)
    const hour = { staffNo: late.staffNo, title: '旧平台课', centihours: 600, earnedOn: '2025-05-01' }
    const hours = [
      { ...hour, id: 'l1' },
      { ...hour, id: 'l2', lateReason: '平台刚刚对接' },
    ]
    const done = await post(registrar(), '/external-hours', { system: '省平台', hours })
    expect(done.body.outcomes).toMatchObject([{ code: 'year_closed' }, { code: null }])
    expect((await settle(late.id)).entries).toHaveLength(2)
  })
})
