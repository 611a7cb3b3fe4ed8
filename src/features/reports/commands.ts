import { stageCodes, subjectCodes, titleCodes } from '../../lib/population/codes.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, read, transact, type Tx } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue, type JobTools } from '../../platform/jobs/queue.ts'
import { officialDocument } from '../../platform/word/official.ts'
import { creditsForReport, standingBySchool } from '../credits/public.ts'
import { classMembers, findSession, showClass } from '../delivery/public.ts'
import { recordFile } from '../files/public.ts'
import { findBureau, findOrganisation, loadTenant } from '../organisations/public.ts'
import { countPopulation, listPopulation, maskPhone } from '../people/public.ts'
import { findPublishedPlan, tellPlan, writeHundredths, type PlanInFull } from '../plans/public.ts'
import { findProgramme, listProgrammesForReport } from '../programmes/public.ts'
import { sayAudience } from './core/audience.ts'
import { rosterBlocks, signInBlocks, type ClassHead } from './core/class-papers.ts'
import { allot, noticeBlocks } from './core/notice.ts'
import { yearEndBlocks, type TargetLine, type YearFacts } from './core/year-end.ts'
import { writeYearEnd } from './jobs.ts'
import {
  checkInsOf,
  countAttendees,
  countCertificates,
  figuresByProgramme,
  listSchools,
  loadMembers,
  type ProgrammeFigures,
} from './store.ts'

/** A document that was just set: what to call it, and its bytes. */
export type Paper = { readonly name: string; readonly bytes: Buffer }

async function headOf(tx: Tx, classId: string): Promise<ClassHead | undefined> {
  const shown = await showClass(tx, classId)
  if (!shown) return undefined
  const { name } = await loadTenant(tx)
  return {
    bureau: name,
    programme: shown.programmeTitle,
    title: shown.title,
    provider: shown.providerName,
    lead: shown.leadName,
    startsOn: shown.startsOn,
    endsOn: shown.endsOn,
  }
}

/** Sets the roster of a class; phone numbers are masked. */
export async function printRoster(tx: Tx, vault: Vault, classId: string): Promise<Paper | undefined> {
  const head = await headOf(tx, classId)
  if (!head) return undefined
  const members = await classMembers(tx, classId)
  const details = await loadMembers(
    tx,
    members.map((member) => member.personId),
  )
  const byId = new Map(details.map((detail) => [detail.id, detail]))
  const named = (names: Readonly<Record<string, string>>, code: string | null | undefined) =>
    code === null || code === undefined ? '' : (names[code] ?? code)
  const rows = members.map((member) => {
    const detail = byId.get(member.personId)
    return {
      name: member.name,
      gender: detail?.gender ?? null,
      school: member.schoolName,
      stage: named(stageCodes, detail?.stage),
      subjects: (detail?.subjects ?? []).map((subject) => named(subjectCodes, subject)).join('、'),
      title: named(titleCodes, detail?.title),
      phone: detail?.phoneSealed ? maskPhone(vault.open(detail.phoneSealed)) : null,
    }
  })
  const bytes = await officialDocument(rosterBlocks(head, rows, tx.context.today), { landscape: true })
  return { name: `${head.programme}-${head.title}-花名册-${tx.context.today}.docx`, bytes }
}

/** Sets the sign-in sheet of a session, with the time of those who checked in already. */
export async function printSignInSheet(tx: Tx, sessionId: string): Promise<Paper | undefined> {
  const found = await findSession(tx, sessionId)
  const head = found && (await headOf(tx, found.session.classId))
  if (!found || !head) return undefined
  const { session } = found
  const members = await classMembers(tx, session.classId)
  const checkIns = await checkInsOf(tx, sessionId)
  const time = new Intl.DateTimeFormat('zh-CN', {
    timeZone: tx.context.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const day = new Intl.DateTimeFormat('zh-CN', { timeZone: tx.context.zone, dateStyle: 'long' })
  const rows = members.map((member) => {
    const at = checkIns.get(member.personId)
    return { name: member.name, school: member.schoolName, checkedIn: at ? `${time.format(at)} 扫码` : null }
  })
  const when = `${day.format(session.startsAt)} ${time.format(session.startsAt)}–${time.format(session.endsAt)}`
  const blocks = signInBlocks({ ...head, session: session.title, when, venue: session.venue }, rows)
  return {
    name: `${head.programme}-${session.title}-签到表.docx`,
    bytes: await officialDocument(blocks, { landscape: true }),
  }
}

// More people than any audience of one programme has.
const audienceMax = 300_000

/** Sets the notice to schools of a programme; its places are divided over the schools by eligible people. */
export async function printNotice(tx: Tx, programmeId: string): Promise<Paper | undefined> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return undefined
  const { name } = await loadTenant(tx)
  const provider = programme.providerId === null ? undefined : await findOrganisation(tx, programme.providerId)
  const roots = [programme.organisationId]
  const eligible = new Map<string, number>()
  for (const person of await listPopulation(tx, programme.audience, roots, audienceMax)) {
    eligible.set(person.organisationId, (eligible.get(person.organisationId) ?? 0) + 1)
  }
  const schools = (await listSchools(tx, roots))
    .map((school) => ({ school: school.name, eligible: eligible.get(school.id) ?? 0 }))
    .filter((school) => school.eligible > 0)
  const places = programme.placesMax ?? (programme.wholeRoster ? null : programme.headcount)
  const whole = schools.reduce((sum, school) => sum + school.eligible, 0)
  const { title, startsOn, endsOn, place, centihours, enrolClosesAt } = programme
  const enrolBy =
    enrolClosesAt === null
      ? null
      : new Intl.DateTimeFormat('en-CA', { timeZone: tx.context.zone, dateStyle: 'short' }).format(enrolClosesAt)
  const blocks = noticeBlocks({
    bureau: name,
    title,
    audience: sayAudience(programme.audience),
    places,
    provider: provider?.name ?? null,
    startsOn,
    endsOn,
    place,
    centihours,
    enrolBy,
    quotas: allot(places ?? whole, schools),
    today: tx.context.today,
  })
  return { name: `${title}-通知.docx`, bytes: await officialDocument(blocks) }
}

/** Asks for the year-end report of the bureau; the outcome of the job is the file. */
export async function requestYearEnd(
  tx: Tx,
  asked: { readonly year: number; readonly title: string },
): Promise<Result<{ jobId: string }, 'region_not_set_up'>> {
  const bureau = await findBureau(tx)
  if (!bureau) return err('region_not_set_up')
  const payload = { fileId: newId(tx.context.now.getTime()), organisationId: bureau.id, year: asked.year }
  const jobId = await enqueue(tx, writeYearEnd, payload, { title: asked.title })
  note(tx, { act: 'report.requested', object: { kind: 'report', id: payload.fileId }, after: { year: asked.year } })
  return ok({ jobId })
}

/** Writes the year-end report and keeps it as a file. Done twice with the same id, it is the same file. */
export async function performYearEnd(
  files: FileStore,
  payload: { readonly fileId: string; readonly organisationId: string; readonly year: number },
  tools: JobTools,
): Promise<Result<{ fileId: string; name: string }, string>> {
  await tools.progress(0, 3)
  const facts = await read(tools.db, (tx) => loadYear(tx, payload.organisationId, payload.year))
  await tools.progress(1, 3)
  if (await tools.cancelled()) return err('cancelled')
  const bytes = await officialDocument(yearEndBlocks(facts))
  await tools.progress(2, 3)
  const put = await files.put(bytes, { accept: ['docx'] })
  if (!put.ok) return put
  const name = `${facts.bureau}${payload.year}年教师培训工作总结-${facts.today}.docx`
  const file = { id: payload.fileId, organisationId: payload.organisationId, name, purpose: 'year_end_report' }
  const stored = await transact(tools.db, (tx) => recordFile(tx, put.value, file))
  if (!stored.ok) return stored
  await tools.progress(3, 3)
  return ok({ fileId: payload.fileId, name })
}

const nothing: ProgrammeFigures = {
  applied: 0,
  admitted: 0,
  attended: 0,
  passed: 0,
  credited: 0,
  sessions: 0,
  attendances: 0,
  centihours: 0,
}

/** Everything that the report of a year tells, as it stands now. */
export async function loadYear(tx: Tx, organisationId: string, year: number): Promise<YearFacts> {
  const roots = [organisationId]
  const { name } = await loadTenant(tx)
  const figures = await figuresByProgramme(tx, year, roots)
  const found = await findPublishedPlan(tx, year, roots)
  const plan = found && (await tellPlan(tx, found.id))
  const programmes = (await listProgrammesForReport(tx, year, roots)).map(({ row }) => ({
    ...row,
    planned: row.wholeRoster ? null : (row.headcount ?? row.placesMax),
    ...(figures.get(row.id) ?? nothing),
  }))
  return {
    bureau: name,
    year,
    today: tx.context.today,
    planTitle: plan?.title ?? null,
    roster: await countPopulation(tx, {}, roots),
    people: await countAttendees(tx, year, roots),
    programmes,
    targets: (plan?.targets ?? []).map(targetLine),
    phases: plan?.phases ?? [],
    requirements: (await creditsForReport(tx, year, roots)).requirements,
    schools: await wholeYearBySchool(tx, year, roots),
    certificates: await countCertificates(tx, year),
  }
}

async function wholeYearBySchool(tx: Tx, year: number, roots: readonly string[]): Promise<YearFacts['schools']> {
  const all = await standingBySchool(tx, year, roots)
  const whole = all.find(({ requirement }) => requirement.category === null && !requirement.average) ?? all[0]
  return (whole?.schools ?? []).toSorted((a, b) => a.met / Math.max(1, a.due) - b.met / Math.max(1, b.due))
}

const signs = { '>=': '≥', '<=': '≤', '=': '', range: '', '+pp': '提升 ', '+%': '增长 ' } as const

function targetLine(target: PlanInFull['targets'][number]): TargetLine {
  const { measure, comparator, valueHundredths, upperHundredths, unit, standing } = target
  const upper = upperHundredths === null ? '' : `–${writeHundredths(upperHundredths)}`
  const points = comparator === '+pp' ? '个百分点' : unit
  return {
    measure,
    asked: `${signs[comparator]}${writeHundredths(valueHundredths)}${upper}${points}`,
    actual: standing.actual === null ? null : `${writeHundredths(standing.actual)}${unit}`,
    state: standing.state,
  }
}
