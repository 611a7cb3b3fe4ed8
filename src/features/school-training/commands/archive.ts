import type { Readable } from 'node:stream'
import { read, type Db } from '../../../platform/db/db.ts'
import { exportRows } from '../../../platform/excel/rows.ts'
import type { FileStore } from '../../../platform/files/store.ts'
import { zipStream, type ZipEntry } from '../../../platform/zip/zip.ts'
import { exportMark } from '../../organisations/public.ts'
import { words } from '../words.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { tellHours } from './closing.ts'
import { tellPlan } from './telling.ts'

type Line = readonly [part: string, name: string, value: string]

const hours = (centihours: number) => String(centihours / 100)

// The list of an archive: what the plan says, what was held, who was there and what was kept.
function linesOf(
  plan: SchoolPlanInFull,
  members: readonly { name: string; centihours: number; attended: number }[],
): Line[] {
  const { zh } = words
  const { content } = plan
  const head: Line[] = [
    ['计划', '名称', content.title],
    ['计划', '学校', plan.schoolName],
    ['计划', '学期', `${plan.year}–${plan.year + 1} 学年第${plan.term === 1 ? '一' : '二'}学期`],
    ['计划', '教研组', plan.teamName ?? ''],
    ['计划', '课题', content.topic ?? ''],
    ['计划', '目标', content.goals],
    ['计划', '状态', zh[`state.${plan.state}`]],
  ]
  const held = plan.runs.flatMap((session): Line[] => {
    const present = session.marks.filter(({ mark }) => mark === 'present').length
    const name = `${session.heldOn ?? session.plannedOn} ${session.title}`
    const said: Line = [
      '场次',
      name,
      `${zh[`form.${session.form}`]}；${zh[`session.${session.state}`]}；到会 ${present} 人`,
    ]
    return session.summary === null ? [said] : [said, ['会议记录', name, session.summary]]
  })
  const kept = plan.evidence.map(({ kind, title, fileName, sha256 }): Line => [
    zh[`kind.${kind}`],
    title,
    `${fileName}；SHA-256 ${sha256}`,
  ])
  const earned = members.map(({ name, attended, centihours }): Line => [
    '学时',
    name,
    `参加 ${attended} 场；${hours(centihours)} 学时`,
  ])
  return [...head, ...held, ...kept, ...earned]
}

async function bytesOf(content: Readable): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) if (piece instanceof Uint8Array) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The archive of a plan: a workbook that lists it and bears who took it out, and beside it every file. Undefined without a plan. */
export async function archivePlan(
  db: Db,
  files: FileStore,
  planId: string,
): Promise<{ readonly name: string; readonly content: Readable } | undefined> {
  const found = await read(db, async (tx) => ({
    plan: await tellPlan(tx, planId),
    hours: await tellHours(tx, planId),
    mark: await exportMark(tx),
  }))
  const { plan, mark } = found
  if (!plan) return undefined
  const lines = linesOf(plan, found.hours?.members ?? [])
  const sheet = exportRows<Line>({
    sheet: '校本研修档案',
    columns: [
      { title: '部分', width: 12, kind: 'text', value: ([part]) => part },
      { title: '名称', width: 40, kind: 'text', value: ([, name]) => name },
      { title: '内容', width: 80, kind: 'text', value: ([, , value]) => value },
    ],
    rows: lines,
    ...(mark ? { mark: mark.line } : {}),
  })
  const list = await bytesOf(sheet)
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: '档案清单.xlsx', content: list }
    yield { name: '说明.txt', content: Buffer.from(mark?.line ?? '') }
    for (const { kind, fileName, sha256 } of plan?.evidence ?? []) {
      const content = await files.read(sha256)
      if (content) yield { name: fileName, folder: words.zh[`kind.${kind}`], content }
    }
  }
  const name = `${plan.schoolName}-${plan.title}-${mark?.inName ?? db.context.today}.zip`
  return { name, content: zipStream(entries(), db.context.today) }
}
