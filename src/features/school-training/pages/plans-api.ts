import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { SchoolPlan, SchoolPlanInFull } from '../contract/plans.ts'
import type { schoolTrainingRoutes } from '../routes.ts'
import { words } from '../words.ts'

/** The routes of school-based training, for this feature's pages. */
export const trainingApi = client<typeof schoolTrainingRoutes>()

/** The tone of each state of a plan. */
export const toneOfPlan: Readonly<Record<SchoolPlan['state'], Tone>> = {
  draft: 'neutral',
  submitted: 'waiting',
  school_approved: 'waiting',
  returned: 'attention',
  approved: 'active',
  closed: 'done',
}

/** The tone of each state of a session. */
export const toneOfSession = { planned: 'waiting', held: 'done', cancelled: 'neutral' } as const satisfies Record<
  string,
  Tone
>

/** The tone of each mark. */
export const toneOfMark = { present: 'done', leave: 'neutral', absent: 'danger' } as const satisfies Record<
  string,
  Tone
>

/** Names a semester as schools do: by its school year and its half. */
export function useSemester(): (plan: { readonly year: number; readonly term: number }) => string {
  const t = useWords(words)
  return ({ year, term }) =>
    t(term === 1 ? 'semester.first' : 'semester.second', { from: String(year), to: String(year + 1) })
}

/** The semester that a day falls into: from August the first of a new school year, from February the second of the old one. */
export function semesterOf(today: string): { year: number; term: 1 | 2 } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (month >= 8) return { year, term: 1 }
  return { year: year - 1, term: month === 1 ? 1 : 2 }
}

/** Takes a plan over as the server answered it, and lets the lists be asked anew. */
export function useKeepPlan(): (plan: SchoolPlanInFull) => Promise<void> {
  const cache = useQueryClient()
  return async (plan) => {
    cache.setQueryData(['school-plans', plan.id], plan)
    await cache.invalidateQueries({ queryKey: ['school-plans', 'list'] })
    void cache.invalidateQueries({ queryKey: ['school-plan-hours', plan.id] })
    void cache.invalidateQueries({ queryKey: ['workbench'] })
    void cache.invalidateQueries({ queryKey: ['my-school-training'] })
  }
}
