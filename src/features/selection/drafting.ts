import type { SelectionRules } from './contract/rules.ts'

/** What the form of the rules asks: the usual scheme in three steps. */
export type RulesForm = {
  places: string
  parts: string
  written: string
  least: string
  top: string
  experts: string
  blind: boolean
  double: boolean
  trimmed: boolean
}

/** How the steps and what is scored in them are called. */
export type Called = Readonly<
  Record<'written' | 'practical' | 'overall' | 'paper' | 'lesson' | 'answers' | 'record', string>
>

// The record of work counts a fifth of the whole; the test and the assessment share the rest.
const overallWeight = 20
const full = 10_000

/** The form of rules as they stand. */
export function formOf(rules: SelectionRules): RulesForm {
  const [written, practical] = rules.steps
  const weights = rules.steps.reduce((sum, { weight }) => sum + weight, 0)
  return {
    places: String(rules.quota.places),
    parts: rules.quota.parts.map(({ stage, kind, places }) => [stage, kind, places].join(',')).join('\n'),
    written: String(weights === 0 ? 40 : Math.round(((written?.weight ?? 40) / weights) * 100)),
    least: String(written?.cutOff.kind === 'score' ? written.cutOff.least / 100 : 60),
    top: String(practical?.cutOff.kind === 'top' ? practical.cutOff.size : rules.quota.places * 2),
    experts: String(practical?.experts ?? 3),
    blind: practical?.blind ?? true,
    double: written?.double ?? false,
    trimmed: practical?.average === 'trimmed',
  }
}

/** The rules that a form asks for. */
export function rulesOf(form: RulesForm, called: Called): SelectionRules {
  const whole = (text: string, fallback: number) => (/^\d+$/.test(text.trim()) ? Number(text) : fallback)
  const written = Math.min(80, whole(form.written, 40))
  const plain = { experts: 0, blind: false, double: false, average: 'mean' as const }
  const criterion = (id: string, title: string, weight: number) => ({ id, title, maxCentipoints: full, weight })
  const parts = form.parts
    .split('\n')
    .map((line) => line.split(/[,，]/).map((cell) => cell.trim()))
    .flatMap(([stage = '', kind = '', places = '']) =>
      stage === '' ? [] : [{ stage, kind, places: whole(places, 0) }],
    )
  return {
    steps: [
      {
        ...plain,
        ...{ id: 'written', title: called.written, form: 'written', weight: written, double: form.double },
        cutOff: { kind: 'score', least: Math.round(Number(form.least) * 100) || 0 },
        criteria: [criterion('paper', called.paper, 1)],
      },
      {
        ...plain,
        ...{ id: 'practical', title: called.practical, form: 'practical', weight: 100 - overallWeight - written },
        ...{ experts: whole(form.experts, 3), blind: form.blind, average: form.trimmed ? 'trimmed' : 'mean' },
        cutOff: { kind: 'top', size: Math.max(1, whole(form.top, 1)) },
        criteria: [criterion('lesson', called.lesson, 60), criterion('answers', called.answers, 40)],
      },
      {
        ...plain,
        ...{ id: 'overall', title: called.overall, form: 'overall', weight: overallWeight },
        cutOff: { kind: 'none' },
        criteria: [criterion('record', called.record, 1)],
      },
    ],
    ties: [{ kind: 'step', stepId: 'practical' }, { kind: 'step', stepId: 'written' }, { kind: 'years' }],
    quota: { places: whole(form.places, 0), parts },
  }
}
