import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { trainingApi, useKeepPlan } from './plans-api.ts'

export type Content = SchoolPlanInFull['content']

const pauseMs = 700

/** What is being written of a plan. It is saved by itself a moment after the last change, and never over what somebody else saved. */
export function useDraft(plan: SchoolPlanInFull) {
  const cache = useQueryClient()
  const keep = useKeepPlan()
  const [content, setContent] = useState<Content>(plan.draft ?? plan.content)
  const [saved, setSaved] = useState({ revision: plan.revision, text: JSON.stringify(content) })
  const save = useMutation({
    mutationFn: (json: { revision: number; content: Content }) =>
      call(trainingApi['school-plans'][':schoolPlanId'].draft.$put({ param: { schoolPlanId: plan.id }, json })),
    onSuccess: ({ revision }, json) => {
      setSaved({ revision, text: JSON.stringify(json.content) })
      void cache.invalidateQueries({ queryKey: ['school-plans', 'list'] })
    },
  })
  const isDirty = JSON.stringify(content) !== saved.text
  const { mutate, isPending, isError } = save
  useEffect(() => {
    if (!isDirty || isPending || isError || content.title.trim().length < 2) return undefined
    const timer = setTimeout(() => mutate({ revision: saved.revision, content }), pauseMs)
    return () => clearTimeout(timer)
  }, [isDirty, isPending, isError, content, saved.revision, mutate])
  const submit = useMutation({
    mutationFn: async () => {
      if (isDirty) await save.mutateAsync({ revision: saved.revision, content })
      return call(trainingApi['school-plans'][':schoolPlanId'].submission.$post({ param: { schoolPlanId: plan.id } }))
    },
    onSuccess: keep,
  })
  return {
    content,
    change: (part: Partial<Content>) => setContent((before) => ({ ...before, ...part })),
    isDirty,
    isSaving: isPending,
    problem: save.error,
    retry: save.reset,
    submit,
  }
}

export type Draft = ReturnType<typeof useDraft>
