import { formatHours } from '../hours.ts'
import type { Population } from '../population/population.ts'
import type {
  Centiunits,
  Classification,
  Dimensions,
  Meant,
  Period,
  Policy,
  Rate,
  Selector,
  Unit,
  Who,
} from './language.ts'
import { levelOrder, nameOf, termOf, type Tongue } from './names.ts'
import type { Window } from './who.ts'

/** 48 学时, 0.5 学分, “48 hours”: an amount with its unit, never rounded. */
export function sayUnits(units: Centiunits, { name }: Pick<Unit, 'name'>, tongue: Tongue): string {
  const amount = formatHours(units)
  if (tongue === 'zh') return `${amount} ${name === 'hour' ? '学时' : '学分'}`
  return `${amount} ${name}${units === 100 ? '' : 's'}`
}

/** How long an hour is, how it is cut, and what a day may bring. */
export function sayUnit(unit: Unit, tongue: Tongue): string {
  const hour = { name: 'hour' } as const
  const [step, daily] = [sayUnits(unit.step, hour, tongue), unit.mostDaily]
  if (tongue === 'zh') {
    const day = daily === undefined ? '' : `，一天最多计 ${sayUnits(daily, hour, tongue)}`
    return `${String(unit.minutes)} 分钟为 1 学时，不足 ${step}的舍去${day}。`
  }
  const day = daily === undefined ? '' : `, and a day brings at most ${sayUnits(daily, hour, tongue)}`
  return `An hour is ${String(unit.minutes)} minutes, cut down to steps of ${step}${day}.`
}

/** A list of words of which any will do. */
export function either(words: readonly string[], tongue: Tongue): string {
  return listed(words, tongue, tongue === 'zh' ? '或' : ' or ')
}

/** A list of words that are all meant. */
export function all(words: readonly string[], tongue: Tongue): string {
  return listed(words, tongue, tongue === 'zh' ? '、' : ' and ')
}

function listed(words: readonly string[], tongue: Tongue, last: string): string {
  const [end, ...before] = words.toReversed()
  if (end === undefined) return ''
  return before.length === 0 ? end : `${before.toReversed().join(tongue === 'zh' ? '、' : ', ')}${last}${end}`
}

/** Which hours are meant, as a noun: 县级以上培训, “county training or above”. Empty when all hours are. */
export function saySelector(selector: Selector, tongue: Tongue): string {
  const { except, ...rest } = selector
  const meant = sayMeant(rest, tongue)
  if (except === undefined) return meant
  const without = sayMeant(except, tongue)
  if (tongue === 'zh') return meant === '' ? `${without}以外的培训` : `${meant}中${without}以外的部分`
  return `${meant === '' ? 'training' : meant} other than ${without}`
}

function sayMeant({ or, ...dimensions }: Meant, tongue: Tongue): string {
  const meant = sayDimensions(dimensions, tongue)
  if (or === undefined) return meant
  const both = sameName(dimensions, or) ?? sameName(or, dimensions)
  if (both !== undefined && tongue === 'zh') return `${termOf(both.category, tongue)}（按形式或类别认定）`
  if (both !== undefined) return `${nameOf('mode', both.mode, tongue)} training (by form or by category)`
  return tongue === 'zh' ? `${meant}（含${sayDimensions(or, tongue)}）` : `${meant} (or ${sayDimensions(or, tongue)})`
}

// 校本研修 is the name of a form and of a category: who means both says it once.
function sameName(one: Dimensions, other: Dimensions) {
  const [mode, category] = [one.modes?.[0], other.categories?.[0]]
  const isAlone = [one, other].every((each) => Object.values(each).flat().length === 1)
  if (!isAlone || mode === undefined || category === undefined) return undefined
  return nameOf('mode', mode, 'zh') === category ? { mode, category } : undefined
}

function sayDimensions({ levels, modes, kinds, categories }: Dimensions, tongue: Tongue): string {
  const names = (dimension: 'mode' | 'kind', codes: readonly string[] | undefined) =>
    codes === undefined
      ? ''
      : either(
          codes.map((code) => nameOf(dimension, code, tongue)),
          tongue,
        )
  const level = levels === undefined ? '' : sayLevels(levels, tongue)
  const mode = names('mode', modes)
  const kind = names('kind', kinds)
  const category =
    categories === undefined
      ? ''
      : either(
          categories.map((name) => termOf(name, tongue)),
          tongue,
        )
  if (level + mode + kind + category === '') return ''
  if (tongue === 'zh') {
    const form = mode === '' ? '' : `${mode}形式的`
    const what = `${level}${kind}${category}`
    return `${form}${what}${form === '' && /(?:培训|研修|实践|体验|科目)$/.test(what) ? '' : '培训'}`
  }
  return [level, mode, kind, category, 'training'].filter((word) => word !== '').join(' ')
}

// Levels from the top down without a gap are said by the lowest of them; what stands in no such line is said beside it.
function sayLevels(levels: readonly string[], tongue: Tongue): string {
  const ordered = levels.filter((level) => levelOrder.some((each) => each === level))
  const top = levelOrder.slice(0, ordered.length)
  const lowest = top.at(-1)
  const names = (some: readonly string[]) => some.map((level) => nameOf('level', level, tongue))
  if (lowest !== undefined && ordered.length > 1 && top.every((level) => levels.includes(level))) {
    const name = nameOf('level', lowest, tongue)
    const beside = names(levels.filter((level) => !ordered.includes(level)))
    return either([tongue === 'zh' ? `${name}以上` : `${name}-or-higher`, ...beside], tongue)
  }
  return either(names(levels), tongue)
}

/** What hours are, in a few words: 师德 · 县级 · 线上研修. Empty when nothing is known of them. */
export function sayClass({ category, level, mode, kind }: Omit<Classification, 'proof'>, tongue: Tongue): string {
  const name = (dimension: 'level' | 'mode' | 'kind', code: string | null) =>
    code === null ? '' : nameOf(dimension, code, tongue)
  return [
    category === null ? '' : termOf(category, tongue),
    name('level', level),
    name('mode', mode),
    name('kind', kind),
  ]
    .filter((word) => word !== '')
    .join(' · ')
}

/** Over which time: 每年, 每个周期（5 年）, 入职当年. */
export function sayPeriod(period: Period, { cycle }: Pick<Policy, 'cycle'>, tongue: Tongue): string {
  const zh = tongue === 'zh'
  switch (period.kind) {
    case 'year':
      return zh ? '每年' : 'each year'
    case 'cycle':
      return zh ? `每个周期（${String(cycle.years)} 年）` : `in each cycle of ${String(cycle.years)} years`
    case 'span':
      return zh ? sayYears(period, tongue) : `in ${sayYears(period, tongue)}`
    case 'ever':
      return zh ? '累计（不限年份）' : 'in all, whenever earned'
    case 'entry':
      if (period.years === 1) return zh ? '入职当年' : 'in the year of becoming a teacher'
      return zh
        ? `入职起 ${String(period.years)} 个自然年内`
        : `in the first ${String(period.years)} calendar years as a teacher`
  }
}

/** The years of a window: 2026 年, 2021–2025 年, 历年. */
export function sayYears({ from, to }: Window, tongue: Tongue): string {
  if (!Number.isFinite(from)) return tongue === 'zh' ? '历年' : 'all years'
  const years = from === to ? String(from) : `${String(from)}–${String(to)}`
  return tongue === 'zh' ? `${years} 年` : years
}

/** Of whom something is asked: 班主任, 周期内退休的教师. Empty for everybody in post. */
export function sayWho(who: Who | undefined, tongue: Tongue): string {
  const { population = {}, retires, entered } = who ?? {}
  if (retires === undefined && entered === undefined && !Object.values(population).some(isSaid)) return ''
  return tongue === 'zh' ? whoInChinese(population, retires, entered) : whoInEnglish(population, retires, entered)
}

const isSaid = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined)

type Coming = Who['entered']
type Going = Who['retires']

function whoInChinese(population: Population, retires: Going, entered: Coming): string {
  const names = namesOf(population, 'zh')
  const { yearsMin, yearsMax, organisationIds = [] } = population
  const marks = [
    ...(retires === undefined ? [] : ['周期内退休']),
    ...(entered === undefined ? [] : [entered === 'in_cycle' ? '周期内入职' : '当年入职']),
    ...(yearsMin === undefined ? [] : [`教龄满 ${String(yearsMin)} 年`]),
    ...(yearsMax === undefined ? [] : [`教龄不超过 ${String(yearsMax)} 年`]),
    ...(names.titles === '' ? [] : [`职称为${names.titles}`]),
    ...(names.talents === '' ? [] : [`属于${names.talents}`]),
    ...(organisationIds.length === 0 ? [] : [`在指定的 ${String(organisationIds.length)} 个单位`]),
  ]
  const noun = names.posts === '' ? '教师' : names.posts
  return `${marks.join('、')}${marks.length === 0 ? '' : '的'}${names.settings}${names.stages}${names.subjects}${noun}`
}

function whoInEnglish(population: Population, retires: Going, entered: Coming): string {
  const names = namesOf(population, 'en')
  const { yearsMin, yearsMax, organisationIds = [] } = population
  const years = (count: number) => `${String(count)} years of teaching`
  return [
    names.stages,
    names.posts === '' ? 'teachers' : names.posts,
    names.subjects === '' ? '' : `of ${names.subjects}`,
    names.settings === '' ? '' : `in ${names.settings} schools`,
    organisationIds.length === 0 ? '' : `of ${String(organisationIds.length)} named organisations`,
    names.titles === '' ? '' : `with the title ${names.titles}`,
    names.talents === '' ? '' : `who are ${names.talents}`,
    yearsMin === undefined ? '' : `with at least ${years(yearsMin)}`,
    yearsMax === undefined ? '' : `with at most ${years(yearsMax)}`,
    retires === undefined ? '' : 'who retire within the cycle',
    entered === undefined ? '' : `who began ${entered === 'in_cycle' ? 'within the cycle' : 'in the year'}`,
  ]
    .filter((word) => word !== '')
    .join(' ')
}

function namesOf(population: Population, tongue: Tongue) {
  const names = (dimension: Parameters<typeof nameOf>[0], codes: readonly string[] = []) =>
    either(
      codes.map((code) => nameOf(dimension, code, tongue)),
      tongue,
    )
  return {
    settings: names('setting', population.settings),
    stages: names('stage', population.stages),
    subjects: names('subject', population.subjects),
    titles: names('title', population.titles),
    talents: names('talent', population.talentLevels),
    posts: names('post', population.posts),
  }
}

/** How hours become units: 集中面授形式的培训：每 6 学时记 1 学分. What no rate before it took is 其余培训. */
export function sayRate(rate: Rate, { unit, rates = [] }: Pick<Policy, 'unit' | 'rates'>, tongue: Tongue): string {
  const isFirst = rates[0] === rate || rates.length === 0
  const meant = saySelector(rate.of, tongue)
  const of = sayUnits(rate.hours * 100, { name: 'hour' }, tongue)
  const into = sayUnits(rate.units * 100, unit, tongue)
  if (tongue === 'zh') return `${meant === '' ? (isFirst ? '全部培训' : '其余培训') : meant}：每 ${of}记 ${into}。`
  return `${capital(meant === '' ? (isFirst ? 'all training' : 'all other training') : meant)}: ${of} make ${into}.`
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
