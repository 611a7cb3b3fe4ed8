import { audienceOf, batchOf, daysOf, hoursOf, levelOf, minutesOf, topicsOf } from './details.ts'
import type { FoundProgramme, Sureness } from '../found.ts'
import { headcountOfCell, headcountOfProse } from './headcount.ts'
import { placeOf, textOf } from '../lines.ts'
import { monthsIn } from './calendar.ts'
import { modesIn, modesStatedIn } from './modes.ts'
import { cut, type Part } from './outline.ts'
import type { Named } from './prose-programmes.ts'
import { firstMatch, tidy } from './text.ts'

const sureOf: Record<Named['why'], Sureness> = {
  heading: 'high',
  'heading-in-programme': 'medium',
  quoted: 'medium',
  list: 'medium',
  'verb-object': 'low',
}

function wholeText(part: Part): string {
  const own = [part.heading ? `${textOf(part.heading)}:` : '', ...part.body.map(textOf)].join('')
  return [own, ...part.parts.map(wholeText)].join('。')
}

const labels = {
  headcount: '(?:拟|计划)?(?:培训|参训)?(?:人数|规模|名额)',
  audience: '(?:培训|参训|参加)?(?:对象|人员|范围)',
  months: '(?:拟|计划)?(?:培训|实施|开班|举办)?(?:时间|月份)(?:安排)?',
  place: '(?:培训|实施)?地点',
  modes: '(?:培训|实施|研修)?(?:方式|形式|模式)',
  provider: '(?:承办|承训|实施|组织|主办|责任)(?:单位|机构|部门)',
  hours: '(?:培训)?(?:学时|课时|时长)',
  budget: '(?:培训)?(?:经费|预算)(?:来源|安排)?',
} as const

/** The value after a label such as 培训对象： in a passage; an empty string without one. */
export function labelled(passage: string, label: keyof typeof labels): string {
  return (
    firstMatch(
      passage,
      new RegExp(`(?:^|[。;,\\s)])(?:\\(?\\d{1,2}[.、)]\\s*)?${labels[label]}\\s*[:]\\s*:?(?<value>[^。;\\n]{1,120})`),
    )
      ?.group('value')
      .trim() ?? ''
  )
}

/** A programme named in prose with everything that the text about it states. */
export function programmeOfProse(found: Named): FoundProgramme {
  const isHeading = found.why === 'heading' || found.why === 'heading-in-programme'
  const passage = passageOf(found, isHeading)
  const sentences = passage.split(/[。!?]/).filter((each) => each !== '')
  const size = sizeOf(found, passage, sentences)
  const shown = (text: string) => (text === '' ? null : tidy(text))
  const modes = labelled(passage, 'modes')
  return {
    no: isHeading && found.part.value > 0 ? found.part.value : null,
    name: found.name,
    ...size,
    modes:
      modes === ''
        ? [...new Set([...modesIn(found.name.replace(/校本|园本/g, '$&培训')), ...modesStatedIn(passage)])]
        : modesIn(modes),
    months: monthsOrHeading(found.part, monthsOf(passage, isHeading)),
    place: shown(labelled(passage, 'place')),
    batch: batchOf(found.name),
    level: levelOf(found.name),
    category: found.part.above?.heading && isHeading ? textOf(found.part.above.heading) : null,
    audience: audienceOf(found.name, passage, shown(labelled(passage, 'audience'))),
    groups: [],
    topicsMin: topicsOf(passage),
    hours: hoursOf(labelled(passage, 'hours')),
    days: daysOf(passage),
    minutes: minutesOf(passage),
    provider: shown(labelled(passage, 'provider')),
    budget: shown(labelled(passage, 'budget')),
    heading: null,
    headingAt: null,
    at: placeOf(found.span),
    sure: sureOf[found.why],
    why: found.why,
  }
}

// A name in a list has no words of its own; after 一是… the text runs to 二是….
function passageOf(found: Named, isHeading: boolean): string {
  if (isHeading) return wholeText(found.part)
  if (found.listed) return found.name
  const { line, from, to } = found.sentence
  if (!/^\s*[一二三四五六七八九]是/.test(textOf(found.sentence))) return clausesAbout(found)
  const rest = line.text.slice(to)
  const next = rest.search(/[。;]\s*[二三四五六七八九]是/)
  return `${line.text.slice(from, to)}${next < 0 ? rest : rest.slice(0, next)}`
}

// The clause that names it, and those behind that only go on about it (覆盖…人次, 每期…天).
function clausesAbout({ sentence, span }: Named): string {
  const clauses = cut(sentence, /[,;]/)
  const first = clauses.findIndex((clause) => clause.to >= span.to)
  if (first < 0) return textOf(sentence)
  const after = clauses.slice(first + 1)
  const other = after.findIndex((clause) => !goesOn.test(textOf(clause)))
  return clauses
    .slice(first, other < 0 ? undefined : first + 1 + other)
    .map(textOf)
    .join(',')
}

const goesOn =
  /^\s*(?:覆盖|惠及|共计?|计划|人数|规模|参训|参加|培训|每[期场次班]|时间|为期|于|拟|约|其中|采取|采用|通过|以)/

function sizeOf(found: Named, passage: string, sentences: readonly string[]) {
  const stated = headcountOfCell(labelled(passage, 'headcount').replace(/\s/g, ''))
  if (stated.headcount !== null) return stated
  const inBrackets = firstMatch(
    found.part.heading ? textOf(found.part.heading) : '',
    /[(](?<value>[^()]*\d+[人名][^()]*)[)]/,
  )
  if (inBrackets) return headcountOfCell(inBrackets.group('value'))
  if (found.everyone) return { headcount: 'all', approximate: false, counts: '人' } as const
  return headcountOfProse(found.name, sentences)
}

// In a calendar of the year (九月份：…) the month stands above.
function monthsOrHeading(part: Part, months: readonly number[] | 'year-round'): readonly number[] | 'year-round' {
  if (months === 'year-round' || months.length > 0) return months
  if (part.kind === 'month' && part.value >= 1 && part.value <= 12) return [part.value]
  return part.above ? monthsOrHeading(part.above, months) : months
}

function monthsOf(passage: string, isHeading: boolean): readonly number[] | 'year-round' {
  const stated = labelled(passage, 'months')
  if (stated !== '') return monthsIn(stated)
  const months = monthsIn(passage.replace(/《[^》]*》|20\d\d年(?=度|教师|全)|年[底末初]/g, ''))
  return months === 'year-round' || (!isHeading && months.length > 4) ? [] : months
}
