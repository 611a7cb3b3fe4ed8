import { sql } from 'drizzle-orm'
import type { Login, TestCounty } from '../../app/testing.ts'
import type { Award, Policy } from '../../lib/policy/language.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'

const said = (text: string) => ({ zh: text, en: text })
const level = {
  key: 'level',
  title: said('级别'),
  kind: 'choice',
  options: ['国家级', '省级', '校级'],
} as const

/** The tables of the policies of tests. */
export const testAwards: readonly Award[] = [
  {
    id: 'paper',
    title: said('论文'),
    asks: [level],
    rows: [
      { when: { level: '国家级' }, centihours: [1500, 3000] },
      { when: { level: '省级' }, centihours: 1000 },
    ],
    category: '教育科研',
    mode: null,
    evidence: ['发表页'],
  },
  {
    id: 'lesson',
    title: said('公开课'),
    asks: [level],
    rows: [{ when: {}, centihours: 500 }],
    category: '教学基本功',
    mode: 'showcase',
    evidence: ['授课证明'],
    mostYearly: 800,
  },
  {
    id: 'trip',
    title: said('外出培训'),
    asks: [{ key: 'days', title: said('天数'), kind: 'number', unit: '天', most: 30 }],
    rows: [{ when: {}, centihours: 600, per: 'days' }],
    category: null,
    level: 'nation',
    mode: 'off-site',
    evidence: ['培训通知'],
  },
]

/** A table of trips that asks who trains, the country or somebody outside the province. */
export const outboundAward: Award = {
  id: 'outbound',
  title: said('赴外学习'),
  asks: [
    { ...level, options: ['国家级', '省外'] },
    { key: 'days', title: said('天数'), kind: 'number', unit: '天', most: 30 },
  ],
  rows: [{ when: {}, centihours: 600, per: 'days' }],
  category: null,
  mode: 'off-site',
  evidence: ['培训通知'],
}

const policyOf = (awards: readonly Award[]): Policy => ({
  title: said('折算办法'),
  jurisdiction: '青石县',
  unit: { name: 'hour', minutes: 45, step: 50 },
  cycle: { years: 5, from: 2021 },
  rules: [],
  awards,
  source: { cites: '测试', sure: 'stated' },
})

/** A policy with these tables in force for the whole region from the beginning of its cycle; gives its id. */
export async function adoptTables(county: TestCounty, awards = testAwards): Promise<string> {
  const [policyId, tenantId, by] = [newId(), county.tenant.id, county.logins.bureau_officer.accountId]
  await county.commit(async (tx) => {
    await tx.execute(sql`insert into hour_policy (tenant_id, id, organisation_id, title, made_by, made_at)
      values (${tenantId}, ${policyId}, ${county.tree.bureau}, '折算办法', ${by}, now())`)
    return ok()
  })
  await adoptVersion(county, policyId, { version: 1, from: '2021-01-01', awards })
  return policyId
}

/** Another version of such a policy, with other tables. */
export async function adoptVersion(
  county: TestCounty,
  policyId: string,
  { version, from, awards }: { readonly version: number; readonly from: string; readonly awards: readonly Award[] },
): Promise<void> {
  const [tenantId, by] = [county.tenant.id, county.logins.bureau_officer.accountId]
  const hash = `\\x${policyId.replaceAll('-', '').slice(0, -2)}${String(version).padStart(2, '0')}`
  await county.commit(async (tx) => {
    await tx.execute(sql`insert into hour_policy_version (tenant_id, policy_id, version, content, hash, effective_from, reason,
      drafted_by, adopted_by, adopted_at) values (${tenantId}, ${policyId}, ${version},
      ${JSON.stringify(policyOf(awards))}::jsonb, ${hash}::bytea, ${from}, '折算', ${by},
      ${county.logins.system_admin.accountId}, now())`)
    return ok()
  })
}

const png = (mark: string) =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from(mark),
  ])

/** Hands a picture in as somebody; the same mark is the same content. */
export async function handInPicture(county: TestCounty, as: Login, mark: string): Promise<string> {
  const id = newId()
  const { status } = await county.request(as, 'POST', `/claim-files?id=${id}&name=scan.png`, png(mark))
  if (status !== 201) throw new Error(`a picture was refused: ${String(status)}`)
  return id
}

/** A claim of a paper as somebody writes it. */
export const paperOf = (fileId: string, more: Record<string, unknown> = {}) => ({
  awardId: 'paper',
  title: '小学数学作业设计研究',
  host: '教育研究',
  doneOn: '2026-03-02',
  answers: { level: '国家级' },
  files: [{ fileId, kind: '发表页' }],
  ...more,
})

/** Puts a claim through as far as the school's desk; gives its id. */
export async function submitPaper(
  county: TestCounty,
  as: Login,
  more: Record<string, unknown> = {},
  mark: string = newId(),
): Promise<string> {
  const id = newId()
  const fileId = await handInPicture(county, as, mark)
  const { files = [{ fileId, kind: '发表页' }], ...rest } = more
  await county.request(as, 'PUT', `/my/claims/${id}`, { ...paperOf(fileId, rest), files })
  const { status, body } = await county.request(as, 'POST', `/my/claims/${id}/submission`)
  if (status !== 201) throw new Error(`a claim was refused: ${JSON.stringify(body)}`)
  return id
}
