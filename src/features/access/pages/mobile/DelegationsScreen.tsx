import { useState } from 'react'
import { at } from '../../../../platform/web/route.ts'
import { formatDate } from '../../../../ui/format.ts'
import { Empty, Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { Delegation } from '../../contract/delegations.ts'
import { useActing } from '../../parts.tsx'
import { words } from '../../words.ts'
import { delegationWords } from '../../words/delegations.ts'
import { refusalWords, useEnding, useOwnDelegations } from '../own-delegations.ts'
import { DelegateSheet } from './DelegateSheet.tsx'

type Chosen = { readonly delegation: Delegation; readonly side: 'given' | 'received' }

/** One's own delegations on a phone. */
export function DelegationsScreen() {
  const t = useWords(delegationWords)
  const query = useOwnDelegations()
  const { actingFor } = useActing()
  const [chosen, setChosen] = useState<Chosen | undefined>()
  const [making, setMaking] = useState(false)
  const delegable = query.data?.delegable ?? []
  return (
    <Screen title={t('delegations')} back={at.phone.me()}>
      <p className="quiet">{t('delegations.lead')}</p>
      <Loaded query={query} words={delegationWords}>
        {({ received, given, mostDays }) => (
          <>
            <List rows={received} side="received" onChoose={setChosen} />
            <List rows={given} side="given" onChoose={setChosen} />
            <BigButton
              kind="primary"
              reason={actingFor ? t('make.denied') : delegable.length === 0 ? t('make.roles.none') : undefined}
              onPress={() => setMaking(true)}
            >
              {t('make')}
            </BigButton>
            <DelegateSheet open={making} delegable={delegable} mostDays={mostDays} onClose={() => setMaking(false)} />
          </>
        )}
      </Loaded>
      {chosen ? <One chosen={chosen} onClose={() => setChosen(undefined)} /> : null}
    </Screen>
  )
}

function List({
  rows,
  side,
  onChoose,
}: {
  rows: readonly Delegation[]
  side: 'given' | 'received'
  onChoose: (chosen: Chosen) => void
}) {
  const t = useWords(delegationWords)
  return (
    <Block title={t(side)}>
      {rows.length === 0 ? (
        <Empty title={t(side === 'received' ? 'received.none' : 'given.none')} />
      ) : (
        <Rows label={t(side)}>
          {rows.map((delegation) => (
            <Row
              key={delegation.id}
              title={side === 'received' ? delegation.principalName : delegation.delegateName}
              lead={t('term.of', { fromOn: formatDate(delegation.fromOn), toOn: formatDate(delegation.toOn) })}
              note={delegation.reason}
              end={
                delegation.endedHow === null ? t(`standing.${delegation.standing}`) : t(`ended.${delegation.endedHow}`)
              }
              onPress={() => onChoose({ delegation, side })}
            />
          ))}
        </Rows>
      )}
    </Block>
  )
}

function One({ chosen: { delegation, side }, onClose }: { chosen: Chosen; onClose: () => void }) {
  const t = useWords(delegationWords)
  const say = useWords(words)
  const { actingFor, act } = useActing()
  const ending = useEnding('own', () => {
    toast(t('end.done'))
    onClose()
  })
  const { id, standing, fromOn, principalName: principal, delegateName: who } = delegation
  const isOver = standing === 'over' || standing === 'ended'
  const denied =
    standing === 'ahead'
      ? t('act.ahead', { fromOn: formatDate(fromOn) })
      : actingFor?.delegationId === id
        ? t('act.acting')
        : undefined
  return (
    <Sheet title={side === 'received' ? principal : who} open onClose={onClose}>
      <div className="stack">
        <Rows label={t('roles')}>
          {delegation.grants.map(({ grantId, role, organisationName }) => (
            <Row key={grantId} title={say(`role.${role}`)} lead={organisationName} />
          ))}
        </Rows>
        {isOver ? (
          <p className="quiet">{t('end.over')}</p>
        ) : (
          <>
            <Problem problem={act.error ?? ending.error} words={refusalWords} />
            {side === 'received' ? (
              <BigButton kind="primary" reason={denied} pending={act.isPending} onPress={() => act.mutate(id)}>
                {t('act')}
              </BigButton>
            ) : null}
            <p className="quiet">{t('end.lead', { who, principal })}</p>
            <BigButton kind="danger" pending={ending.isPending} onPress={() => ending.mutate({ id, reason: '' })}>
              {t(side === 'received' ? 'end.resign' : 'end')}
            </BigButton>
          </>
        )}
      </div>
    </Sheet>
  )
}
