import { useState } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Delegation } from '../contract/delegations.ts'
import { useActing } from '../parts.tsx'
import { delegationWords } from '../words/delegations.ts'
import { DelegateDialog } from './DelegateDialog.tsx'
import { DelegationTag, termOf, useRolesOf } from './DelegationFacts.tsx'
import { EndDelegationDialog } from './EndDelegationDialog.tsx'
import { useOwnDelegations } from './own-delegations.ts'

/** One's own delegations: whom one stands in for, and who stands in for oneself. */
export function DelegationsPage() {
  const t = useWords(delegationWords)
  const query = useOwnDelegations()
  const { actingFor } = useActing()
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Delegation | undefined>()
  const delegable = query.data?.delegable ?? []
  const denied = actingFor !== null ? t('make.denied') : delegable.length === 0 ? t('make.roles.none') : undefined
  return (
    <Page
      title={t('delegations')}
      lead={t('delegations.lead')}
      actions={
        <ActionButton kind="primary" icon="plus" reason={denied} onClick={() => setMaking(true)}>
          {t('make')}
        </ActionButton>
      }
    >
      <Loaded query={query} words={delegationWords}>
        {({ given, received, mostDays }) => (
          <div className="stack">
            <Section title={t('received')}>
              <List rows={received} side="received" onEnd={setEnding} />
            </Section>
            <Section title={t('given')}>
              <List rows={given} side="given" onEnd={setEnding} />
            </Section>
            {making ? (
              <DelegateDialog delegable={delegable} mostDays={mostDays} onClose={() => setMaking(false)} />
            ) : null}
          </div>
        )}
      </Loaded>
      {ending ? <EndDelegationDialog delegation={ending} as="own" onClose={() => setEnding(undefined)} /> : null}
    </Page>
  )
}

function List({
  rows,
  side,
  onEnd,
}: {
  rows: readonly Delegation[]
  side: 'given' | 'received'
  onEnd: (delegation: Delegation) => void
}) {
  const t = useWords(delegationWords)
  const rolesOf = useRolesOf()
  const isReceived = side === 'received'
  return (
    <PlainTable
      label={t(side)}
      rows={[...rows]}
      rowId={(row) => row.id}
      empty={
        isReceived ? (
          <EmptyState title={t('received.none')} />
        ) : (
          <EmptyState title={t('given.none')} hint={t('given.none.hint')} />
        )
      }
      columns={[
        {
          key: 'who',
          title: t(isReceived ? 'principal' : 'delegate'),
          cell: (row) => (isReceived ? row.principalName : row.delegateName),
        },
        { key: 'roles', title: t('roles'), cell: rolesOf },
        { key: 'term', title: t('term'), cell: (row) => <span className="num">{termOf(t, row)}</span> },
        { key: 'reason', title: t('reason'), cell: (row) => row.reason },
        { key: 'standing', title: t('standing'), cell: (row) => <DelegationTag delegation={row} /> },
        { key: 'act', title: '', align: 'end', cell: (row) => <Acts row={row} side={side} onEnd={onEnd} /> },
      ]}
    />
  )
}

function Acts({
  row,
  side,
  onEnd,
}: {
  row: Delegation
  side: 'given' | 'received'
  onEnd: (delegation: Delegation) => void
}) {
  const t = useWords(delegationWords)
  const { actingFor, act } = useActing()
  if (row.standing === 'over' || row.standing === 'ended') return null
  const denied =
    row.standing === 'ahead'
      ? t('act.ahead', { fromOn: formatDate(row.fromOn) })
      : actingFor?.delegationId === row.id
        ? t('act.acting')
        : undefined
  return (
    <span className="cluster">
      {side === 'received' ? (
        <ActionButton
          reason={denied}
          pending={act.isPending}
          onClick={() => act.mutate(row.id, { onError: (problem: unknown) => toastProblem(problem, delegationWords) })}
        >
          {t('act')}
        </ActionButton>
      ) : null}
      <ActionButton kind="quiet" onClick={() => onEnd(row)}>
        {t(side === 'received' ? 'end.resign' : 'end')}
      </ActionButton>
    </span>
  )
}
