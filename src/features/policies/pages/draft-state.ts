import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Policy } from '../../../lib/policy/language.ts'
import { call, ProblemError } from '../../../platform/web/call.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { policiesApi } from './policies-api.ts'

type Draft = NonNullable<PolicyInFull['draft']>

/** Changes a draft. What is typed into one `field` one after another is one step for undoing. */
export type ChangeText = (change: (text: Policy) => Policy, field?: string) => void

type Written = { readonly text: Policy; readonly past: readonly Policy[]; readonly field: string }

// As many steps as anybody goes back.
const mostSteps = 100
const pause = 700

/**
 * The text of a draft while it is written: every change is saved by itself a moment later over the revision that was read,
 * and can be undone. Where somebody else was quicker, their draft is handed out and nothing is overwritten unasked.
 */
export function useDraft(policyId: string, draft: Draft) {
  const cache = useQueryClient()
  const [{ text, past }, setWritten] = useState<Written>({ text: draft.policy, past: [], field: '' })
  const [known, setKnown] = useState({ revision: draft.revision, text: draft.policy })
  const [theirs, setTheirs] = useState<Draft | undefined>()
  const param = { policyId }
  const save = useMutation({
    mutationFn: (policy: Policy) =>
      call(policiesApi['hour-policies'][':policyId'].draft.$put({ param, json: { revision: known.revision, policy } })),
    onSuccess: (answer, sent) => {
      cache.setQueryData(['hour-policies', policyId], answer)
      if (answer.draft) setKnown({ revision: answer.draft.revision, text: sent })
    },
    onError: async (problem) => {
      if (!(problem instanceof ProblemError) || problem.code !== 'revision_outdated') return
      const now = await call(policiesApi['hour-policies'][':policyId'].$get({ param }))
      setTheirs(now.draft ?? undefined)
    },
  })
  const isChanged = text !== known.text
  const hasFailed = save.isError && save.variables === text
  const { mutate, isPending } = save
  const isDue = isChanged && !hasFailed && !isPending && theirs === undefined
  const send = useEffectEvent(() => mutate(text))
  useEffect(() => {
    if (!isDue) return undefined
    const timer = setTimeout(() => send(), pause)
    return () => clearTimeout(timer)
  }, [isDue, text])
  const leave = useEffectEvent(() => {
    if (isDue) mutate(text)
  })
  useEffect(() => () => leave(), [])

  const change: ChangeText = (how, field = '') =>
    setWritten((now) => {
      const next = how(now.text)
      if (next === now.text) return now
      const isSameField = field !== '' && field === now.field
      return { text: next, past: isSameField ? now.past : [...now.past.slice(-mostSteps), now.text], field }
    })
  return {
    text,
    change,
    undo:
      past.length === 0
        ? undefined
        : () => setWritten((now) => ({ text: now.past.at(-1) ?? now.text, past: now.past.slice(0, -1), field: '' })),
    state: theirs ? 'conflict' : hasFailed ? 'failed' : isPending ? 'saving' : isChanged ? 'unsaved' : 'saved',
    problem: save.error,
    retry: () => mutate(text),
    base: known.text,
    theirs,
    takeTheirs: () => {
      if (!theirs) return
      setKnown({ revision: theirs.revision, text: theirs.policy })
      setWritten((now) => ({ text: theirs.policy, past: [...now.past, now.text], field: '' }))
      setTheirs(undefined)
      save.reset()
    },
    keepMine: () => {
      if (!theirs) return
      setKnown({ revision: theirs.revision, text: theirs.policy })
      setTheirs(undefined)
      save.reset()
    },
  } as const
}

/** A list with one of its members changed. */
export function changedAt<T>(list: readonly T[], index: number, member: T): readonly T[] {
  return list.map((each, place) => (place === index ? member : each))
}

/** A list without one of its members. */
export function withoutAt<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, place) => place !== index)
}

/** A list with one of its members one place further up. */
export function movedUp<T>(list: readonly T[], index: number): readonly T[] {
  const [member, before] = [list[index], list[index - 1]]
  return member === undefined || before === undefined ? list : list.with(index - 1, member).with(index, before)
}

/** A value that is left out where there is nothing in it: an empty list asks nothing and is not written down. */
export function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
