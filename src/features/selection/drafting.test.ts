import { expect, test } from 'vitest'
import { rulesRefusal } from './core/engine.ts'
import { blankStep, draftOf, partKey, rulesOf, usualRules } from './drafting.ts'
import { testRules } from './testing.ts'

const called = {
  ...{ written: '笔试', practical: '实践', overall: '综合' },
  ...{ paper: '试卷', lesson: '说课', answers: '答辩', record: '业绩' },
}

test('[001-45] rules that fields show come back as they were', () => {
  const usual = usualRules(10, called)
  const [first] = usual.steps
  if (!first) throw new Error('no step')
  const parts = [{ stage: '2', kind: 'rural', places: 10 }]
  const rich = {
    ...usual,
    steps: [{ ...first, double: true, blind: true, cutOff: { kind: 'score' as const, least: 6050 } }],
    ties: [{ kind: 'criterion' as const, stepId: 'written', criterionId: 'paper' }, { kind: 'years' as const }],
    quota: { places: 10, parts },
  }
  for (const rules of [usual, rich, testRules()]) expect(rulesOf(draftOf({ ...rules, ...plain(rules) }))).toEqual(rules)
  expect(rulesRefusal(usual)).toBeUndefined()
})

const plain = (rules: ReturnType<typeof testRules>) => ({
  steps: rules.steps.map((step) => ({ ...step, criteria: [...step.criteria] })),
  ties: [...rules.ties],
  quota: { places: rules.quota.places, parts: [...rules.quota.parts] },
})

test('what a draft lacks is said by the refusals of the start', () => {
  const draft = draftOf(usualRules(10, called))
  const said = (more: Partial<typeof draft>) => rulesRefusal(rulesOf({ ...draft, ...more }))
  expect(said({ steps: [] })).toBe('steps_missing')
  expect(said({ places: '' })).toBe('quota_missing')
  expect(said({ ties: ['gone'] })).toBe('tie_unknown')
  expect(said({ shared: 'parts', parts: { [partKey('2', 'rural')]: '9' } })).toBe('quota_parts_differ')
  expect(said({ steps: [...draft.steps, { ...blankStep('s-1', 'c-1'), title: '笔试' }] })).toBe('names_repeated')
  expect(said({ steps: [...draft.steps, { ...blankStep('s-1', 'c-1'), title: '面谈', criteria: [] }] })).toBe(
    'criteria_missing',
  )
})
