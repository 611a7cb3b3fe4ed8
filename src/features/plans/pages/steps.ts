import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { PlanReview, SentChange } from '../contract/documents.ts'
import type { planRoutes } from '../routes.ts'

const api = client<typeof planRoutes>()

/** One step of a review. */
export type Step = SentChange['ops'][number]

/** The key under which a review is kept. */
export const reviewKey = (id: string) => ['plan-documents', id] as const

/** Takes steps of a review one after another: quick keys wait for each other, and each starts from the draft that the last one made. */
export function useSteps(id: string) {
  const cache = useQueryClient()
  return useMutation({
    // Steps of one document queue up instead of overtaking each other.
    scope: { id: `review-${id}` },
    mutationFn: (ops: Step[]) => {
      const version = cache.getQueryData<PlanReview>(reviewKey(id))?.version ?? 0
      return call(
        api['plan-documents'][':planDocumentId'].$patch({ param: { planDocumentId: id }, json: { version, ops } }),
      )
    },
    onSuccess: (changed) => {
      cache.setQueryData<PlanReview>(reviewKey(id), (before) => before && { ...before, ...changed })
    },
  })
}
