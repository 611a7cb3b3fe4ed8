import { breaksIn, garbledIn, type Kind } from './character.ts'
import { warning } from './check.ts'
import type { FoundPerson, FoundProgramme, Warning } from '../found.ts'
import { placeOf, placeOfCell, textOf, within, type Grid, type Line } from '../lines.ts'
import { quantitiesIn } from './numbers.ts'
import type { Part, Sentence } from './outline.ts'
import type { ReadGrid } from './grid-programmes.ts'
import { firstMatch, matches } from './text.ts'

/** What the text claims about itself that the reader can check: counts, ratios, sums, dates, its own completeness. */
export function factWarnings(
  sentences: readonly Sentence[],
  programmes: readonly FoundProgramme[],
  grids: readonly (readonly [Grid, ReadGrid])[],
): readonly Warning[] {
  return [
    ...sentences.flatMap((sentence) => [
      ...statedCount(sentence, programmes),
      ...ratioFromCounts(sentence),
      ...datesMayChange(sentence),
    ]),
    ...grids.flatMap(([grid, read]) => [...statedSum(grid, read), ...missingNumbers(read)]),
  ]
}

function statedCount({ span }: Sentence, programmes: readonly FoundProgramme[]): readonly Warning[] {
  const text = textOf(span)
  const listed = programmes.filter((programme) => programme.why === 'table-row')
  const claim = quantitiesIn(text).find(
    (each) => each.unit === '个' && /^(?:培训|研修)(?:项目|班次)/.test(text.slice(each.end)),
  )
  if (!claim || listed.length === 0 || claim.value === listed.length) return []
  const at = placeOf(within(span, claim.start, claim.end))
  return [
    warning('count-mismatch', at, `正文称有${String(claim.value)}个培训项目，表中读到${String(listed.length)}个。`, {
      stated: claim.value,
      found: listed.length,
    }),
  ]
}

// 35名教师中本科4人、专科20人，达标率68%: the counts give the ratio again.
function ratioFromCounts({ span }: Sentence): readonly Warning[] {
  const text = textOf(span)
  const whole = firstMatch(text, /(?<n>\d+)[名人位][^,。\d]{0,10}中/)
  if (!whole) return []
  const rest = text.slice(whole.end)
  const parts = matches(
    rest.split(/%/)[0] ?? '',
    /(?<n>\d+)[名人位](?=[\u4e00-\u9fff]{1,6}[,、。]|[,、。]|(?:为|是)?(?:本科|专科|研究生))|(?:本科|专科|研究生)(?<m>\d+)[名人位]/,
  )
  const ratio = firstMatch(rest, /(?<r>\d+(?:\.\d+)?)%/)
  if (parts.length === 0 || !ratio) return []
  const sum = parts.reduce((total, part) => total + Number(part.group('n') || part.group('m')), 0)
  const computed = Math.round((sum / Number(whole.group('n'))) * 1000) / 10
  const stated = Number(ratio.group('r'))
  if (computed === stated) return []
  const near = Math.abs(computed - stated) < 1
  const message = `按人数计算为${String(computed)}%，文中写${String(stated)}%${near ? '（取整所致，按原文保留）' : '，两者不符'}。`
  return [
    warning('ratio-from-counts', placeOf(within(span, whole.end + ratio.start, whole.end + ratio.end)), message, {
      computed,
      stated,
      near: near ? 1 : 0,
    }),
  ]
}

function datesMayChange({ span }: Sentence): readonly Warning[] {
  const text = textOf(span)
  if (
    !/以实际(?:开班|培训|通知|开展)?时间为准|时间(?:如有|若有|如)?(?:调整|变动|变化)|以(?:正式|开班)通知为准/.test(text)
  )
    return []
  return [warning('dates-may-change', placeOf(span), '原文注明时间以实际开班为准：计划月份与实际日期将分别保存。')]
}

function statedSum(grid: Grid, { programmes, statedTotal }: ReadGrid): readonly Warning[] {
  if (!statedTotal) return []
  const found = programmes.reduce(
    (sum, programme) => sum + (typeof programme.headcount === 'number' ? programme.headcount : 0),
    0,
  )
  if (found === statedTotal.value) return []
  const message = `合计行写${String(statedTotal.value)}人，各行相加为${String(found)}人。`
  return [warning('sum-mismatch', placeOfCell(grid, statedTotal.cell), message, { stated: statedTotal.value, found })]
}

function missingNumbers({ programmes }: ReadGrid): readonly Warning[] {
  const numbers = programmes.map((programme) => programme.no ?? 0)
  const gap = numbers.findIndex((no, index) => index > 0 && no > (numbers[index - 1] ?? 0) + 1)
  const at = programmes[gap]?.at
  return gap < 0 || !at
    ? []
    : [
        warning('number-missing', at, `表中序号从${String(numbers[gap - 1])}跳到${String(numbers[gap])}，可能缺行。`, {
          after: numbers[gap - 1] ?? 0,
        }),
      ]
}

// A title about one stage over a text about another, or a school and a kindergarten in one breath: put together from two.
function mixedWarnings(title: string, kind: Kind, text: string): readonly Warning[] {
  const stages = ['幼儿园', '小学', '初中', '高中'].filter((stage) => title.replaceAll('中小学', '').includes(stage))
  const [own] = stages
  const other =
    own === undefined || title.includes('中小学')
      ? undefined
      : firstMatch(text, new RegExp(`现行(?<s>幼儿园|小学|初中|高中)(?:课程|教材|学段)`))?.group('s')
  const mixed = other !== undefined && !stages.includes(other)
  const both = /我校/.test(text) && /我园|园本|园长/.test(text) && kind === 'school-plan'
  const unrelated = title.includes('衔接') && kind !== 'transition-plan'
  return [
    ...(mixed
      ? [
          warning('stage-mixed', null, `标题是${String(own)}，正文却写“现行${other}”，请核对学段。`, {
            own: String(own),
            other,
          }),
        ]
      : []),
    ...(both ? [warning('stage-mixed', null, '正文同时出现“我校”与“园本”“园长”等词，请核对是学校还是幼儿园。')] : []),
    ...(unrelated ? [warning('title-unrelated', null, '标题与正文内容不一致，请另拟标题。')] : []),
  ]
}

/** What is wrong with the text itself: cut off, lost in the middle, noise, odd words, placeholders, names of persons. */
export function textWarnings(
  title: string,
  kind: Kind,
  parts: readonly (Line | Grid)[],
  root: Part,
  persons: readonly FoundPerson[],
): readonly Warning[] {
  const lines = parts.filter((part): part is Line => !('rows' in part))
  const text = lines.map((line) => line.text).join('\n')
  const breaks = breaksIn(parts, root).map((each) =>
    each.kind === 'end'
      ? warning('truncated', each.at, `文档在“${each.words}”处中断，后文缺失。`, { words: each.words })
      : each.kind === 'middle'
        ? warning('lost-middle', each.at, `“${each.words}”附近缺失正文。`, { words: each.words })
        : warning('numbering-gap', each.at, `标题编号不连续：${each.words}。`, { words: each.words }),
  )
  const garbled = garbledIn(text)
  const placeholder = lines.find((line) => /20[xX×]{2}年?|[xX×]{2,4}年/.test(line.text))
  return [
    ...breaks,
    ...mixedWarnings(title, kind, text),
    ...(placeholder
      ? [
          warning(
            'placeholder-year',
            { block: placeholder.block, start: 0, end: placeholder.raw.length },
            '文中使用了“20xx年”一类的占位年份，请补全。',
          ),
        ]
      : []),
    ...(garbled.length > 0
      ? [warning('garbled-words', null, `文中有疑似被替换的词：${garbled.join('、')}。`, { words: garbled.join('、') })]
      : []),
    ...(persons.length > 0
      ? [
          warning(
            'personal-names',
            persons[0]?.at ?? null,
            `文中出现${String(persons.length)}处个人姓名，按个人信息处理。`,
            { count: persons.length },
          ),
        ]
      : []),
  ]
}
