import { datesIn } from './calendar.ts'
import type { FoundPhase } from '../found.ts'
import { placeOf, placeOfCell, textOf, type Grid } from '../lines.ts'
import { allParts, pathOf, type Part } from './outline.ts'
import { firstMatch, matches, tidy } from './text.ts'

const stageName = /(?:第[一二三四五六\d]阶段|[\u4e00-\u9fff]{1,14}?阶段)/
const steps = /步骤|阶段|进度|时间安排|日程|流程/

/** The dated phases of the plan: headings that call themselves a stage, or stand in a chapter of steps, and carry a date. */
export function phasesIn(root: Part, year: number | undefined): readonly FoundPhase[] {
  return allParts(root).flatMap((part): readonly FoundPhase[] => {
    const opening = part.opening
    if (!opening) return []
    const text = textOf(opening)
    const heading = part.heading ? textOf(part.heading) : text.slice(0, 40)
    const inSteps = pathOf(part)
      .slice(0, -1)
      .some((above) => steps.test(above))
    if (!stageName.test(heading.slice(0, 24)) && !inSteps) return []
    const bracket = firstMatch(text.slice(0, 80), /[(](?<d>[^()]*[月年底][^()]*)[)]/)?.group('d')
    const stated = bracket ?? (inSteps || stageName.test(heading) ? datedWords(text.slice(0, 60)) : undefined)
    const dates = stated === undefined ? undefined : datesIn(stated, year)
    if (!dates) return []
    const name = phaseName(text)
    const deliverables = deliverablesOf(part)
    return [{ name, ...dates, deliverables, at: placeOf(part.heading ?? opening), sure: 'high', why: 'phase-dated' }]
  })
}

const datedWords = (text: string) =>
  firstMatch(text, /(?:20\d\d年)?\d{1,2}(?:-{1,2}\d{1,2})?月[^,。;:)]{0,14}|20\d\d年(?:底|末)/)?.text

function phaseName(text: string): string {
  const before = text
    .replace(/[(][^()]*[)]/g, '')
    .replace(/(?:20\d\d年)?\d{1,2}(?:-{1,2}\d{1,2})?月\S{0,12}?(?=[:,。]|$)/, '')
  const title = before
    .split(/[:。]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const [first = '', second] = title
  const plain = /^第[一二三四五六\d]阶段$/.test(first) && second !== undefined && second.length <= 16 ? second : first
  return tidy(plain.replace(/[。:]$/, '').replace(/阶段$/, '')).slice(0, 30)
}

function deliverablesOf(part: Part): readonly string[] {
  const text = [part, ...part.parts].flatMap((each) => each.body.map(textOf)).join('。')
  return matches(text, /(?:制定|形成|编制|完善|提出|完成|汇编|提交|整理)(?<what>[^,。;]{2,24}?)(?=[,。;]|$)/).map(
    (each) => tidy(each.group('what')),
  )
}

/** The phases of a table whose header names a stage and a time. */
export function phasesOfGrid(grid: Grid, year: number | undefined): readonly FoundPhase[] {
  const header = grid.rows.findIndex(
    (row) =>
      row.some((cell) => /^(?:实施)?阶段$|阶段(?:名称)?$/.test(cell.text)) &&
      row.some((cell) => /时间|日期/.test(cell.text)),
  )
  if (header < 0) return []
  const names = grid.rows[header]?.findIndex((cell) => /阶段/.test(cell.text)) ?? -1
  const times = grid.rows[header]?.findIndex((cell) => /时间|日期/.test(cell.text)) ?? -1
  return grid.rows.slice(header + 1).flatMap((row): readonly FoundPhase[] => {
    const [name, time] = [row[names], row[times]]
    const dates = datesIn(time?.text ?? '', year)
    if (!name || name.text === '' || name.merged === 'down' || !dates) return []
    return [
      {
        name: tidy(name.raw).replace(/阶段$/, ''),
        ...dates,
        deliverables: [],
        at: placeOfCell(grid, name),
        sure: 'high',
        why: 'phase-table',
      },
    ]
  })
}
