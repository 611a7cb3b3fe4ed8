import { useState } from 'react'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { maySpend } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { HourSpend } from '../contract/spending.ts'
import { words } from '../words.ts'
import { useSpends } from './ledger.ts'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { SpendDialog } from './SpendDialog.tsx'

/** What somebody's hours were used for, each hour once for a purpose, and the way to use or release some. */
export function Spends({ credits }: { credits: Credits }) {
  const t = useWords(words)
  const { personId } = credits
  const me = useMe().data
  const spends = useSpends(personId)
  const [isUsing, setUsing] = useState(false)
  const [releasing, setReleasing] = useState<HourSpend | undefined>()
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const mayNot =
    accessRefusal(maySpend, asker) !== undefined
      ? t('reason.spend')
      : asker?.personId === personId
        ? t('reason.spend.own')
        : undefined
  const isEmpty = !credits.entries.some((entry) => entry.direction !== 'reversed' && entry.reversedById === null)
  return (
    <Section
      title={t('spends')}
      note={t('spends.lead')}
      actions={
        <ActionButton
          reason={mayNot ?? (isEmpty ? t('reason.spend.nothing') : undefined)}
          onClick={() => setUsing(true)}
        >
          {t('spends.use')}
        </ActionButton>
      }
    >
      <ProblemNote problem={spends.error} words={words} />
      <PlainTable
        label={t('spends')}
        rows={spends.data?.items ?? []}
        rowId={(spend) => spend.id}
        empty={t('spends.empty')}
        columns={[
          { key: 'purpose', title: t('spends.purpose'), cell: (spend) => t(`purpose.${spend.purpose}`) },
          { key: 'case', title: t('spends.caseNo'), cell: (spend) => <Case spend={spend} /> },
          { key: 'hours', title: t('hours'), align: 'end', cell: (spend) => formatHours(spend.centihours) },
          {
            key: 'release',
            title: '',
            cell: (spend) =>
              spend.release ? (
                <StateTag tone="neutral">{t('spends.released', { reason: spend.release.reason })}</StateTag>
              ) : (
                <ActionButton kind="quiet" icon="undo" reason={mayNot} onClick={() => setReleasing(spend)}>
                  {t('spends.release')}
                </ActionButton>
              ),
          },
        ]}
      />
      {isUsing ? <SpendDialog credits={credits} onClose={() => setUsing(false)} /> : null}
      {releasing ? <ReleaseDialog spend={releasing} onClose={() => setReleasing(undefined)} /> : null}
    </Section>
  )
}

function Case({ spend }: { spend: HourSpend }) {
  const t = useWords(words)
  return (
    <>
      {spend.caseNo}{' '}
      {spend.reversedIds.length === 0 ? null : (
        <StateTag tone="danger">{t('spends.reversed', { count: spend.reversedIds.length })}</StateTag>
      )}
      <br />
      <span className="quiet">{t('spends.by', { name: spend.spentByName, date: formatDateTime(spend.spentAt) })}</span>
    </>
  )
}
