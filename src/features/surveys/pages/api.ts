import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { SurveyInFull } from '../contract.ts'
import type { surveyRoutes } from '../routes.ts'

export const surveysApi = client<typeof surveyRoutes>()

/** The tone of each state of a survey. */
export const toneOfSurvey = { draft: 'neutral', open: 'active', closed: 'done' } as const satisfies Record<
  SurveyInFull['state'],
  string
>

/** The surveys behind a programme, and whether it may be published without one. */
export function useNeeds(programmeId: string) {
  return useQuery({
    queryKey: ['surveys', 'needs', programmeId],
    queryFn: () => call(surveysApi.programmes[':programmeId'].needs.$get({ param: { programmeId } })),
  })
}

/** Keeps what a step answered, and lets the lists be read anew. */
export function useKeepSurvey() {
  const cache = useQueryClient()
  return async (survey: SurveyInFull) => {
    cache.setQueryData(['surveys', survey.id], survey)
    await Promise.all(['list', 'needs'].map((part) => cache.invalidateQueries({ queryKey: ['surveys', part] })))
  }
}
