import type { Document } from '../extract.ts'
import type { FoundProgramme, FoundTarget, Warning, WarningCode } from '../found.ts'
import type { At } from '../lines.ts'
import { bare, likeness } from './text.ts'

/** One warning: its code, its place, a sentence, and the figures in it. */
export function warning(code: WarningCode, at: At | null, message: string, params: Warning['params'] = {}): Warning {
  return { code, at, message, params }
}

type Checked = Pick<Document, 'programmes' | 'targets'>

/** What a careful reader would question in the figures of a plan. */
export function warningsOf(document: Checked, hasPlaceColumn: boolean): readonly Warning[] {
  return [
    ...document.programmes.flatMap(titleDiffers),
    ...monthsOutOfOrder(document.programmes),
    ...gaps(document.programmes, hasPlaceColumn),
    ...belowCurrent(document.targets),
    ...implausibleAverage(document.targets),
  ]
}

function titleDiffers(programme: FoundProgramme): readonly Warning[] {
  if (programme.heading === null) return []
  const message = `正文标题为“${programme.heading}”，表中名称为“${programme.name}”，请确认是同一项目。`
  return [warning('title-differs', programme.headingAt, message, { heading: programme.heading, name: programme.name })]
}

function monthsOutOfOrder(programmes: readonly FoundProgramme[]): readonly Warning[] {
  let latest = 0
  return programmes.flatMap((programme) => {
    const [month, ...more] = programme.months === 'year-round' ? [] : programme.months
    // Only a single month has a place in the order of the rows.
    if (month === undefined || more.length > 0 || programme.why !== 'table-row') return []
    if (month >= latest) {
      latest = month
      return []
    }
    const message = `“${programme.name}”（${String(month)}月）排在更晚的月份之后，请核对时间。`
    return [warning('months-out-of-order', programme.at, message, { name: programme.name, month })]
  })
}

function gaps(programmes: readonly FoundProgramme[], hasPlaceColumn: boolean): readonly Warning[] {
  const listed = programmes.filter((programme) => programme.why === 'table-row')
  const placeless = listed.filter((programme) => programme.place === null)
  const place =
    hasPlaceColumn && placeless.length > 0
      ? [
          warning('missing-place', placeless[0]?.at ?? null, `有${String(placeless.length)}个项目没有填写培训地点。`, {
            count: placeless.length,
          }),
        ]
      : []
  const monthless = listed.filter((programme) => programme.months !== 'year-round' && programme.months.length === 0)
  const sizeless = listed.filter((programme) => programme.headcount === null)
  return [
    ...place,
    ...monthless.map((each) =>
      warning('missing-month', each.at, `“${each.name}”没有可识别的培训时间。`, { name: each.name }),
    ),
    ...sizeless.map((each) =>
      warning('missing-headcount', each.at, `“${each.name}”没有可识别的人数。`, { name: each.name }),
    ),
  ]
}

const core = (measure: string) =>
  bare(measure.replace(/力争|争取|确保|年内|目前|现有|到年底|及以上|达标|合格|比例|占比|率/g, ''))

// A goal below a value that the same text reports as reached.
function belowCurrent(targets: readonly FoundTarget[]): readonly Warning[] {
  const goals = targets.filter(
    (target) => target.kind === 'goal' && target.unit === '%' && !target.comparator.startsWith('+'),
  )
  return goals.flatMap((goal) => {
    const [standing] = targets
      .filter((other) => other.kind === 'current' && other.unit === '%' && isSameMeasure(other, goal))
      .toSorted((a, b) => likeness(core(b.measure), core(goal.measure)) - likeness(core(a.measure), core(goal.measure)))
    if (!standing || standing.value <= goal.value) return []
    const message = `目标“${goal.measure}”为${String(goal.value)}%，低于文中的现状值${String(standing.value)}%。`
    return [
      warning('target-below-current', goal.at, message, {
        measure: goal.measure,
        goal: goal.value,
        current: standing.value,
      }),
    ]
  })
}

function isSameMeasure(a: FoundTarget, b: FoundTarget): boolean {
  const [x, y] = [core(a.measure), core(b.measure)]
  return x !== '' && y !== '' && (likeness(x, y) >= 0.5 || x.includes(y) || y.includes(x))
}

const perSessionMin = 10

// 场次 and 人次 of one sentence give attendances per session: a handful is no training.
function implausibleAverage(targets: readonly FoundTarget[]): readonly Warning[] {
  return targets.flatMap((sessions, index) => {
    const attendances = targets[index + 1]
    if (sessions.unit !== '场次' || attendances?.unit !== '人次' || attendances.at.block !== sessions.at.block)
      return []
    const each = Math.round((attendances.value / sessions.value) * 10) / 10
    if (each >= perSessionMin) return []
    const message = `${String(attendances.value)}人次除以${String(sessions.value)}场次，平均每场仅${String(each)}人次，请核对。`
    return [
      warning('implausible-average', sessions.at, message, {
        sessions: sessions.value,
        attendances: attendances.value,
        each,
      }),
    ]
  })
}
