import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { joinNames } from '../../../ui/format.ts'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { deciders } from '../access.ts'
import type { EnrolmentRow } from '../contract.ts'
import { moves, type Decision, type EnrolmentState } from '../core.ts'
import type { enrolmentRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { namedRefusals } from '../words/requests.ts'

/** The routes of applications, for this feature's pages. */
export const enrolmentApi = client<typeof enrolmentRoutes>()

/** What may be decided for people who are not oneself. */
export type Deed = Exclude<Decision, 'withdraw' | 'miss' | 'reinstate'>
type Refused = { readonly code: string; readonly names: readonly string[] }
type Asked = { readonly rows: readonly EnrolmentRow[]; readonly decision: Deed; readonly reason: string | null }

/** People by name: a few of them, and how many there are where there are more. */
export function useNames(): (rows: readonly EnrolmentRow[]) => string {
  const t = useWords(words)
  return (rows) => {
    const names = rows.map((row) => row.personName)
    const few = joinNames(names.slice(0, 5))
    return names.length > 5 ? t('names.more', { names: few, count: names.length }) : few
  }
}

/** Takes decisions, tells by name what became of whom, and offers to take back what can be taken back. */
export function useDeciding(onDone: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  const sayNames = useNames()
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const decide = useMutation({
    mutationFn: ({ rows, decision, reason }: Asked) =>
      call(enrolmentApi['enrolment-decisions'].$post({ json: { ids: rows.map(({ id }) => id), decision, reason } })),
    onSuccess: async (outcome, { rows, decision }) => {
      const codeOf = new Map(outcome.rows.map(({ id, code }) => [id, code]))
      const done = rows.filter(({ id }) => codeOf.get(id) === null)
      const byCode = Map.groupBy(
        rows.filter(({ id }) => codeOf.get(id)),
        ({ id }) => codeOf.get(id) ?? '',
      )
      setRefused([...byCode].map(([code, each]) => ({ code, names: each.map((row) => row.personName) })))
      const undo = {
        label: t('undo'),
        run: () =>
          decide.mutate(
            { rows: done, decision: 'recall', reason: null },
            { onError: (problem) => toastProblem(problem, namedRefusals) },
          ),
      }
      if (done.length > 0) {
        toast(t(`done.${decision}`, { names: sayNames(done) }), decision === 'approve' ? { undo } : {})
      }
      onDone()
      await cache.invalidateQueries()
    },
  })
  return { decide, refused, forget: () => setRefused([]) }
}

export type Deciding = ReturnType<typeof useDeciding>

/** Which decisions whoever looks may take on applications in this state. */
export function useDeeds(state: EnrolmentState): readonly Deed[] {
  const held: Record<Deed, boolean> = {
    approve: useHolds(...deciders.approve),
    return: useHolds(...deciders.return),
    recall: useHolds(...deciders.recall),
    admit: useHolds(...deciders.admit),
    decline: useHolds(...deciders.decline),
    dismiss: useHolds(...deciders.dismiss),
    revoke: useHolds(...deciders.revoke),
  }
  const deeds: readonly Deed[] = ['approve', 'admit', 'return', 'recall', 'decline', 'revoke', 'dismiss']
  return deeds.filter((deed) => held[deed] && moves[deed].from.includes(state))
}
