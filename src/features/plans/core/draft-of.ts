import type { ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { hundredthsOf } from './targets.ts'
import type { Draft, Item } from './draft.ts'
import type { Content } from './fields.ts'
import type { Document, PlanExtract } from './extract.ts'
import type { Found, FoundHourRule, FoundMember, FoundProgramme, FoundTarget } from './found.ts'
import { audienceRule, categoryOf, kindOf } from './guesses.ts'

/** The draft that an extract suggests: every item open, each knowing where it was found. The same extract gives the same draft. */
export function draftOf(extract: PlanExtract): Draft {
  return {
    documents: extract.documents.map(({ title, kind, issuer, years, cycle, truncated }) => ({
      title,
      kind,
      issuer,
      year: years.at(0) ?? null,
      cycle: cycle && `${cycle.from}–${cycle.to}`,
      truncated,
    })),
    items: extract.documents.flatMap((document, index) => itemsOf(document, index)),
  }
}

function itemsOf(document: Document, index: number): Item[] {
  const items = <F extends Found>(letter: string, found: readonly F[], content: (each: F) => Content): Item[] =>
    found.map((each, position) => ({
      ...content(each),
      id: `${index}${letter}${position + 1}`,
      document: index,
      at: each.at,
      sure: each.sure,
      why: each.why,
      decision: 'open' as const,
      from: [],
    }))
  const level = levelOf(document)
  return [
    ...items('p', document.programmes, (each) => programmeOf(each, level)),
    ...items('t', document.targets, targetOf),
    ...items('h', document.hourRules, hourRuleOf),
    ...items('q', document.quotas, ({ group, count }) => ({ kind: 'quota', fields: { group, count } })),
    ...items('f', document.phases, ({ name, from, to, deliverables }) => ({
      kind: 'phase',
      fields: { name, from, to, deliverables },
    })),
    ...items('m', document.leadingGroup, memberOf),
  ]
}

function levelOf(document: Document): ProgrammeLevel {
  const name = `${document.issuer ?? ''}${document.title}`
  if (document.kind === 'school-plan' || /学校|小学|中学|幼儿园/.test(document.issuer ?? '')) return 'school'
  if (/省/.test(name)) return 'province'
  return /市(?!.*[县区])/.test(name) ? 'city' : 'county'
}

function programmeOf(found: FoundProgramme, level: ProgrammeLevel): Content {
  const { no, name, heading, headcount, approximate, modes, months, place, hours } = found
  return {
    kind: 'programme',
    fields: {
      no,
      name,
      heading,
      // Attendances (人次) are no people: they give no headcount.
      headcount: found.counts === '人次' ? null : headcount,
      approximate,
      modes,
      months,
      place,
      level: found.level ?? level,
      kind: kindOf(name),
      category: found.category ?? categoryOf(name),
      centihours: hours === null ? 0 : hundredthsOf(hours),
      audience: audienceRule(name, found.audience),
    },
  }
}

function targetOf({ measure, comparator, value, upper, unit, population, baseline, kind }: FoundTarget): Content {
  return { kind: 'target', fields: { measure, comparator, value, upper, unit, population, baseline, figure: kind } }
}

function hourRuleOf({ scope, category, min, max, period, average }: FoundHourRule): Content {
  return { kind: 'hourRule', fields: { scope, category, min, max, period, average } }
}

const roles = { 组长: 'head', 副组长: 'deputy', 成员: 'member' } as const

function memberOf({ role, who }: FoundMember): Content {
  return { kind: 'member', fields: { role: roles[role], who } }
}
