import { recordByHand } from '../src/features/integrity/commands/facts.ts'
import { askAboutFact } from '../src/features/integrity/commands/requests.ts'
import { titleKeyOf } from '../src/features/participation/public.ts'
import { addCandidate } from '../src/features/participation/commands/reserve.ts'
import { insertImport } from '../src/features/participation/store/importing.ts'
import { setSettings } from '../src/features/eligibility/commands/rules.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'

type Colleague = County['people'][number]

const trainings = [
  { title: '国培计划乡村教师素养提升', level: 'nation', kind: 'backbone', back: 3, hours: 6_000 },
  { title: '市级骨干教师研修', level: 'city', kind: 'backbone', back: 2, hours: 4_800 },
  { title: '信息技术应用能力提升', level: 'province', kind: 'topic', back: 2, hours: 3_000 },
  { title: '班主任基本功专题培训', level: 'county', kind: 'topic', back: 1, hours: 1_200 },
] as const

/** What the county kept before it had this platform, who did not attend a training elsewhere, and who stands in reserve. */
export function integritySteps(county: County): Step[] {
  const { officer, registrars, demo } = county.cast
  const registrar = registrars.get(demo.school.id)
  const colleagues = county.people.filter(({ schoolId, state }) => schoolId === demo.school.id && state === '11')
  const others = colleagues.filter(({ id }) => id !== demo.teacher.id && id !== registrar?.personId)
  const bureau = [county.tree.bureau.id]
  const step = (key: string, days: number, take: (acting: Acting) => Promise<void>): Step => ({
    ...{ key: `integrity/${key}`, moment: at(addDays(county.date, -days), '10:00'), weight: 1, take },
  })
  return [
    step('limits', 60, async (acting) => {
      const limits = [{ level: 'nation', kind: null, most: 1 }] as const
      await acting.as(officer, async (tx) => must(await setSettings(tx, { cycleFrom: 2021, cycleYears: 5, limits })))
    }),
    step('history', 55, (acting) => keepHistory(acting, colleagues)),
    step('facts', 50, async (acting) => {
      const [first, second] = others
      const year = String(yearOf(county.date) - 1)
      const about = {
        programmeLevel: 'nation',
        programmeKind: 'backbone',
        programmeTitle: '国培计划骨干教师研修',
      } as const
      if (first)
        await acting.as(officer, async (tx) => {
          const fact = {
            ...about,
            cause: 'not_attended',
            happenedOn: `${year}-07-10`,
            reason: '未报到，没有请假',
          } as const
          must(await recordByHand(tx, { ...fact, id: acting.random.id(acting.moment), personId: first.id }, bureau))
        })
      if (!second) return
      const id = acting.random.id(acting.moment)
      await acting.as(officer, async (tx) => {
        const fact = { ...about, cause: 'dropped_out', happenedOn: `${year}-10-18`, reason: '中途返校未归' } as const
        must(await recordByHand(tx, { ...fact, id, personId: second.id }, bureau))
      })
      const own = county.cast.teachers.get(second.id)
      if (!own) return
      const text = '当天接到学校通知返校参加突发事件处置，带队教师知情，请复核。'
      const request = { id: acting.random.id(acting.moment), kind: 'appeal' as const, text, fileId: null }
      await acting.as(own, async (tx) => must(await askAboutFact(tx, id, request)))
    }),
    step('reserve', 45, async (acting) => {
      const levels = ['city', 'county'] as const
      for (const [index, person] of others.slice(2, 4).entries()) {
        const nomination = { level: levels[index] ?? 'county', subject: null, reason: '教学能手，连续两年考核优秀' }
        const draft = { ...nomination, id: acting.random.id(acting.moment), personId: person.id }
        if (registrar) await acting.as(registrar, async (tx) => must(await addCandidate(tx, draft, [demo.school.id])))
      }
    }),
  ]
}

async function keepHistory(acting: Acting, colleagues: readonly Colleague[]): Promise<void> {
  const { county, moment, random } = acting
  const { officer, demo } = county.cast
  const year = yearOf(county.date)
  const rows = colleagues.slice(0, 40).flatMap((person, index) =>
    trainings
      .filter((_, nth) => (index + nth) % 3 !== 0)
      .map(({ title, level, kind, back, hours }) => ({
        ...{ id: random.id(moment), personId: person.id, organisationId: demo.school.id, title, level, kind },
        ...{ titleKey: titleKeyOf(title), year: year - back, centihours: hours, providerName: '市教师发展中心' },
        state: index % 9 === 4 ? ('failed' as const) : ('passed' as const),
      })),
  )
  const counts = { rowCount: rows.length, createCount: rows.length, keepCount: 0, refuseCount: 0 }
  const list = {
    ...{ id: random.id(moment), organisationId: county.tree.bureau.id, name: '以往参训名单.xlsx' },
    state: 'applied' as const,
    ...{ sha256: '0'.repeat(64), createdBy: officer.id, createdByName: officer.name, appliedAt: moment, ...counts },
  }
  await acting.as(officer, (tx) => insertImport(tx, list, rows))
}
