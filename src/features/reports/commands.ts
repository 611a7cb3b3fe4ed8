import { dateIn } from '../../lib/dates.ts'
import { formatHours } from '../../lib/hours.ts'
import { stageCodes, subjectCodes, titleCodes } from '../../lib/population/codes.ts'
import type { Population } from '../../lib/population/population.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, read, transact, type Tx } from '../../platform/db/db.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { madeAt, newId } from '../../platform/ids.ts'
import { enqueue, type JobTools } from '../../platform/jobs/queue.ts'
import { trainingNotice } from '../../platform/word/notice.ts'
import { rosterDocument } from '../../platform/word/roster.ts'
import { signInSheet } from '../../platform/word/sign-in.ts'
import { yearEndReport } from '../../platform/word/year-end.ts'
import { creditsForReport, isAimed, readShortfalls, standingBySchool } from '../credits/public.ts'
import { classMembers, findSession, showClass } from '../delivery/public.ts'
import { citeYear, type Citation } from '../hour-years/public.ts'
import { recordFile } from '../files/public.ts'
import { exportMark, findBureau, findOrganisation, loadTenant } from '../organisations/public.ts'
import { countPopulation, listPopulation, maskPhone } from '../people/public.ts'
import { listRules } from '../populations/public.ts'
import { listPublishedPlans, tellPlan, writeHundredths, type PlanInFull } from '../plans/public.ts'
import { findProgramme, listProgrammesForReport } from '../programmes/public.ts'
import { sayAudience } from './core/audience.ts'
import { allot } from './core/allot.ts'
import { sayDays, levelWords, sayMonths } from './core/words.ts'
import {
  annexesOf,
  isHeld,
  isOver,
  nextStepsOf,
  overviewOf,
  problemsOf,
  stateWords,
  type TargetLine,
  type YearFacts,
} from './core/year-end.ts'
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

const named = (names: Readonly<Record<string, string>>, code: string | null | undefined) =>
  code === null || code === undefined ? '' : (names[code] ?? code)
const genders = { male: '男', female: '女' } as const

/** Sets the roster of a class; phone numbers are masked. */
export async function printRoster(tx: Tx, vault: Vault, classId: string): Promise<Paper | undefined> {
  const shown = await showClass(tx, classId)
  if (!shown) return undefined
  const members = await classMembers(tx, classId)
  const ids = members.map((member) => member.personId)
  const details = new Map((await loadMembers(tx, ids)).map((detail) => [detail.id, detail]))
  const rows = members.map((member) => {
    const detail = details.get(member.personId)
    const subjects = (detail?.subjects ?? []).map((subject) => named(subjectCodes, subject)).join('、')
    return {
      name: member.name,
      gender: member.gender === null ? '' : genders[member.gender],
      school: member.schoolName,
      teaches: `${named(stageCodes, detail?.stage)}${subjects}`,
      title: named(titleCodes, detail?.title) || null,
      phoneMasked: detail?.phoneSealed ? maskPhone(vault.open(detail.phoneSealed)) : null,
    }
  })
  const bytes = await rosterDocument({
    programme: shown.programmeTitle,
    className: shown.title,
    provider: shown.providerName,
    lead: shown.leadName,
    startsOn: shown.startsOn,
    endsOn: shown.endsOn,
    members: rows,
    issuer: shown.providerName,
    issuedOn: tx.context.today,
    mark: (await exportMark(tx))?.line,
  })
  return { name: `${shown.programmeTitle}-${shown.title}-花名册-${tx.context.today}.docx`, bytes }
}

/** Sets the sign-in sheet of a session, with the time of those who checked in already. */
export async function printSignInSheet(tx: Tx, sessionId: string): Promise<Paper | undefined> {
  const found = await findSession(tx, sessionId)
  const shown = found && (await showClass(tx, found.session.classId))
  if (!found || !shown) return undefined
  const { session } = found
  const { zone, today } = tx.context
  const clock = new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const checkIns = await checkInsOf(tx, sessionId)
  const rows = (await classMembers(tx, session.classId)).map((member) => {
    const at = checkIns.get(member.personId)
    return { name: member.name, school: member.schoolName, checkedInAt: at ? clock.format(at) : null, remark: null }
  })
  const bytes = await signInSheet({
    programme: shown.programmeTitle,
    className: shown.title,
    issuer: shown.providerName,
    issuedOn: today,
    mark: (await exportMark(tx))?.line,
    sessions: [
      {
        title: session.title,
        date: dateIn(zone, session.startsAt),
        startsAt: clock.format(session.startsAt),
        endsAt: clock.format(session.endsAt),
        venue: session.venue,
        trainer: null,
        rows,
      },
    ],
  })
  return { name: `${shown.programmeTitle}-${session.title}-签到表.docx`, bytes }
}

// More people than any audience of one programme has.
const audienceMax = 300_000

/** Sets the notice to schools of a programme; its places are divided over the schools by eligible people. */
export async function printNotice(
  tx: Tx,
  programmeId: string,
): Promise<Result<Paper, 'programme_not_found' | 'programme_dates_missing'>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  const { title, startsOn, endsOn } = programme
  if (startsOn === null || endsOn === null) return err('programme_dates_missing')
  const { name } = await loadTenant(tx)
  const provider = programme.providerId === null ? undefined : await findOrganisation(tx, programme.providerId)
  const { enrolClosesAt, centihours } = programme
  const hours = centihours > 0 ? `培训合格的，按规定记${formatHours(centihours)}学时。` : ''
  const bytes = await trainingNotice({
    issuer: name,
    documentNumber: null,
    programme: title,
    addressees: '各乡镇中心学校，局属各学校',
    opening: [`根据年度教师培训工作计划，现就举办${title}有关事项通知如下。`],
    audience: sayAudience(programme.audience),
    startsOn,
    endsOn,
    reporting: null,
    venue: programme.place ?? provider?.name ?? '另行通知',
    content: provider ? [`由${provider.name}承办，按课次组织学习和考核。${hours}`] : [],
    quotas: await quotasOf(tx, programme),
    requirements: [
      '参训教师在青蓝平台报名，由学校审核。',
      '各校要合理安排教学工作，保证参训教师按时到训；培训期间按课次签到。',
      '参训教师返校后要在教研组内交流所学，参训情况将通报选派学校。',
    ],
    replyBy: enrolClosesAt === null ? startsOn : dateIn(tx.context.zone, enrolClosesAt),
    contacts: [],
    issuedOn: tx.context.today,
  })
  return ok({ name: `${title}-通知.docx`, bytes })
}

type Quoted = { readonly organisationId: string; readonly audience: Population } & {
  readonly placesMax: number | null
  readonly headcount: number | null
  readonly wholeRoster: boolean
}

async function quotasOf(tx: Tx, programme: Quoted) {
  const roots = [programme.organisationId]
  const eligible = new Map<string, number>()
  for (const person of await listPopulation(tx, programme.audience, roots, audienceMax)) {
    eligible.set(person.organisationId, (eligible.get(person.organisationId) ?? 0) + 1)
  }
  const schools = (await listSchools(tx, roots))
    .map((school) => ({ school: school.name, eligible: eligible.get(school.id) ?? 0 }))
    .filter((school) => school.eligible > 0)
  const places = programme.placesMax ?? (programme.wholeRoster ? null : programme.headcount)
  return allot(places ?? Number.MAX_SAFE_INTEGER, schools).filter((share) => share.places > 0)
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
  // The moment of asking, not of writing: done twice, it is the same file.
  const mark = await read(tools.db, (tx) => exportMark(tx, madeAt(payload.fileId)))
  const bytes = await setYear(facts, mark?.line)
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

const standings = {
  reached: 'met',
  beyond: 'met',
  missed: 'behind',
  no_figure: 'unknown',
  no_baseline: 'unknown',
} as const

function setYear(facts: YearFacts, mark: string | undefined): Promise<Buffer> {
  return yearEndReport({
    mark,
    issuer: facts.bureau,
    region: facts.bureau,
    year: facts.year,
    reportedOn: facts.today,
    teachers: facts.roster,
    trained: facts.people,
    overview: overviewOf(facts),
    programmes: facts.programmes.map((line) => ({
      title: line.title,
      level: levelWords[line.level] ?? line.level,
      planned: line.planned === null ? null : { value: line.planned, unit: '人', approximate: line.approximate },
      enrolled: line.applied,
      attended: line.attended,
      passed: line.passed,
      centihours: line.centihours,
      plannedMonths: sayMonths(line.months, line.yearRound),
      actualTime: isHeld(line) ? sayDays(line.startsOn, line.endsOn) || null : null,
      state: stateWords[line.state] ?? line.state,
      finished: isOver(line),
    })),
    targets: facts.targets.map(({ measure, asked, actual, state }) => ({
      title: measure,
      target: asked,
      reached: actual ?? '—',
      standing: standings[state],
      remark: null,
    })),
    hours: {
      centihours: facts.credited.centihours,
      people: facts.credited.people,
      groups: facts.requirements.map(({ category, due, met, centihours }) => ({
        group: category ?? '年度总学时',
        people: due,
        met,
        centihours,
      })),
    },
    problems: problemsOf(facts),
    nextSteps: nextStepsOf(facts),
    annexes: annexesOf(facts),
  })
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
  const plans: PlanInFull[] = []
  for (const { id } of await listPublishedPlans(tx, organisationId, year)) plans.push(await tellPlan(tx, id))
  const credits = await creditsForReport(tx, year, roots)
  const cited = await citeYear(tx, year)
  const programmes = (await listProgrammesForReport(tx, year, roots)).map(({ row }) => ({
    ...row,
    planned: row.wholeRoster ? null : (row.headcount ?? row.placesMax),
    ...(figures.get(row.id) ?? nothing),
  }))
  return {
    bureau: name,
    year,
    today: tx.context.today,
    planTitles: plans.map(({ title }) => title),
    roster: await countPopulation(tx, {}, roots),
    people: await countAttendees(tx, year, roots),
    programmes,
    targets: plans.flatMap(({ targets }) => targets.map(targetLine)),
    phases: plans.flatMap(({ phases }) => phases),
    credited: cited
      ? { people: cited.credited, centihours: cited.centihours }
      : { people: credits.people, centihours: credits.centihours },
    requirements: credits.requirements.map((one) => toRequirement(asClosed(one, cited))),
    schools: await wholeYearBySchool(tx, year, roots, cited),
    populations: await yearByPopulation(tx, year, roots),
    certificates: await countCertificates(tx, year),
    closed: cited
      ? { on: cited.frozenOn, edition: cited.edition, hash: cited.hash, supplements: cited.supplements }
      : null,
  }
}

type Asked = Awaited<ReturnType<typeof creditsForReport>>['requirements'][number]

const toRequirement = ({ whole, title, due, met, counted }: Asked): YearFacts['requirements'][number] => ({
  ...{ category: whole ? null : title.zh, centihours: counted, due, met },
})

// The figures of a closed year stand in place of those of today.
function asClosed(one: Asked, cited: Citation | undefined): Asked {
  const closed = cited?.requirements.find(({ id }) => id === one.id)
  return closed ? { ...one, due: closed.due, met: closed.met, counted: closed.counted } : one
}

const isWholeYear = ({ whole, fromYear, toYear }: Pick<Asked, 'whole' | 'fromYear' | 'toYear'>) =>
  whole && fromYear !== null && fromYear === toYear

async function yearByPopulation(tx: Tx, year: number, roots: readonly string[]): Promise<YearFacts['populations']> {
  const { requirements, populations } = await readShortfalls(tx, { year, byPopulation: '1', q: '', limit: 0 }, roots)
  const whole = requirements.find(isWholeYear) ?? requirements[0]
  const told = []
  for (const { id, name, rule, organisationId } of await listRules(tx, roots)) {
    const standing = populations.find((each) => each.id === id)?.requirements.find((each) => each.id === whole?.id)
    told.push({
      name,
      people: await countPopulation(tx, rule, [organisationId]),
      trained: await countAttendees(tx, year, roots, { rule, organisationId }),
      standing: standing ?? null,
    })
  }
  return told
}

async function wholeYearBySchool(
  tx: Tx,
  year: number,
  roots: readonly string[],
  cited: Citation | undefined,
): Promise<YearFacts['schools']> {
  const all = await standingBySchool(tx, year, roots)
  const whole = all.find(({ requirement }) => isAimed(requirement) && isWholeYear(requirement)) ?? all[0]
  const closed = cited?.requirements.find(({ id }) => id === whole?.requirement.id)
  const schools: YearFacts['schools'] = closed?.schools ?? whole?.schools ?? []
  return schools.toSorted((a, b) => a.met / Math.max(1, a.due) - b.met / Math.max(1, b.due))
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
