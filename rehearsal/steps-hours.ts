import { and, asc, eq, inArray } from 'drizzle-orm'
import { changeRule, reissueCertificate, reverseHours, verifyHours } from '../src/features/certificates/commands.ts'
import { defaultPattern } from '../src/features/certificates/core.ts'
import { certificates } from '../src/features/certificates/tables.ts'
import { correctRecord, recordHours } from '../src/features/credits/commands/record.ts'
import { approveRecords, returnRecords } from '../src/features/credits/public.ts'
import type { Outcome } from '../src/features/credits/contract.ts'
import { creditRecords } from '../src/features/credits/tables.ts'
import type { Tx } from '../src/platform/db/db.ts'
import { addDays } from '../src/lib/dates.ts'
import { at, momentOf, reaches, type Stage, type Year } from './calendar.ts'
import { must, type County } from './draw.ts'
import { inParts, type Acting, type Step } from './life.ts'
import type { Login } from './logins.ts'
import { randomFrom } from './random.ts'
import { archive, isHeld, type Course } from './steps-enrol.ts'

/** The steps of a course after its closing: its hours are approved, verified and certified, and it is put away. */
export function hourSteps(course: Course): Step[] {
  const { run, year } = course
  const people = run.places ?? 3_000
  const ids = () => course.classes().map(({ id }) => id)
  const step = (stage: Stage, take: Step['take'], weight: number): Step[] =>
    reaches(run, stage)
      ? [
          {
            key: `${run.key}/${stage}`,
            // Certificates are numbered one after the other, and hours chained person by person.
            ...(stage === 'verify_hours' ? {} : { lane: run.key }),
            moment: momentOf(run, stage, year.madeOn),
            weight,
            take: async (acting) => (isHeld(course) ? take(acting) : undefined),
          },
        ]
      : []
  const isForAll = run.item.headcount === null
  const isUnfinished = year.isCurrent && run.item.no === 8
  return [
    ...step('approve_hours', (acting) => approve(acting, ids(), { isUnfinished, inTowns: isForAll }), 20 + people / 30),
    ...step('verify_hours', (acting) => verify(acting, ids()), people / 12),
    ...(reaches(run, 'archive') ? [correction(course, ids)] : []),
    ...step('archive', (acting) => archive(acting, course), 1),
  ]
}

type Kept = { readonly id: string; readonly personId: string; readonly organisationId: string }

async function recordsOf(
  tx: Tx,
  sourceIds: readonly string[],
  state: 'recorded' | 'approved' | 'returned',
): Promise<Kept[]> {
  const found: Kept[] = []
  for (const part of inParts(sourceIds, 1_000)) {
    const rows = await tx
      .select({ id: creditRecords.id, personId: creditRecords.personId, organisationId: creditRecords.organisationId })
      .from(creditRecords)
      .where(
        and(
          eq(creditRecords.tenantId, tx.context.tenantId),
          inArray(creditRecords.sourceId, part),
          eq(creditRecords.state, state),
        ),
      )
      .orderBy(asc(creditRecords.id))
    found.push(...rows)
  }
  return found
}

const ask = (acting: Acting, sourceIds: readonly string[], state: Parameters<typeof recordsOf>[2]) =>
  acting.as(undefined, (tx) => recordsOf(tx, sourceIds, state))

function done(outcomes: readonly Outcome[]): void {
  const refused = outcomes.find(({ outcome }) => outcome === 'refused')
  if (refused) throw new Error(`the rehearsal could not settle hours: ${refused.code ?? ''}`)
}

/** Who approves the hours of a school: its principal, and above the principal the town centre. */
function approversOf({ cast, tree }: County, schoolId: string): { principal: Login; above: Login } {
  const town = tree.schools.find(({ id }) => id === schoolId)?.parentId ?? ''
  const above = cast.towns.get(town) ?? cast.office
  return { principal: cast.principals.get(schoolId) ?? above, above }
}

/** The schools whose principals have not come to it yet: the demo's own is among them. */
function isSlow({ cast, tree }: County, schoolId: string): boolean {
  return schoolId === cast.demo.school.id || tree.schools.findIndex(({ id }) => id === schoolId) % 3 === 0
}

type Approval = {
  /** The slow schools have not come to it yet. */
  readonly isUnfinished?: boolean
  /** What everybody did is approved by the town centres, school by school it would take too long. */
  readonly inTowns?: boolean
  readonly moment?: Date
}

async function approve(acting: Acting, sourceIds: readonly string[], how: Approval = {}): Promise<void> {
  const { county } = acting
  const waiting = await ask(acting, sourceIds, 'recorded')
  const mine = new Map<Login, string[]>()
  for (const { id, personId, organisationId } of waiting) {
    if (how.isUnfinished && isSlow(county, organisationId)) continue
    const { principal, above } = approversOf(county, organisationId)
    const login = how.inTowns || principal.personId === personId ? above : principal
    const theirs = mine.get(login)
    if (theirs) theirs.push(id)
    else mine.set(login, [id])
  }
  for (const [login, all] of mine) {
    const scope = login.grants.map(({ organisationId }) => organisationId)
    for (const ids of inParts(all, 500)) {
      done(await acting.as(login, (tx) => approveRecords(tx, ids, scope), how.moment))
    }
  }
}

async function verify(acting: Acting, sourceIds: readonly string[], moment?: Date): Promise<void> {
  const { cast, tree } = acting.county
  for (const part of inParts(await ask(acting, sourceIds, 'approved'), 500)) {
    const ids = part.map(({ id }) => id)
    // Now and then something does not add up, and goes back.
    const [odd, sound] = [ids.filter(() => acting.random.chance(0.002)), new Set(ids)]
    for (const id of odd) sound.delete(id)
    if (odd.length > 0)
      done(await acting.as(cast.hours, (tx) => returnRecords(tx, odd, '结业名单与签到表不一致，请核对后重报。')))
    done(await acting.as(cast.hours, (tx) => verifyHours(tx, [...sound], [tree.bureau.id]), moment))
  }
}

// What was sent back is corrected by the school's registrar, and goes the whole way again.
function correction({ run, year }: Course, ids: () => readonly string[]): Step {
  const moment = new Date(momentOf(run, 'verify_hours', year.madeOn).getTime() + 6 * 86_400_000)
  return { key: `${run.key}/correction`, moment, weight: 1, take: (acting) => correct(acting, ids()) }
}

async function correct(acting: Acting, sourceIds: readonly string[]): Promise<void> {
  const { cast } = acting.county
  const before = (days: number) => new Date(acting.moment.getTime() - days * 86_400_000)
  const returned = await ask(acting, sourceIds, 'returned')
  for (const record of returned) {
    const registrar = cast.registrars.get(record.organisationId)
    if (!registrar || registrar.personId === record.personId) continue
    await acting.as(
      registrar,
      async (tx) => {
        const [row] = await tx
          .select({
            centihours: creditRecords.centihours,
            earnedOn: creditRecords.earnedOn,
            category: creditRecords.category,
          })
          .from(creditRecords)
          .where(and(eq(creditRecords.tenantId, tx.context.tenantId), eq(creditRecords.id, record.id)))
        if (row) must(await correctRecord(tx, record.id, { id: acting.random.id(before(2)), ...row }))
      },
      before(2),
    )
  }
  if (returned.length === 0) return
  await approve(acting, sourceIds, { moment: before(1) })
  await verify(acting, sourceIds)
}

/** School-based study of a year: recorded by each registrar, approved by the principal, verified by the bureau. */
export function schoolSteps(county: County, year: Year): Step[] {
  const { date } = county
  const days = year.isCurrent ? ([-6, -3, 0] as const) : ([0, 4, 8] as const)
  const first = year.isCurrent ? date : `${year.year}-12-10`
  const step = (name: string, day: number, take: Step['take']): Step => ({
    key: `${year.year}/school/${name}`,
    ...(name === 'verification' ? {} : { lane: `${year.year}/school` }),
    moment: at(addDays(first, day), '15:30'),
    weight: 60,
    take,
  })
  const source = sourceOf(county, year)
  return [
    step('recording', days[0], (acting) => recordSchools(acting, year)),
    step('approval', days[1], (acting) => approve(acting, [source.id], { isUnfinished: year.isCurrent })),
    ...(year.isCurrent ? [] : [step('verification', days[2], (acting) => verify(acting, [source.id]))]),
  ]
}

function sourceOf(county: County, { year, madeOn }: Year) {
  const id = randomFrom(county.seed, 'school study', year).id(at(madeOn, '09:00'))
  return { kind: 'manual', id, title: `${year}年校本研修` }
}

async function recordSchools(acting: Acting, year: Year): Promise<void> {
  const { county, random, moment } = acting
  const earned = acting.contextOf(undefined, moment).today
  const bySchool = Map.groupBy(county.people, ({ schoolId }) => schoolId)
  const source = sourceOf(county, year)
  for (const school of county.tree.schools) {
    const registrar = county.cast.registrars.get(school.id) ?? county.cast.office
    const theirs = (bySchool.get(school.id) ?? []).filter(
      (person) => person.state.startsWith('1') && person.id !== registrar.personId && person.startedOn < earned,
    )
    const drafts = theirs.map(({ id: personId }) => ({
      ...{
        id: random.id(moment),
        personId,
        category: '校本研修',
        level: 'school',
        mode: 'school-based',
        kind: null,
        evidence: [],
      },
      source,
      ...{
        centihours: random.chance(0.9) ? 2_400 : random.int(8, 22) * 100,
        startedOn: addDays(earned, -150),
        earnedOn: earned,
      },
      certificate: false,
    }))
    await acting.as(registrar, async (tx) => must(await recordHours(tx, drafts)))
  }
}

/** How the bureau's certificates are numbered and signed from the first day on. */
export function certificateRuleStep(county: County): Step {
  const issuer = county.tree.bureau.name
  return {
    key: 'certificates/rule',
    moment: new Date(county.founded.getTime() + 3_600_000),
    weight: 1,
    take: (acting) =>
      acting.as(county.cast.officer, async (tx) => {
        const rule = {
          pattern: defaultPattern,
          title: '教师培训合格证书',
          issuer,
          signatory: '分管领导',
          sealFileId: null,
        }
        must(await changeRule(tx, acting.files, rule))
      }),
  }
}

/** Two mistakes of last year, set right: a name is written anew, and hours that were not earned are taken back. */
export function amendmentStep(county: County, year: Year): Step {
  return {
    key: `${year.year}/certificates/amendments`,
    moment: at(`${year.year}-11-20`, '10:00'),
    weight: 1,
    take: async (acting) => {
      const { hours } = county.cast
      await acting.as(hours, async (tx) => {
        const [first, second] = await tx
          .select({ id: certificates.id, creditEntryId: certificates.creditEntryId })
          .from(certificates)
          .where(and(eq(certificates.tenantId, tx.context.tenantId), eq(certificates.state, 'genuine')))
          .orderBy(asc(certificates.number))
          .limit(2)
        if (!first || !second) return
        const renewed = { id: acting.random.id(acting.moment), reason: '持证人姓名用字更正' }
        must(await reissueCertificate(tx, first.id, renewed))
        const reversal = { id: acting.random.id(acting.moment), reason: '复核发现未参加结业考核，撤销学时' }
        must(await reverseHours(tx, second.creditEntryId, reversal))
      })
    },
  }
}
