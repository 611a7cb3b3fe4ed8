import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Product } from '../bench/product.ts'
import type { Region, Teacher } from '../bench/region.ts'
import type { Random } from '../rehearsal/random.ts'
import { stepAt } from '../src/features/delivery/core.ts'
import { writeTicket } from '../src/features/delivery/tickets.ts'
import { systemClock } from '../src/platform/clock.ts'
import { fresh, send, type Book } from './book.ts'
import type { Crew } from './crew.ts'
import { importRoster } from './rosters.ts'

/** What a round works with. */
export type Round = {
  readonly product: Product
  readonly region: Region
  readonly crew: Crew
  readonly book: Book
  readonly random: Random
  readonly programmeId: string
  readonly sessions: ReadonlyMap<string, string>
  readonly planFile: Uint8Array<ArrayBuffer>
  /** Whether the load should go on. */
  going(): boolean
}

/** Runs everything at once until the round is over: applications, check-ins, hours, files, plans, rosters, and a backup of it all. */
export async function workAll(round: Round): Promise<void> {
  const teachers = round.random.shuffle(round.region.teachers)
  const [applying, arriving, credited] = [teachers.values(), teachers.values(), teachers.values()]
  await Promise.all([
    ...lanes(16, () => forEach(round, applying, (teacher) => apply(round, teacher))),
    ...lanes(8, () => forEach(round, arriving, (teacher) => checkIn(round, teacher))),
    ...lanes(4, () => forEach(round, credited, (teacher) => creditHours(round, teacher))),
    ...lanes(2, () => repeat(round, () => storeFile(round))),
    ...lanes(2, () => repeat(round, () => importPlan(round))),
    ...lanes(2, () => repeat(round, () => importRoster(round))),
    backUp(round),
  ])
}

function lanes(size: number, lane: () => Promise<void>): Promise<void>[] {
  return Array.from({ length: size }, lane)
}

async function forEach(round: Round, teachers: Iterable<Teacher>, work: (teacher: Teacher) => Promise<void>) {
  for (const teacher of teachers) {
    if (!round.going()) return
    await work(teacher)
  }
}

async function repeat(round: Round, work: () => Promise<void>): Promise<void> {
  while (round.going()) await work()
}

async function apply({ book, programmeId }: Round, { cookie }: Teacher): Promise<void> {
  const id = fresh()
  await book.ask({ kind: 'enrolment', id, path: `/programmes/${programmeId}/enrolments`, cookie, body: { id } })
}

async function checkIn({ book, product, region, sessions }: Round, { cookie, personId }: Teacher): Promise<void> {
  const [id, scannedAt] = [fresh(), systemClock.now()]
  const scanned = { sessionId: sessions.get(personId) ?? '', scannedAt, step: stepAt(scannedAt) }
  const ticket = writeTicket(product.vault, region.tenantId, scanned)
  await book.ask({ kind: 'check-in', id, path: '/check-ins', cookie, body: { id, ticket } })
}

// Each step waits for the one before: a person's hour goes its whole way, unless it is cut off.
async function creditHours({ book, crew, random }: Round, { personId }: Teacher): Promise<void> {
  const id = fresh()
  const hours = { id, personId, title: '校本研修', centihours: random.int(50, 400), earnedOn: '2026-03-02' }
  const recorded = await book.ask({ kind: 'hours', id, path: '/credit-records', cookie: crew.registrar, body: hours })
  if (recorded?.status !== 201) return
  const batch = { ids: [id] }
  const approval = {
    kind: 'approval',
    id,
    path: '/credit-record-approvals',
    cookie: crew.principal,
    body: batch,
  } as const
  if ((await book.ask(approval))?.status !== 200) return
  await book.ask({ kind: 'posting', id, path: '/credit-record-verifications', cookie: crew.hoursOfficer, body: batch })
}

// At any moment of the round, so that some are cut off while they are written and some while they are read again.
async function backUp(round: Round): Promise<void> {
  const { book, crew, random } = round
  await pause(random.int(0, 1_200))
  const id = fresh()
  if (round.going()) await book.ask({ kind: 'backup', id, path: '/backups', cookie: crew.admin, body: { id } })
}

async function storeFile({ book, crew, random }: Round): Promise<void> {
  const id = fresh()
  const body = new Uint8Array(Buffer.from(random.bytes(random.int(1, 60_000)).toString('base64')))
  const path = `/files?id=${id}&name=${encodeURIComponent('附件.txt')}&purpose=plan_document`
  await book.ask({ kind: 'file', id, path, cookie: crew.officer, body })
}

const Reading = z.object({ state: z.string(), version: z.number() })

/** Hands a plan in, waits until it is read, takes everything, and makes the plan: all of it or nothing. */
async function importPlan(round: Round): Promise<void> {
  const { book, crew, product, planFile } = round
  const [fileId, id, planId] = [fresh(), fresh(), fresh()]
  const cookie = crew.officer
  const path = `/files?id=${fileId}&name=${encodeURIComponent('计划.docx')}&purpose=plan_document`
  const stored = await book.ask({ kind: 'file', id: fileId, path, cookie, body: planFile })
  if (stored?.status !== 201) return
  await book.ask({ kind: 'document', id, path: '/plan-documents', cookie, body: { id, fileId } })
  const look = async () => {
    const answer = await send(product.port, { method: 'GET', path: `/plan-documents/${id}`, cookie })
    return answer && answer !== 'hung' ? Reading.safeParse(answer.body).data : undefined
  }
  let reading = await look()
  while (round.going() && reading?.state === 'reading') {
    await pause(100)
    reading = await look()
  }
  if (!round.going() || reading?.state !== 'in_review') return
  const ops = [{ op: 'accept_open', document: 0, least: 'low' }]
  const change = { method: 'PATCH', path: `/plan-documents/${id}`, cookie, body: { version: reading.version, ops } }
  const changed = await send(product.port, change)
  if (!changed || changed === 'hung' || changed.status !== 200) return
  const version = Reading.parse(changed.body).version
  const body = { id: planId, document: 0, version, title: '年度教师培训计划', year: 2027 }
  await book.ask({ kind: 'plan', id: planId, path: `/plan-documents/${id}/plan`, cookie, body })
}
