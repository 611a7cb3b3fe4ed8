import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { must } from '../rehearsal/draw.ts'
import { grantRole } from '../src/features/accounts/public.ts'
import { checkCharacter } from '../src/lib/identity.ts'
import { ok } from '../src/lib/result.ts'
import { systemClock } from '../src/platform/clock.ts'
import { transact } from '../src/platform/db/db.ts'
import { exportRows, type ExportColumn } from '../src/platform/excel/rows.ts'
import { newId } from '../src/platform/ids.ts'
import { atMost, exactly, type Figure } from './figure.ts'
import { forgetPeak, peakMb } from './memory.ts'
import { openProduct, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'

const people = 20_000

/** A roster of 20,000 people as an Excel workbook: handed in, rehearsed and applied over HTTP, with all its background work. */
export async function roster(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, 1)
    const officer = await officerOf(region)
    const workbook = await writeRoster()
    forgetPeak(product.pid)
    const began = systemClock.ticks()
    const { id } = await sent<{ id: string }>(
      product,
      officer,
      'POST',
      `/roster-imports?id=${newId()}&name=roster.xlsx`,
      workbook,
    )
    const read = systemClock.ticks()
    await done(product, officer, id, 'rehearsal', {})
    const rehearsed = systemClock.ticks()
    const counts = await done(product, officer, id, 'application', { rehearsal: 1 })
    const applied = systemClock.ticks()
    const peak = peakMb(product.pid)
    const seconds = (from: number, to: number) => (to - from) / 1000
    await done(product, officer, id, 'undoing', {})
    const undone = systemClock.ticks()
    return [
      atMost({ name: 'roster, 20,000 people', value: seconds(began, applied), unit: 's', limit: 10 }),
      atMost({ name: 'roster, read', value: seconds(began, read), unit: 's' }),
      atMost({ name: 'roster, rehearsed', value: seconds(read, rehearsed), unit: 's' }),
      atMost({ name: 'roster, applied', value: seconds(rehearsed, applied), unit: 's' }),
      atMost({ name: 'roster, undone', value: seconds(applied, undone), unit: 's' }),
      exactly({ name: 'roster, people created', value: counts.create ?? 0, unit: 'people', limit: people }),
      ...(peak === undefined ? [] : [atMost({ name: 'roster, peak memory', value: peak, unit: 'MB', limit: 400 })]),
    ]
  } finally {
    await product.stop()
  }
}

/** Makes the first teacher of a planted region its bureau's officer; gives their cookie. */
export async function officerOf({ door, teachers, bureauId }: Region): Promise<string> {
  const [officer] = teachers
  if (!officer) throw new Error('a region was planted without anybody')
  const grant = {
    accountId: officer.accountId,
    role: 'bureau_officer' as const,
    organisationId: bureauId,
    reason: 'bench',
  }
  must(await transact(door(), async (tx) => ok(await grantRole(tx, grant))))
  return officer.cookie
}

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'
const given = '一诺雨桐知夏晚晴明远静怡文博子墨小满思源嘉禾若溪景行清扬书瑶云舟安澜怀瑾'
const titles = ['正高级教师', '高级教师', '一级教师', '二级教师']
const subjects = ['语文', '数学', '英语', '道德与法治', '体育与健康']

type Row = Readonly<Record<string, string>>

function writeRoster(): Promise<Buffer> {
  const rows = Array.from({ length: people }, (_, no): Row => {
    const born = `${1968 + (no % 30)}${String((no % 12) + 1).padStart(2, '0')}${String((no % 28) + 1).padStart(2, '0')}`
    const first17 = `410002${born}${String(Math.floor(no / 30) % 1000).padStart(3, '0')}`
    return {
      姓名: `${surnames[no % surnames.length] ?? ''}${given[no % given.length] ?? ''}${given[(no * 7) % given.length] ?? ''}`,
      身份证号: first17 + checkCharacter(first17),
      工号: `QS${String(no).padStart(7, '0')}`,
      单位: `河东镇第${(no % 40) + 1}小学`,
      学段: '小学',
      任教学科: subjects[no % subjects.length] ?? '',
      职称: titles[no % titles.length] ?? '',
      手机: `138${String(no).padStart(8, '0')}`,
      参加工作时间: `${1992 + (no % 30)}-09-01`,
      岗位: no % 5 === 0 ? '班主任' : '教师',
      状态: '在职',
      备注: `第${no}号`,
    }
  })
  const columns = Object.keys(rows[0] ?? {}).map((title): ExportColumn<Row> => ({
    title,
    width: 12,
    kind: 'text',
    value: (row) => row[title] ?? '',
  }))
  return buffer(exportRows({ sheet: '名单', columns, rows }))
}

async function sent<T>(product: Product, cookie: string, method: string, path: string, body?: object): Promise<T> {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : undefined
  const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1${path}`, {
    method,
    headers: { cookie, 'content-type': bytes ? 'application/octet-stream' : 'application/json' },
    ...(body === undefined ? {} : { body: bytes ?? JSON.stringify(body) }),
  })
  const said: unknown = await answer.json()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`)
  return said as T
}

type Job = {
  readonly state: string
  readonly failure: string | null
  readonly outcome: Readonly<Record<string, number>> | null
}

async function done(product: Product, cookie: string, importId: string, what: string, body: object) {
  const { jobId } = await sent<{ jobId: string }>(product, cookie, 'POST', `/roster-imports/${importId}/${what}`, body)
  for (;;) {
    const job = await sent<Job>(product, cookie, 'GET', `/jobs/${jobId}`)
    if (job.state === 'done') return job.outcome ?? {}
    if (job.state === 'failed') throw new Error(`${what} failed: ${String(job.failure)}`)
    await pause(50)
  }
}
