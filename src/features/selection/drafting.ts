import type { SelectionRules } from './contract/rules.ts'
import { stepForms } from './core/engine.ts'
import { pointsOf, sayPoints } from './core/scores.ts'

/** A new name for a step or a criterion of a draft, which nobody sees. */
export function newKey(): string {
  return `s-${crypto.randomUUID().slice(0, 8)}`
}

/** How the steps and what is scored in them are called. */
export type Called = Readonly<
  Record<'written' | 'practical' | 'overall' | 'paper' | 'lesson' | 'answers' | 'record', string>
>

const full = 10_000

/** The usual scheme: a written test, a practical assessment before experts, the record of work. */
export function usualRules(places: number, called: Called): SelectionRules {
  const plain = { experts: 0, blind: false, double: false, average: 'mean' as const }
  const criterion = (id: string, title: string, weight: number) => ({ id, title, maxCentipoints: full, weight })
  return {
    steps: [
      {
        ...{ ...plain, id: 'written', title: called.written, form: 'written', weight: 40 },
        cutOff: { kind: 'score', least: 6000 },
        criteria: [criterion('paper', called.paper, 1)],
      },
      {
        ...{ ...plain, id: 'practical', title: called.practical, form: 'practical', weight: 40 },
        ...{ experts: 3, blind: true },
        cutOff: { kind: 'top', size: Math.min(10_000, Math.max(1, places * 2)) },
        criteria: [criterion('lesson', called.lesson, 60), criterion('answers', called.answers, 40)],
      },
      {
        ...{ ...plain, id: 'overall', title: called.overall, form: 'overall', weight: 20 },
        cutOff: { kind: 'none' },
        criteria: [criterion('record', called.record, 1)],
      },
    ],
    ties: [{ kind: 'step', stepId: 'practical' }, { kind: 'step', stepId: 'written' }, { kind: 'years' }],
    quota: { places, parts: [] },
  }
}

/** A criterion as it is written in fields. */
export type CriterionDraft = { id: string; title: string; max: string; weight: string }

export const markings = ['office', 'double', 'experts'] as const
export const cuts = ['none', 'score', 'top'] as const

/** A step as it is written in fields: who marks, and who goes on. */
export type StepDraft = {
  id: string
  title: string
  form: string
  weight: string
  marking: string
  experts: string
  blind: boolean
  trimmed: boolean
  cut: string
  least: string
  top: string
  criteria: CriterionDraft[]
}

/** Rules as they are written in fields: ties and parts of the quota each by one word. */
export type RulesDraft = {
  steps: StepDraft[]
  ties: string[]
  places: string
  shared: string
  parts: Record<string, string>
}

/** Names a part of the quota in a draft. */
export function partKey(stage: string, kind: string): string {
  return `${stage}|${kind}`
}

const whole = (text: string, fallback: number) => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : fallback)

/** A step of a draft that nothing was written in yet. */
export function blankStep(id: string, criterionId: string): StepDraft {
  return {
    ...{ id, title: '', form: 'practical', weight: '0', marking: 'office', experts: '3', blind: false, trimmed: false },
    ...{ cut: 'none', least: '60', top: '10', criteria: [blankCriterion(criterionId)] },
  }
}

/** A criterion of a draft that nothing was written in yet. */
export function blankCriterion(id: string): CriterionDraft {
  return { id, title: '', max: '100', weight: '1' }
}

/** Rules as fields show them; back again they are the same rules. */
export function draftOf({ steps, ties, quota }: SelectionRules): RulesDraft {
  return {
    steps: steps.map(({ id, title, form, weight, experts, blind, double, average, cutOff, criteria }) => ({
      ...{ id, title, form, weight: String(weight), blind, trimmed: average === 'trimmed' },
      marking: experts > 0 ? 'experts' : double ? 'double' : 'office',
      experts: String(experts > 0 ? experts : 3),
      cut: cutOff.kind,
      least: cutOff.kind === 'score' ? sayPoints(cutOff.least) : '60',
      top: cutOff.kind === 'top' ? String(cutOff.size) : String(Math.max(1, quota.places * 2)),
      criteria: criteria.map((one) => ({
        ...{ id: one.id, title: one.title, max: sayPoints(one.maxCentipoints), weight: String(one.weight) },
      })),
    })),
    ties: ties.map((tie) =>
      tie.kind === 'years' ? 'years' : tie.kind === 'step' ? tie.stepId : `${tie.stepId}|${tie.criterionId}`,
    ),
    places: String(quota.places),
    shared: quota.parts.length === 0 ? 'all' : 'parts',
    parts: Object.fromEntries(quota.parts.map(({ stage, kind, places }) => [partKey(stage, kind), String(places)])),
  }
}

function stepOf(draft: StepDraft): SelectionRules['steps'][number] {
  const { id, title, form, weight, marking, experts, blind, trimmed, cut, least, top, criteria } = draft
  return {
    ...{ id, title: title.trim(), weight: whole(weight, 0), blind, double: marking === 'double' },
    form: stepForms.find((one) => one === form) ?? 'overall',
    experts: marking === 'experts' ? Math.max(1, whole(experts, 1)) : 0,
    average: marking === 'experts' && trimmed ? 'trimmed' : 'mean',
    cutOff:
      cut === 'score'
        ? { kind: 'score', least: Math.min(full, pointsOf(least) ?? 0) }
        : cut === 'top'
          ? { kind: 'top', size: Math.max(1, whole(top, 1)) }
          : { kind: 'none' },
    criteria: criteria.map((one) => ({
      ...{ id: one.id, title: one.title.trim(), weight: whole(one.weight, 0) },
      maxCentipoints: Math.max(100, pointsOf(one.max) ?? 100),
    })),
  }
}

/** The rules that a draft writes. */
export function rulesOf({ steps, ties, places, shared, parts }: RulesDraft): SelectionRules {
  return {
    steps: steps.map(stepOf),
    ties: ties.map((tie) => {
      const [stepId = '', criterionId] = tie.split('|')
      if (tie === 'years') return { kind: 'years' as const }
      return criterionId === undefined
        ? { kind: 'step' as const, stepId }
        : { kind: 'criterion' as const, stepId, criterionId }
    }),
    quota: {
      places: whole(places, 0),
      parts:
        shared === 'all'
          ? []
          : Object.entries(parts).flatMap(([key, typed]) => {
              const [stage = '', kind = ''] = key.split('|')
              const size = whole(typed, 0)
              return size === 0 ? [] : [{ stage, kind, places: size }]
            }),
    },
  }
}
