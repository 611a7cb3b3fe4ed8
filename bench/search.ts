import { must } from '../rehearsal/draw.ts'
import { grantRole } from '../src/features/accounts/public.ts'
import { addOrganisation } from '../src/features/organisations/public.ts'
import { ok } from '../src/lib/result.ts'
import { systemClock } from '../src/platform/clock.ts'
import { transact } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/ids.ts'
import { spellPerson } from '../src/platform/pinyin.ts'
import { atMost, exactly, quantile, type Figure } from './figure.ts'
import { openProduct, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'

const people = 200_000
const atOnce = 5_000
const towns = ['东山', '西河', '南岭', '北川', '柳林', '石桥', '清水', '望江', '杏花', '白塔']
const schoolsOfTown = 30
const rounds = 60
const limitMs = 50

/** A county of 200,000 people in 300 schools under ten town centres, searched over HTTP by an officer of one of the ten. */
export async function search(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, 1)
    const tree = await plantTree(region)
    await plantPeople(product, region, tree)
    const officer = await townOfficer(region, tree[3]?.townId ?? '')
    const queries = draw(tree[3]?.town ?? '')
    // What is compiled and read at the first use is not what a search costs.
    for (const query of queries.slice(0, 44)) await asked(product, officer, query.q)
    const times: { kind: string; ms: number; found: number }[] = []
    for (const { kind, q } of queries) times.push({ kind, ...(await asked(product, officer, q)) })
    const all = times.map(({ ms }) => ms)
    const kinds = [...new Set(times.map(({ kind }) => kind))]
    const floor = quantile(await bareTimes(product, region, tree), 0.95)
    return [
      atMost({ name: 'search p95, 200,000 people', value: quantile(all, 0.95), unit: 'ms', floor, limit: limitMs }),
      atMost({ name: 'search p50', value: quantile(all, 0.5), unit: 'ms' }),
      ...kinds.map((kind) => {
        const own = times.filter((time) => time.kind === kind).map(({ ms }) => ms)
        return atMost({ name: `search p95, ${kind}`, value: quantile(own, 0.95), unit: 'ms' })
      }),
      exactly({
        name: 'search, queries that found nobody',
        value: times.filter(({ found }) => found === 0).length,
        unit: 'queries',
        limit: 0,
      }),
    ]
  } finally {
    await product.stop()
  }
}

type Town = { readonly town: string; readonly townId: string; readonly schoolIds: readonly string[] }

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const schoolName = (town: string, no: number) =>
  `${town}镇第${no < 10 ? '' : no < 20 ? '十' : '二十'}${numerals[no % 10] ?? ''}小学`

async function plantTree({ door, bureauId }: Region): Promise<Town[]> {
  return must(
    await transact(door(), async (tx) => {
      const plain = { schoolKind: null, stages: [], setting: null }
      const ofSchool = { schoolKind: '211', stages: ['2'], setting: 'rural' as const }
      const tree: Town[] = []
      for (const town of towns) {
        const townId = newId()
        const centre = { id: townId, parentId: bureauId, kind: 'town_centre' as const, name: `${town}镇中心学校` }
        must(await addOrganisation(tx, { ...centre, ...plain }, [bureauId]))
        const schoolIds: string[] = []
        for (let no = 0; no < schoolsOfTown; no += 1) {
          const id = newId()
          const school = { id, parentId: townId, kind: 'school' as const, name: schoolName(town, no) }
          must(await addOrganisation(tx, { ...school, ...ofSchool }, [bureauId]))
          schoolIds.push(id)
        }
        tree.push({ town, townId, schoolIds })
      }
      return ok(tree)
    }),
  )
}

// The commonest surnames of the country, each as often as it is; the last are those that are read otherwise.
const surnames =
  `王72 李72 张68 刘54 陈45 杨31 黄22 赵21 吴20 周20 徐17 孙15 马13 朱13 胡13 郭12 何12 高11 林11 罗9 郑9 梁8
  谢7 宋7 唐7 许7 韩6 冯6 邓6 曹6 彭6 曾6 肖6 田6 董6 袁5 潘5 于5 蒋5 蔡5 余5 杜5 叶5 程5 苏5 魏5 吕4 丁4 任4 沈4 姚4 卢4 姜4 崔4
  钟4 谭4 陆4 汪4 范4 金4 石3 廖3 贾3 夏3 韦3 付3 方3 白3 邹3 孟3 熊3 秦3 邱3 江3 尹3 薛3 闫3 段3 雷3 侯3 龙3 史3 陶3 黎3 贺3 顾3 毛3
  郝3 龚3 邵3 万3 钱3 严3 覃3 武3 戴3 莫3 孔2 向2 汤2 单2 解2 仇2 查2 朴2 区2 盖2 欧阳2 尉迟1 万俟1`
    .split(/\s+/)
    .flatMap((one) => Array<string>(Number(one.replace(/\D/g, ''))).fill(one.replace(/\d/g, '')))
const given = [
  ...'一诺雨桐知夏晚晴明远静怡文博子墨小满思源嘉禾若溪景行清扬书瑶云舟安澜怀瑾国强建军秀英丽娟志伟海燕晓东玉梅春花',
]
const subjects = ['13', '14', '41', 'L1', '22', '24', '25', '15']

// The same names in every run: a number from the place of the person, well mixed.
function mixed(no: number, salt: number): number {
  let value = Math.imul(no + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) >>> 0
}
const pick = <T>(from: readonly T[], no: number, salt: number): T | undefined => from[mixed(no, salt) % from.length]

function nameOf(no: number): string {
  const second = mixed(no, 3) % 6 === 0 ? '' : (pick(given, no, 2) ?? '')
  return `${pick(surnames, no, 0) ?? ''}${pick(given, no, 1) ?? ''}${second}`
}
const staffNoOf = (no: number) => `QS${String(no).padStart(7, '0')}`

async function plantPeople({ owner }: Product, { tenantId }: Region, tree: readonly Town[]): Promise<void> {
  const schools = tree.flatMap(({ schoolIds }) => schoolIds)
  for (let from = 0; from < people; from += atOnce) {
    const rows = Array.from({ length: atOnce }, (_, index) => {
      const no = from + index
      const name = nameOf(no)
      const school = schools[no % schools.length]
      return {
        id: newId(),
        school,
        staff_no: staffNoOf(no),
        name,
        subject: pick(subjects, no, 4),
        ...spellPerson(name),
      }
    })
    await owner.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, spelling, readings, gender, born_on,
         stage, subjects, title, state, started_on, created_at)
       select $1, id, school, staff_no, name, pinyin, initials, spelling, readings, 'female', '1990-01-01', '2', array[subject],
         'first', '11', '2015-09-01', now()
       from jsonb_to_recordset($2::jsonb) as one (id uuid, school uuid, staff_no text, name text, subject text, pinyin text,
         initials text, spelling text, readings text[])`,
      [tenantId, JSON.stringify(rows)],
    )
  }
  await owner.query('vacuum analyze person, organisation, organisation_closure')
}

async function townOfficer({ door, teachers }: Region, organisationId: string): Promise<string> {
  const [officer] = teachers
  if (!officer) throw new Error('a region was planted without anybody')
  const grant = { accountId: officer.accountId, role: 'town_officer' as const, organisationId, reason: 'bench' }
  must(await transact(door(), async (tx) => ok(await grantRole(tx, grant))))
  return officer.cookie
}

type Query = { readonly kind: string; readonly q: string }

/** What people type: each kind as often as the others, about people who are there. */
function draw(town: string): Query[] {
  const place = towns.indexOf(town)
  return Array.from({ length: rounds }, (_, round) => {
    // Somebody of this town centre.
    const no = mixed(round, 9) % Math.floor(people / (towns.length * schoolsOfTown))
    const schoolNo = mixed(round, 8) % schoolsOfTown
    const person = no * towns.length * schoolsOfTown + place * schoolsOfTown + schoolNo
    const name = nameOf(person)
    const { pinyin, initials, spelling } = spellPerson(name)
    const [surname = ''] = spelling.split(' ')
    return [
      { kind: 'one character', q: name.slice(0, 1) },
      { kind: 'two characters', q: name.slice(-2) },
      { kind: 'name', q: name },
      { kind: 'one letter', q: initials.slice(0, 1) },
      { kind: 'initials', q: initials },
      { kind: 'pinyin of the surname', q: surname },
      { kind: 'pinyin', q: round % 2 === 0 ? pinyin : spelling },
      {
        kind: 'beginning of the staff number',
        q: staffNoOf(person)
          .slice(0, 5 + (round % 5))
          .toLowerCase(),
      },
      { kind: 'school', q: schoolName(town, schoolNo) },
      { kind: 'subject', q: '数学' },
      { kind: 'name and school', q: `${name.slice(0, 1)} ${schoolName(town, schoolNo).slice(-4)}` },
    ]
  }).flat()
}

async function asked({ port }: Product, cookie: string, q: string): Promise<{ ms: number; found: number }> {
  const began = systemClock.ticks()
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/people?q=${encodeURIComponent(q)}`, {
    headers: { cookie },
  })
  const text = await answer.text()
  const ms = systemClock.ticks() - began
  if (!answer.ok) throw new Error(`the search for ${q} answered ${answer.status}: ${text}`)
  return { ms, found: text.split('"staffNo"').length - 1 }
}

/** How long the database takes to hand over fifty people of one school in their order, asked for by nobody in particular. */
async function bareTimes({ owner }: Product, { tenantId }: Region, tree: readonly Town[]): Promise<number[]> {
  const times: number[] = []
  const schools = tree.flatMap(({ schoolIds }) => schoolIds)
  for (let round = 0; round < rounds * 4; round += 1) {
    const began = systemClock.ticks()
    await owner.query(
      `select id, staff_no, name, gender, stage, subjects, title, talent_level, state, started_on from person
       where tenant_id = $1 and organisation_id = $2 order by sort_key, id limit 50`,
      [tenantId, schools[round % schools.length]],
    )
    times.push(systemClock.ticks() - began)
  }
  return times
}
