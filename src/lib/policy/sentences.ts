import { formatHours } from '../hours.ts'
import type { Standing, Step } from './reckoning.ts'
import type { Award, AwardRow, Least, Policy, Ratio, Rule, Source, Unit } from './language.ts'
import { nameOf, termOf, type Tongue } from './names.ts'
import { all, capital, sayPeriod, saySelector, sayUnits, sayWho } from './phrases.ts'

/** A rule in one sentence or two, as a clerk writes it: 每年师德培训至少 10 学时。 Figures are never rounded. */
export function sayRule(rule: Rule, policy: Policy, tongue: Tongue): string {
  switch (rule.kind) {
    case 'least':
      return `${sayLeast(rule, policy, tongue)}${sayTerms(rule, policy, tongue)}`
    case 'most': {
      const { who, when, what, units } = wordsOf(rule, policy, tongue)
      if (tongue === 'zh') return `${who}${when}${what}最多计 ${units}，超出部分保留并列出，不计入。`
      return `${who}At most ${units}${what} count ${when}; what is earned beyond is kept and shown.`
    }
    case 'evidence': {
      const what = saySelector(rule.of, tongue)
      const needs = all(
        rule.needs.map((need) => termOf(need, tongue)),
        tongue,
      )
      if (tongue === 'zh') {
        const lacking = rule.needs.length === 1 ? '缺则不计入' : '缺一项即不计入'
        return `${what === '' ? '全部培训' : what}须有${needs}材料，${lacking}。`
      }
      const proofs = rule.needs.length === 1 ? 'with this proof' : 'with each of these proofs'
      return `Hours of ${what === '' ? 'any training' : what} count only ${proofs}: ${needs}.`
    }
    case 'average': {
      const { who, when, what, units } = wordsOf(rule, policy, tongue)
      if (tongue === 'zh') return `${who}${when}${what}全校人均至少 ${units}；这是学校的目标，不要求到个人。`
      return `${who}On average at least ${units}${what} for the people of a school ${when}: an aim of the school, not of one person.`
    }
    case 'ratio':
      return sayRatio(rule, policy, tongue)
  }
}

// The parts of a sentence that all rules with an amount share.
function wordsOf(rule: Exclude<Rule, { kind: 'evidence' | 'ratio' }>, policy: Policy, tongue: Tongue) {
  const [who, meant] = [sayWho(rule.who, tongue), saySelector(rule.of, tongue)]
  const zh = tongue === 'zh'
  return {
    who: who === '' || zh ? who : `${capital(who)}: `,
    when: sayPeriod(rule.period, policy, tongue),
    what: zh || meant === '' ? meant : ` of ${meant}`,
    units: sayUnits(rule.units, policy.unit, tongue),
  }
}

function sayLeast(rule: Least, policy: Policy, tongue: Tongue): string {
  const { who, when, what, units } = wordsOf(rule, policy, tongue)
  const isAny = rule.units === 1
  if (tongue === 'zh') {
    return `${who}${when}${isAny ? `须参加${what === '' ? '培训' : what}，长短不限` : `${what}至少 ${units}`}。`
  }
  const some = what === '' ? 'training' : saySelector(rule.of, tongue)
  const sentence = isAny ? `some ${some} ${when}, however short` : `at least ${units}${what} ${when}`
  return `${who}${who === '' ? capital(sentence) : sentence}.`
}

function sayRatio(rule: Ratio, policy: Policy, tongue: Tongue): string {
  const [who, when] = [sayWho(rule.who, tongue), sayPeriod(rule.period, policy, tongue)]
  const meant = saySelector(rule.of, tongue)
  const percent = `${String(rule.percent)}%`
  if (tongue === 'zh') {
    const per = { subject: '每个学科', stage: '每个学段', school: '每所学校' }[rule.per]
    return `${when}${per}至少 ${percent} 的${who === '' ? '教师' : who}参加${meant === '' ? '培训' : meant}，不足一人按一人计。`
  }
  const per = { subject: 'each subject', stage: 'each stage', school: 'each school' }[rule.per]
  const people = who === '' ? 'teachers' : who
  return `At least ${percent} of the ${people} of ${per} have ${meant === '' ? 'training' : meant} ${when}; a part of a person counts as one.`
}

function sayTerms(rule: Least, policy: Policy, tongue: Tongue): string {
  const zh = tongue === 'zh'
  const inYear = rule.period.kind === 'year'
  const titles = (rule.insteadOf ?? []).map((id) => quoted(titleOf(policy, id, tongue)))
  const terms: string[] = []
  if (rule.byMonths) {
    const part = inYear ? '年中' : '期中'
    terms.push(
      zh ? `${part}入职或退休的，按整月折算。` : 'Whoever begins or retires within it owes a part, by full months.',
    )
  }
  if (rule.carry !== undefined && rule.carry > 0) {
    const carry = sayUnits(rule.carry, policy.unit, tongue)
    const before = inYear ? '上一年' : '上一周期'
    terms.push(
      zh
        ? `${before}超出的部分最多结转 ${carry}。`
        : `Up to ${carry} beyond it are carried into the next ${inYear ? 'year' : 'cycle'}.`,
    )
  }
  if (titles.length > 0) {
    terms.push(zh ? `适用本项的，不再适用${titles.join('')}。` : `It stands in the place of ${all(titles, tongue)}.`)
  }
  return zh ? terms.join('') : terms.map((term) => ` ${term}`).join('')
}

const titleOf = ({ rules }: Policy, id: string, tongue: Tongue) =>
  rules.find((rule) => rule.id === id)?.title[tongue] ?? id
const quoted = (text: string) => `“${text}”`

/** One line of an explanation: 150 学时中计入 144 学时：超出“年度上限”6 学时。 */
export function sayStep(step: Step, unit: Pick<Unit, 'name'>, tongue: Tongue): string {
  const zh = tongue === 'zh'
  const say = (units: number) => sayUnits(units, unit, tongue)
  switch (step.kind) {
    case 'earned':
      return zh ? `共 ${say(step.units)}。` : `${say(step.units)} earned.`
    case 'converted': {
      const hours = sayUnits(step.centihours, { name: 'hour' }, tongue)
      return zh ? `共 ${hours}，折合 ${say(step.units)}。` : `${hours} make ${say(step.units)}.`
    }
    case 'unproven': {
      const needs = all(
        step.needs.map((need) => termOf(need, tongue)),
        tongue,
      )
      const [lost, title] = [say(step.before - step.after), quoted(step.rule.title[tongue])]
      if (zh) return `${say(step.before)}中计入 ${say(step.after)}：${title}要求有${needs}，${lost}材料不全。`
      return `Of ${say(step.before)} ${formatHours(step.after)} count: ${title} asks for ${needs}, which ${lost} lack.`
    }
    case 'capped': {
      const [lost, title] = [say(step.before - step.after), quoted(step.rule.title[tongue])]
      const most = say(step.most)
      if (zh) return `${say(step.before)}中计入 ${say(step.after)}：${title}最多计 ${most}，超出 ${lost}。`
      return `Of ${say(step.before)} ${formatHours(step.after)} count: ${title} allows ${most}, ${lost} are over.`
    }
    case 'carried':
    case 'by_months':
    case 'excused':
    case 'instead':
      return sayNeedStep(step, say, tongue)
  }
}

type NeedStep = Extract<Step, { kind: 'carried' | 'by_months' | 'excused' | 'instead' }>

function sayNeedStep(step: NeedStep, say: (units: number) => string, tongue: Tongue): string {
  const zh = tongue === 'zh'
  switch (step.kind) {
    case 'carried':
      return zh
        ? `上一期（${String(step.fromYear)} 年起）超出的部分结转 ${say(step.units)}。`
        : `${say(step.units)} are carried over from the period that began in ${String(step.fromYear)}.`
    case 'by_months':
      return zh
        ? `${String(step.of)} 个月中在职 ${String(step.months)} 个整月，要求由 ${say(step.before)}折算为 ${say(step.after)}。`
        : `In post for ${String(step.months)} full months of ${String(step.of)}: ${say(step.after)} are asked in the place of ${formatHours(step.before)}.`
    case 'excused': {
      const reasons = all(
        step.reasons.map((reason) => termOf(reason, tongue)),
        tongue,
      )
      return zh
        ? `因${reasons}免除 ${String(step.months)} 个月，要求由 ${say(step.before)}减为 ${say(step.after)}。`
        : `Excused for ${String(step.months)} months (${reasons}): ${say(step.after)} are asked in the place of ${formatHours(step.before)}.`
    }
    case 'instead': {
      const titles = step.rules.map(({ title }) => quoted(title[tongue]))
      return zh ? `本项代替${titles.join('')}。` : `This stands in the place of ${all(titles, tongue)}.`
    }
  }
}

/** How somebody stands against a rule, in one line: 未达标：要求 48 学时，计入 47.5 学时，还差 0.5 学时。 */
export function sayStanding(standing: Standing, unit: Pick<Unit, 'name'>, tongue: Tongue): string {
  const say = (units: number) => sayUnits(units, unit, tongue)
  return tongue === 'zh' ? standingInChinese(standing, say) : standingInEnglish(standing, say)
}

function standingInChinese(
  { state, kind, needed, counted, carried, missing, over }: Standing,
  say: (units: number) => string,
) {
  const had = `计入 ${say(counted)}${carried > 0 ? `，结转 ${say(carried)}` : ''}`
  const beyond = over > 0 ? `另有 ${say(over)}不计入。` : ''
  if (state === 'exempt') return `已免除：本期不作要求，${had}。${beyond}`
  if (state === 'limit') return `${had}。${beyond}`
  if (state === 'aim')
    return `${kind === 'average' ? `学校目标为人均 ${say(needed)}，本人${had}` : `学校目标，本人${had}`}。${beyond}`
  if (needed === 1) return state === 'met' ? `已达标：${had}。${beyond}` : `未达标：尚无此项学时。${beyond}`
  const verdict = state === 'met' ? '已达标' : '未达标'
  return `${verdict}：要求 ${say(needed)}，${had}${missing > 0 ? `，还差 ${say(missing)}` : ''}。${beyond}`
}

function standingInEnglish(
  { state, kind, needed, counted, carried, missing, over }: Standing,
  say: (units: number) => string,
) {
  const had = `${say(counted)} counted${carried > 0 ? ` and ${formatHours(carried)} carried over` : ''}`
  const beyond = over > 0 ? ` Another ${formatHours(over)} not counted.` : ''
  if (state === 'exempt') return `Excused: nothing is asked; ${had}.${beyond}`
  if (state === 'limit') return `${had}.${beyond}`
  if (state === 'aim') {
    const aim = kind === 'average' ? `Aim of the school, ${say(needed)} on average` : 'Aim of the school'
    return `${aim}; of this person ${had}.${beyond}`
  }
  if (needed === 1) return state === 'met' ? `Met: ${had}.${beyond}` : `Short: no such hours yet.${beyond}`
  const verdict = state === 'met' ? 'Met' : 'Short'
  return `${verdict}: ${formatHours(needed)} asked, ${had}${missing > 0 ? `, ${formatHours(missing)} missing` : ''}.${beyond}`
}

/** A table that turns work into hours, a line for each row and each condition. */
export function sayAward(award: Award, tongue: Tongue): readonly string[] {
  const zh = tongue === 'zh'
  const say = (centihours: number) => sayUnits(centihours, { name: 'hour' }, tongue)
  const evidence = all(
    award.evidence.map((kind) => termOf(kind, tongue)),
    tongue,
  )
  const proves = all(
    (award.proves ?? []).map((kind) => termOf(kind, tongue)),
    tongue,
  )
  const ranges = award.rows.some(({ centihours }) => typeof centihours !== 'number')
  return [
    ...award.rows.map((row) => sayRow(row, award, tongue)),
    ...(ranges ? [zh ? '有幅度的，由审核人在幅度内核定。' : 'Within a range whoever approves decides.'] : []),
    ...(award.mostEach === undefined
      ? []
      : [zh ? `每件最多计 ${say(award.mostEach)}。` : `At most ${say(award.mostEach)} each.`]),
    ...(award.mostYearly === undefined
      ? []
      : [zh ? `每年最多计 ${say(award.mostYearly)}。` : `At most ${say(award.mostYearly)} a year.`]),
    ...(award.onceYearly ? [zh ? '每年只计最高的一项。' : 'Only the best of a year counts.'] : []),
    ...(award.category === null
      ? []
      : [zh ? `计入“${award.category}”类。` : `Counts as ${termOf(award.category, tongue)} training.`]),
    ...((award.kind ?? null) === null ? [] : [sayKind(nameOf('kind', award.kind ?? '', tongue), zh)]),
    ...(evidence === '' ? [] : [zh ? `须提交：${evidence}。` : `To be handed in: ${evidence}.`]),
    ...(proves === '' ? [] : [zh ? `这些材料可作${proves}材料。` : `These files are proof of ${proves}.`]),
  ]
}

const sayKind = (name: string, zh: boolean) => (zh ? `按“${name}”培训计。` : `Counts as ${name} training.`)

function sayRow(row: AwardRow, { asks, rows }: Award, tongue: Tongue): string {
  const zh = tongue === 'zh'
  const conditions = Object.entries(row.when)
  const isAdded = rows.some(
    (other) =>
      Object.keys(other.when).length < conditions.length &&
      Object.entries(other.when).every(([key, value]) => row.when[key] === value),
  )
  const counted = asks.find((ask) => ask.key === row.per)
  const of = counted?.kind === 'number' ? termOf(counted.unit, tongue) : ''
  const [from, to] = typeof row.centihours === 'number' ? [row.centihours, row.centihours] : row.centihours
  const most = sayUnits(to, { name: 'hour' }, tongue)
  const amount = from === to || from === 0 ? most : `${formatHours(from)}–${most}`
  const upTo = from === to || from > 0 ? '' : zh ? '最多' : 'up to '
  const unsure = row.source?.sure === 'general' ? (zh ? '（待核）' : ' (to be verified)') : ''
  const when = conditions.map(([, value]) => termOf(value, tongue)).join(zh ? '、' : ', ')
  if (zh) {
    const lead = `${of === '' ? '' : `每${of}`}${upTo}${isAdded ? '另加' : ''}`
    return `${when === '' ? '' : `${when}：`}${lead}${lead === '' ? '' : ' '}${amount}${unsure}。`
  }
  const each = `${upTo}${isAdded ? 'another ' : ''}${amount}${of === '' ? '' : ` for each ${of}`}`
  return `${when === '' ? capital(each) : `${capital(when)}: ${each}`}${unsure}.`
}

/** What a figure rests on, by its title; in English beside the original where that is known. */
export function sayCites({ cites, citesEn }: Pick<Source, 'cites' | 'citesEn'>, tongue: Tongue): string {
  return tongue === 'zh' || !citesEn ? cites : `${citesEn} (${cites})`
}

/** How sure we are of a figure. */
export function saySure({ sure }: Source, tongue: Tongue): string {
  const said = {
    stated: { zh: '主管部门文件所载', en: 'stated in a document of the bureau' },
    found: {
      zh: '公开资料所见，采用前请核对原文',
      en: 'found in public material; compare with the original before adopting',
    },
    general: { zh: '通行做法或本系统的读法，不作法定依据', en: 'common practice or our own reading, not law' },
  }
  return said[sure][tongue]
}
