import type { Rules } from './core/engine.ts'

/** Rules of a test: a written test that lets on from 60 points, and a practical assessment by experts. */
export function testRules(more: Partial<Rules> = {}): Rules {
  return {
    steps: [
      {
        ...{ id: 'written', title: '笔试', form: 'written', weight: 40, experts: 0, blind: false, double: false },
        ...{ average: 'mean', cutOff: { kind: 'score', least: 6000 } },
        criteria: [{ id: 'paper', title: '试卷', maxCentipoints: 10_000, weight: 1 }],
      },
      {
        ...{
          id: 'practical',
          title: '实践考核',
          form: 'practical',
          weight: 60,
          experts: 2,
          blind: true,
          double: false,
        },
        ...{ average: 'trimmed', cutOff: { kind: 'none' } },
        criteria: [{ id: 'lesson', title: '说课', maxCentipoints: 10_000, weight: 1 }],
      },
    ],
    ties: [{ kind: 'step', stepId: 'practical' }, { kind: 'years' }],
    quota: { places: 2, parts: [] },
    ...more,
  }
}
