import {
  addProgramme,
  approveProgramme,
  justifyProgramme,
  publishProgramme,
} from '../src/features/programmes/commands.ts'
import { confirmNotice } from '../src/features/publicity/commands/deciding.ts'
import { noticeOf } from '../src/features/publicity/public.ts'
import { rank, score } from '../src/features/rounds/commands/people.ts'
import { beginRound, publishRound } from '../src/features/rounds/commands/rounds.ts'
import { keepRun, prepareRun } from '../src/features/rounds/commands/running.ts'
import { settleRound } from '../src/features/rounds/commands/settling.ts'
import { noticeSubject, showRound } from '../src/features/rounds/commands/showing.ts'
import { listFacts } from '../src/features/rounds/store/applicants.ts'
import { findRound } from '../src/features/rounds/store/rounds.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { decideSelection } from '../src/platform/solving/decide.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import { randomFrom } from './random.ts'

/** The rounds of two-way selection of a county: one that was shown publicly and is decided, and one in which teachers rank now. */
export const roundNames = ['decided', 'open'] as const
export type RoundName = (typeof roundNames)[number]

const titles: Readonly<Record<RoundName, { readonly title: string; readonly studios: readonly string[] }>> = {
  decided: { title: '名师工作室学员双向选择', studios: ['语文名师工作室', '数学名师工作室', '班主任名师工作室'] },
  open: { title: '骨干教师跟岗双向选择', studios: ['省城名校跟岗研修', '市实验学校跟岗研修'] },
}

/** The id of a round of the county. */
export function roundOf({ seed, founded }: County, name: RoundName): string {
  return randomFrom(seed, 'rounds', name).id(founded)
}

/** The id of a programme of a round, by its place. */
export function roundProgrammeOf({ seed, founded }: County, name: RoundName, index: number): string {
  return randomFrom(seed, 'round programmes', name, String(index)).id(founded)
}

/** Two rounds of two-way selection, taken as far as their days have come. */
export function roundSteps(county: County): Step[] {
  const { demo } = county.cast
  const others = county.people.filter(({ id, state }) => state === '11' && id !== demo.teacher.id)
  // Of every school a few, the demo's teacher among them.
  const keen = others.filter((_, index) => index % Math.max(1, Math.floor(others.length / 26)) === 0).slice(0, 26)
  const people = [demo.teacher, ...keen].map(({ id }) => id)
  const step = (name: string, day: number, take: Step['take']): Step => ({
    ...{ key: `rounds/${name}`, moment: at(addDays(county.date, day), '10:40'), weight: 2, take },
  })
  return [
    step('decided/begin', -34, (acting) => begin(acting, 'decided', [-33, -26, -25, -19])),
    step('decided/rank', -30, (acting) => wish(acting, 'decided', people)),
    step('decided/score', -22, (acting) => judge(acting)),
    step('decided/show', -18, (acting) => show(acting)),
    step('decided/settle', -3, (acting) => settle(acting)),
    step('open/begin', -4, (acting) => begin(acting, 'open', [-3, 5, 6, 12])),
    step('open/rank', -2, (acting) => wish(acting, 'open', people.slice(1, 18))),
  ]
}

async function studio(acting: Acting, name: RoundName, index: number): Promise<string> {
  const id = roundProgrammeOf(acting.county, name, index)
  const title = titles[name].studios[index] ?? ''
  await openStudio(acting, { id, title, placesMax: 6, first: name === 'decided' ? 20 : 40 })
  return id
}

type Studio = {
  readonly id: string
  readonly title: string
  readonly placesMax: number
  /** In how many days it begins. */
  readonly first: number
}

/** A programme that is published and chosen by selection, as a round may have it. */
export async function openStudio(acting: Acting, { id, title, placesMax, first }: Studio): Promise<void> {
  const { county } = acting
  const { officer, director } = county.cast
  const scope = [county.tree.bureau.id]
  await acting.as(officer, async (tx) => {
    const plain = { planId: null, no: null, planTitle: null, category: null, approximate: false, wholeRoster: false }
    must(
      await addProgramme(
        tx,
        {
          ...{ ...plain, id, title, organisationId: county.tree.bureau.id, year: yearOf(county.date), level: 'county' },
          ...{ providerId: county.tree.providers[0]?.id ?? null, kind: 'backbone', headcount: placesMax, audience: {} },
          ...{ modes: [], months: [], yearRound: false, place: '县教师发展中心', centihours: 2_400, certificate: true },
          ...{ chiefExpert: '周文澜', admission: 'selection', placesMax },
          ...{ startsOn: addDays(county.date, first), endsOn: addDays(county.date, first + 4) },
          enrolOpensAt: at(addDays(county.date, -3), '08:00').toISOString(),
          enrolClosesAt: at(addDays(county.date, 15), '18:00').toISOString(),
        },
        scope,
      ),
    )
    const justification = '名师工作室每年换届，学员由教师自愿报名、工作室择优。'
    must(
      await justifyProgramme(
        tx,
        id,
        { justification, scheme: '跟岗、磨课、课题，一年一届。', schemeFileId: null },
        scope,
      ),
    )
  })
  await acting.as(director, async (tx) => must(await approveProgramme(tx, id, { decision: 'approve' }, scope)))
  await acting.as(officer, async (tx) => must(await publishProgramme(tx, id, scope)))
}

async function begin(acting: Acting, name: RoundName, days: readonly [number, number, number, number]): Promise<void> {
  const { county } = acting
  const instants = days.map((day) => at(addDays(county.date, day), '12:00').toISOString())
  const [opensAt = '', rankingClosesAt = '', adjustingClosesAt = '', scoringClosesAt = ''] = instants
  const programmes = []
  for (const index of titles[name].studios.keys()) {
    const shared = { schoolMost: 2, ruralLeast: null, only: null }
    programmes.push({
      programmeId: await studio(acting, name, index),
      blocks: [
        { ...shared, id: 'rural', title: '乡村名额', places: 2, first: 'rural' },
        { ...shared, id: 'open', title: '开放名额', places: 3, first: null },
      ],
      criteria: [
        { id: 'c1', title: '课例', weight: 60, max: 100 },
        { id: 'c2', title: '陈述', weight: 40, max: 100 },
      ],
      isBlind: index === 1,
    })
  }
  const dates = { opensAt, rankingClosesAt, adjustingClosesAt, scoringClosesAt }
  const id = roundOf(county, name)
  const draft = {
    id,
    organisationId: county.tree.bureau.id,
    title: titles[name].title,
    choicesMax: 3,
    method: 'deferred' as const,
    limits: [],
    ...dates,
    programmes,
  }
  await acting.as(county.cast.officer, async (tx) => {
    must(await beginRound(tx, acting.vault, draft, [county.tree.bureau.id]))
    must(await publishRound(tx, id))
  })
}

async function wish(acting: Acting, name: RoundName, people: readonly string[]): Promise<void> {
  const { county } = acting
  const all = [...titles[name].studios.keys()].map((index) => roundProgrammeOf(county, name, index))
  for (const [index, personId] of people.entries()) {
    const from = index % all.length
    const choices = [...all.slice(from), ...all.slice(0, from)].slice(0, 1 + (index % all.length))
    const login = county.cast.teachers.get(personId)
    await acting.as(login, async (tx) => must(await rank(tx, roundOf(county, name), personId, choices)))
  }
}

async function judge(acting: Acting): Promise<void> {
  const { county } = acting
  const roundId = roundOf(county, 'decided')
  const provider = county.cast.providers[0]?.office
  for (const index of titles.decided.studios.keys()) {
    const programmeId = roundProgrammeOf(county, 'decided', index)
    await acting.as(provider, async (tx) => {
      const people = (await listFacts(tx, roundId, programmeId)).toSorted((one, other) =>
        one.personId < other.personId ? -1 : 1,
      )
      // All different, so that the same county has the same outcome whatever the lots are.
      const scores = people.map(({ personId }, place) => ({
        ...{ personId, unsuitableReason: null },
        marks: { c1: 95 - ((place * 7 + index * 11) % 37), c2: 90 - ((place * 5 + index * 3) % 41) },
      }))
      if (scores.length > 0) must(await score(tx, roundId, programmeId, { scores }))
    })
  }
}

async function show(acting: Acting): Promise<void> {
  const { county, vault } = acting
  const roundId = roundOf(county, 'decided')
  const runId = acting.random.id(acting.moment)
  await acting.as(county.cast.officer, async (tx) => {
    const selection = must(await prepareRun(tx, vault, roundId, runId))
    if (selection) {
      const decided = await decideSelection(selection)
      must(await keepRun(tx, vault, roundId, runId, { selection, decided }))
    }
    must(await showRound(tx, vault, roundId, { id: runId, text: '' }))
  })
}

async function settle(acting: Acting): Promise<void> {
  const roundId = roundOf(acting.county, 'decided')
  await acting.as(acting.county.cast.officer, async (tx) => {
    const notice = await noticeOf(tx, noticeSubject(roundId))
    const round = await findRound(tx, roundId)
    // Over a long holiday the notice is still running: then the round stays shown.
    if (!notice || notice.endsOn >= tx.context.today) return
    must(await confirmNotice(tx, notice.id))
    must(await settleRound(tx, roundId, round?.shownRunId ?? ''))
  })
}
