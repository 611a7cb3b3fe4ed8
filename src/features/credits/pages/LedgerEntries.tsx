import { useState } from 'react'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayClass } from '../../../lib/policy/phrases.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { formatDay, joinNames } from '../../../ui/format.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayReverse } from '../access.ts'
import type { CreditEntry, Credits } from '../contract.ts'
import { words } from '../words.ts'
import { ReverseDialog } from './ReverseDialog.tsx'

/** The entries of a ledger, the latest first, each with those who vouched for it. */
export function LedgerEntries({ credits }: { credits: Credits }) {
  const t = useWords(words)
  const me = useMe().data
  const [reversing, setReversing] = useState<CreditEntry | undefined>()
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const mayTakeBack =
    credits.asOf === null && accessRefusal(mayReverse, asker) === undefined && asker?.personId !== credits.personId
  const isOpen = (entry: CreditEntry) => entry.direction !== 'reversed' && entry.reversedById === null
  return (
    <>
      <PlainTable
        label={t('ledger.entries')}
        rows={credits.entries}
        rowId={(entry) => entry.id}
        empty={t('ledger.entries.empty')}
        columns={[
          { key: 'source', title: t('source'), cell: (entry) => <What entry={entry} /> },
          { key: 'hours', title: t('hours'), align: 'end', cell: (entry) => formatHours(entry.centihours) },
          { key: 'earnedOn', title: t('earnedOn'), cell: (entry) => formatDay(entry.earnedOn) },
          {
            key: 'reverse',
            title: '',
            cell: (entry) =>
              mayTakeBack && isOpen(entry) ? (
                <ActionButton kind="quiet" icon="undo" onClick={() => setReversing(entry)}>
                  {t('reverse')}
                </ActionButton>
              ) : entry.reversedById === null ? null : (
                <StateTag tone="danger">{t('entry.isReversed')}</StateTag>
              ),
          },
        ]}
      />
      {credits.chain.brokenAt === null && credits.chain.entries > 0 ? (
        <p className="quiet">{t('ledger.chain.whole', { count: credits.chain.entries })}</p>
      ) : null}
      {reversing ? (
        <ReverseDialog entry={reversing} personId={credits.personId} onClose={() => setReversing(undefined)} />
      ) : null}
    </>
  )
}

function What({ entry }: { entry: CreditEntry }) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  const { recordedByName, approvedByName, postedByName } = entry
  return (
    <>
      {entry.direction === 'earned' ? '' : `${t(`entry.${entry.direction}`)} · `}
      {entry.sourceTitle}
      <br />
      <span className="quiet">
        {sayClass(entry, tongue) || t('category.none')} ·{' '}
        {recordedByName !== null && approvedByName !== null
          ? t('entry.vouched', { recorder: recordedByName, approver: approvedByName, verifier: postedByName })
          : (entry.reason ?? postedByName)}{' '}
        · {t('entry.mark')} {entry.mark}
        {entry.evidence.length > 0
          ? ` · ${t('entry.evidence', { titles: joinNames(entry.evidence.map(({ kind, title }) => t('proof', { kind: termOf(kind, tongue), title }))) })}`
          : ''}
      </span>
    </>
  )
}
