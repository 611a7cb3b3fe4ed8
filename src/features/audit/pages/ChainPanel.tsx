import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { AuditChain } from '../contract.ts'
import type { auditRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof auditRoutes>()

/** How far the trail is sealed, what waits, and the way to prove all of it. */
export function ChainPanel() {
  const t = useWords(words)
  const chain = useQuery({
    queryKey: ['audit-chain'],
    queryFn: () => call(api['audit-chain'].$get()),
    // Whoever may not see it is not asked again.
    refetchInterval: ({ state }) => (state.error ? false : 5_000),
  })
  const [outcome, setOutcome] = useState<unknown>()
  const verify = useMutation({ mutationFn: () => call(api['audit-verifications'].$post()) })
  return (
    <Section
      title={t('chain.title')}
      actions={
        <ActionButton
          pending={verify.isPending}
          onClick={() => {
            setOutcome(undefined)
            verify.mutate()
          }}
        >
          {t('chain.verify')}
        </ActionButton>
      }
    >
      <div className="stack">
        <p className="quiet">{t('chain.lead')}</p>
        <Loaded query={chain} words={words} lines={2}>
          {(found) => (
            <div className="stack-tight">
              <Facts items={factsOf(t, found)} />
              <p className="quiet breakable">
                {t('chain.head')} <code>{found.head}</code>
              </p>
            </div>
          )}
        </Loaded>
        <ProblemNote problem={verify.error} words={words} />
        {verify.data && outcome === undefined ? (
          <JobProgress jobId={verify.data.jobId} onDone={setOutcome} words={words} />
        ) : null}
        {outcome === undefined ? null : <Finding outcome={outcome} />}
      </div>
    </Section>
  )
}

function factsOf(t: Translate<typeof words>, chain: AuditChain) {
  const { unsealed } = chain
  return [
    { label: t('chain.sealed'), value: formatCount(chain.sealed) },
    { label: t('chain.seals'), value: formatCount(chain.seals) },
    { label: t('chain.unsealed'), value: formatCount(unsealed.count) },
    ...(unsealed.oldestAt === null ? [] : [{ label: t('chain.oldest'), value: formatDateTime(unsealed.oldestAt) }]),
    ...(chain.sealedAt === null ? [] : [{ label: t('chain.sealedAt'), value: formatDateTime(chain.sealedAt) }]),
    { label: t('chain.kept'), value: t('chain.kept.days', { days: chain.keptDays }) },
  ]
}

const kinds = ['seal_missing', 'link_broken', 'entry_missing', 'entries_altered'] as const

/** What a verification found; the outcome of a job is whatever JSON it left. */
function Finding({ outcome }: { outcome: unknown }) {
  const t = useWords(words)
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined
  const count = (key: string) => {
    const value = at(outcome, key)
    return Array.isArray(value) ? value.length : Number(value ?? 0)
  }
  if (at(outcome, 'whole') === true) {
    return <Note tone="done">{t('chain.whole', { entries: count('entries'), seals: count('seals') })}</Note>
  }
  const breach = at(outcome, 'breach')
  const kind = kinds.find((each) => each === at(breach, 'kind'))
  return (
    <Note tone="danger">
      {kind ? t('chain.broken', { seq: Number(at(breach, 'seq')), why: t(`breach.${kind}`) }) : null}
      {count('unknown') + count('gone') > 0
        ? t('chain.strays', { unknown: count('unknown'), gone: count('gone') })
        : null}
    </Note>
  )
}
