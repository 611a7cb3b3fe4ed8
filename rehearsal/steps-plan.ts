import {
  setTargetFigure,
  addPlan,
  changePlan,
  closePlan,
  completePhase,
  publishPlan,
  recordMeeting,
  tellPlan,
} from '../src/features/plans/commands/plans.ts'
import { filePlan } from '../src/features/plans/commands/filing.ts'
import { addProgramme } from '../src/features/programmes/commands.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { at, type Run, type Year } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import { planHours, planMembers, planPhases, planTargets } from './plan-frame.ts'
import { planItems } from './plan.ts'

/** The steps of a year that are the plan's own: made, published, met about, reported on, closed. */
export function planSteps(county: County, year: Year): Step[] {
  const { madeOn } = year
  const step = (name: string, moment: Date, take: Step['take'], weight = 1): Step => ({
    key: `${year.year}/plan/${name}`,
    moment,
    weight,
    take,
  })
  const last = [
    step('closing', at(`${year.year}-12-30`, '17:00'), (acting) => close(acting, year)),
    step('report', at(`${year.year}-12-28`, '10:00'), (acting) => report(acting, year)),
  ]
  return [
    step('making', at(madeOn, '09:00'), (acting) => make(acting, county, year), 6),
    step('publication', at(addDays(madeOn, 8), '09:00'), (acting) => publish(acting, year)),
    step('filing', at(addDays(madeOn, 15), '10:30'), (acting) => file(acting, year)),
    step('meeting', at(addDays(madeOn, 20), '14:30'), (acting) => meet(acting, year)),
    step('first phase', at(`${year.year}-04-14`, '16:00'), (acting) => endPhase(acting, year, 0)),
    ...(year.isCurrent ? [] : last),
  ]
}

/** The bureau files the year's plan with the city, and writes down under which number. */
async function file(acting: Acting, { year, planId, madeOn }: Year): Promise<void> {
  const filing = { number: `市教师备〔${year}〕37号`, filedOn: addDays(madeOn, 14), authority: '市教育局教师工作科' }
  const id = acting.random.id(acting.moment)
  await acting.as(
    acting.county.cast.officer,
    async (tx) => void must(await filePlan(tx, planId, { ...filing, id, fileId: null })),
  )
}

const scopeOf = (acting: Acting) => [acting.county.tree.bureau.id]

async function make(acting: Acting, county: County, { year, planId, runs }: Year): Promise<void> {
  const { officer } = county.cast
  const organisationId = county.tree.bureau.id
  const cycleFrom = year - ((year - 2021) % 5)
  await acting.as(officer, async (tx) => {
    const begun = must(
      await addPlan(
        tx,
        {
          id: planId,
          organisationId,
          year,
          title: `${county.tree.bureau.name.slice(0, 3)}${year}年教师培训工作计划`,
          issuer: county.tree.bureau.name,
          cycle: `${cycleFrom}—${cycleFrom + 4}`,
          budgetCents: 386_000_00 + (year % 10) * 8_000_00,
        },
        scopeOf(acting),
      ),
    )
    must(await changePlan(tx, planId, { revision: begun.revision, reason: '', ...partsOf(acting, year) }))
    for (const run of runs.filter((each) => each.planId !== null)) await draft(acting, tx, run)
  })
}

function partsOf({ random, moment }: Acting, year: number) {
  const id = () => random.id(moment)
  return {
    phases: planPhases.map(({ name, from, to, deliverables }) => ({
      ...{ id: id(), name, deliverables: [...deliverables] },
      fromOn: `${year}-${from}`,
      toOn: `${year}-${to}`,
    })),
    targets: planTargets.map(({ measure, comparator, value, unit }) => ({
      ...{ id: id(), measure, comparator, unit, valueHundredths: value * 100 },
      ...{ upperHundredths: null, population: null, baselineHundredths: null },
    })),
    members: planMembers.map((member) => ({ id: id(), ...member })),
    hourRules: planHours.map(({ scope, category, min, max }) => ({
      ...{ id: id(), scope, category, minCentihours: min, maxCentihours: max },
      period: 'year' as const,
      average: false,
    })),
    quotas: [],
  }
}

/** Drafts one programme as the officer does. */
export async function draft(acting: Acting, tx: Parameters<typeof addProgramme>[0], run: Run): Promise<void> {
  const { item } = run
  const provider = acting.county.tree.providers[item.provider]
  must(
    await addProgramme(
      tx,
      {
        ...{ id: run.id, planId: run.planId, organisationId: acting.county.tree.bureau.id, year: run.year },
        ...{ providerId: provider?.id ?? null, no: item.no, title: run.title, planTitle: null, level: 'county' },
        ...{ kind: item.kind, category: item.category, headcount: run.places, approximate: item.approximate },
        ...{ wholeRoster: item.headcount === null, audience: item.audience, modes: [...item.modes] },
        ...{ months: [...run.months], yearRound: item.month === 'year-round', place: item.place },
        ...{ centihours: item.centihours, certificate: item.certificate, chiefExpert: item.chiefExpert },
        ...{ admission: item.admission, placesMax: run.places, startsOn: run.startsOn, endsOn: run.endsOn },
        enrolOpensAt: run.opensAt.toISOString(),
        enrolClosesAt: run.closesAt.toISOString(),
      },
      scopeOf(acting),
    ),
  )
}

async function publish(acting: Acting, { planId }: Year): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => must(await publishPlan(tx, planId)))
}

async function meet(acting: Acting, { planId, year }: Year): Promise<void> {
  const minutes = `会议听取了${year}年教师培训安排的汇报，确定${planItems.length}个项目的责任单位；要求开班前先调研，结束后一个月内办结学时。`
  const meeting = { id: acting.random.id(acting.moment), heldOn: acting.moment.toISOString().slice(0, 10), minutes }
  await acting.as(acting.county.cast.officer, async (tx) => must(await recordMeeting(tx, planId, meeting)))
}

async function endPhase(acting: Acting, { planId }: Year, index: number): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => {
    const phase = (await tellPlan(tx, planId)).phases[index]
    if (phase) must(await completePhase(tx, planId, phase.id, tx.context.today))
  })
}

async function report(acting: Acting, { planId }: Year): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => {
    const plan = await tellPlan(tx, planId)
    for (const target of plan.targets) {
      const figure = planTargets.find(({ measure }) => measure === target.measure)?.figure
      if (!figure) continue
      const [numerator, denominator] = figure
      const said = { numerator: numerator - (yearOf(tx.context.today) % 7), denominator }
      must(await setTargetFigure(tx, planId, target.id, said))
    }
    for (const phase of plan.phases) {
      if (phase.doneOn === null) must(await completePhase(tx, planId, phase.id, tx.context.today))
    }
  })
}

async function close(acting: Acting, { planId }: Year): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => must(await closePlan(tx, planId)))
}
