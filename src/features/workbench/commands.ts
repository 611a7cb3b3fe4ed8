import { scopeOf, type Access, type Asker, type Role } from '../../lib/access.ts'
import { yearOf } from '../../lib/dates.ts'
import { populationRefusal } from '../../lib/population/population.ts'
import type { Tx } from '../../platform/db/db.ts'
import { mayDecideAppeal, mayDecideClaim } from '../claims/public.ts'
import { mayDecideAssessment } from '../assessment/public.ts'
import {
  isAimed,
  mayApprove,
  mayApproveOpening,
  mayVerify,
  mayVerifyOpening,
  ready,
  standingBySchool,
} from '../credits/public.ts'
import { deciders, mayDecideSubstitution } from '../enrolment/public.ts'
import { loadTenant } from '../organisations/public.ts'
import { mayReviewDocument } from '../plans/public.ts'
import { loadRulebook, type Rulebook } from '../policies/public.ts'
import { mayApproveProgramme } from '../programmes/public.ts'
import { noticeDeciders } from '../publicity/public.ts'
import { mayRunRound } from '../rounds/public.ts'
import { planDeciders } from '../school-training/public.ts'
import { mayReadSchools, mayReadYear } from './access.ts'
import type { Home, SchoolStandings, Year } from './contract.ts'
import { countFunnel, listBars, listTargets, loadHomes, type HomeAsker, type HomeFacts } from './store.ts'
import { countWaiting, type Deciding } from './store/waiting.ts'

/** What matters to each of these people today, in their order; null where there is no such person. */
export async function readHomes(tx: Tx, askers: readonly HomeAsker[]): Promise<(Home | null)[]> {
  const year = yearOf(tx.context.today)
  // Asked together, they travel together.
  const [found, rulebook] = await Promise.all([loadHomes(tx, askers), loadRulebook(tx, year)])
  return askers.map(({ personId }) => {
    const facts = found.get(personId)
    return facts ? homeOf(facts, rulebook, tx.context.today) : null
  })
}

function homeOf(
  { facts, totals, exemptions, open: audiences, ...rest }: HomeFacts,
  { year, booksFor }: Rulebook,
  today: string,
): Home {
  const sums = {
    years: totals.map((total) => total.year),
    classes: totals.map((_, place) => place),
    centihours: totals.map(({ centihours }) => centihours),
  }
  const told = ready(booksFor(facts.above), totals, { today, year })(facts, exemptions, sums)
  const standings = told.flatMap(({ requirement, standing }) => {
    if (!isAimed(requirement)) return []
    const { title, category, whole, unit } = requirement
    const { needed, counted, missing, over, window } = standing
    const yearIn = (each: number) => (Number.isFinite(each) ? each : null)
    const years = { fromYear: yearIn(window.from), toYear: yearIn(window.to) }
    return [{ title, category, whole, unit, ...years, needed, counted, missing, over }]
  })
  const earned = totals.reduce((all, total) => all + (total.year === year ? total.centihours : 0), 0)
  const open = audiences.filter((audience) => populationRefusal(audience, facts, today) === undefined).length
  return { ...rest, year, earned, standings, open }
}

const rolesOf = (access: Access): readonly Role[] => (access.kind === 'roles' ? access.roles : [])

/** Over which subtrees somebody may take each step that waits: by the rules of the routes that take it, and no other. */
export function decidingOf(asker: Asker): Deciding {
  const over = (access: Access) => scopeOf(asker, rolesOf(access))
  return {
    plan_review: over(mayReviewDocument),
    approval: over(mayApproveProgramme),
    application: scopeOf(asker, deciders.approve),
    admission: scopeOf(asker, deciders.admit),
    substitution: over(mayDecideSubstitution),
    closing: over(mayDecideAssessment),
    claim: over(mayDecideClaim),
    appeal: over(mayDecideAppeal),
    school_plan: scopeOf(asker, planDeciders.school),
    school_plan_centre: scopeOf(asker, ['town_officer']),
    school_plan_bureau: scopeOf(asker, ['bureau_officer']),
    objection: scopeOf(asker, noticeDeciders),
    notice_confirmation: scopeOf(asker, noticeDeciders),
    // The bureau may help out with scores; that they are waited for is told to the provider.
    round_scores: scopeOf(asker, ['provider']),
    round_matching: over(mayRunRound),
    round_settlement: over(mayRunRound),
    record: over(mayApprove),
    verification: over(mayVerify),
    opening: over(mayApproveOpening),
    opening_verification: over(mayVerifyOpening),
  }
}

/** The year of a part of the region on one page, as far as it concerns whoever looks. */
export async function readYear(tx: Tx, asked: number | undefined, asker: Asker): Promise<Year> {
  const year = asked ?? (await loadTenant(tx)).year
  const scopes = { all: scopeOf(asker, rolesOf(mayReadYear)), schools: scopeOf(asker, rolesOf(mayReadSchools)) }
  return {
    year,
    today: tx.context.today,
    programmes: await listBars(tx, year, scopes),
    funnel: await countFunnel(tx, year, scopes),
    targets: await listTargets(tx, year, scopes),
    waiting: await countWaiting(tx, decidingOf(asker)),
  }
}

/** How many people of each school meet each requirement of the year. An average or a mere maximum is nothing that a person has to reach, and is left out. */
export async function readSchoolStandings(
  tx: Tx,
  asked: number | undefined,
  scope: readonly string[],
): Promise<SchoolStandings> {
  const year = asked ?? (await loadTenant(tx)).year
  const found = (await standingBySchool(tx, year, scope)).filter(({ requirement }) => isAimed(requirement))
  const schools = new Map<string, SchoolStandings['schools'][number]>()
  for (const { requirement, schools: rows } of found) {
    for (const { organisationId, name, due, met } of rows) {
      const school = schools.get(organisationId) ?? { id: organisationId, name, cells: [] }
      school.cells.push({ requirementId: requirement.id, due, met })
      schools.set(organisationId, school)
    }
  }
  return {
    requirements: found.map(({ requirement }) => requirement),
    schools: [...schools.values()],
  }
}
