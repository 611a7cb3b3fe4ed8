import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/web/call.ts'
import { Note } from '../../../ui/feedback.tsx'
import { joinNames } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { certificatesApi } from '../../certificates/parts.tsx'
import type { CreditRecord, Outcome } from '../contract.ts'
import { creditsApi as api } from '../parts.tsx'
import { words } from '../words.ts'

type Deed = 'approve' | 'verify'

// As many as one request decides on.
const mostAtOnce = 500

/** Decides on many records in parts, one after the other, and gives what became of each. */
export async function inParts(
  ids: readonly string[],
  decideOn: (part: string[]) => Promise<{ readonly outcomes: readonly Outcome[] }>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const answer = await decideOn(ids.slice(from, from + mostAtOnce))
    outcomes.push(...answer.outcomes)
  }
  return outcomes
}

const decide = (deed: Deed, ids: string[]) =>
  deed === 'approve'
    ? call(api['credit-record-approvals'].$post({ json: { ids } }))
    : call(certificatesApi['credit-record-verifications'].$post({ json: { ids } }))

/** Takes the next step for many records at once, and tells what became of them. */
export function useDecision() {
  const t = useWords(words)
  const cache = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ deed, ids }: { deed: Deed; ids: string[] }) => inParts(ids, (part) => decide(deed, part)),
    onError: (problem) => toast(sayRefusal(problem, words), { tone: 'danger' }),
    // Parts that went before one that failed were done.
    onSettled: () => cache.invalidateQueries({ queryKey: ['credit-records'] }),
  })
  return {
    pending: mutation.isPending,
    run: (deed: Deed, ids: string[], onDone: (outcomes: readonly Outcome[]) => void) =>
      mutation.mutate({ deed, ids }, { onSuccess: onDone }),
    /** Says how many were done; gives those back that were not. */
    tell: (deed: Deed | 'return', outcomes: readonly Outcome[]): readonly Outcome[] => {
      const refused = outcomes.filter((row) => row.outcome === 'refused')
      const count = outcomes.length - refused.length
      if (count > 0) toast(t(`${deed}.done`, { count }))
      void cache.invalidateQueries({ queryKey: ['credit-records'] })
      void cache.invalidateQueries({ queryKey: ['credits'] })
      return refused
    },
  }
}

/** The rows of a batch that were not done, each group under its reason. */
export function Outcomes({ outcomes, rows }: { outcomes: readonly Outcome[]; rows: readonly CreditRecord[] }) {
  const t = useWords(words)
  if (outcomes.length === 0) return null
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.personName
  return (
    <Note tone="attention">
      {[...Map.groupBy(outcomes, (row) => row.code ?? '')].map(([code, group]) => (
        <p key={code}>
          {t('outcome.refused', { count: group.length })} {sayRefusal({ code }, words)}{' '}
          <span className="quiet">{joinNames(group.flatMap((row) => nameOf(row.id) || []))}</span>
        </p>
      ))}
    </Note>
  )
}
