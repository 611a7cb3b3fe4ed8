import type { ReactNode } from 'react'
import { formatHours } from '../../../../lib/hours.ts'
import { sayClass } from '../../../../lib/policy/phrases.ts'
import { formatDay, unitWord } from '../../../../ui/format.ts'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row } from '../../../../ui/phone/rows.tsx'
import { currentLanguage, useWords } from '../../../../ui/words.ts'
import type { CreditEntry } from '../../contract.ts'
import { words } from '../../words.ts'

/** An entry of one's own ledger: the work, who vouched for it, and whether it still stands. `note` says more of it. */
export function EntryRow({ entry, note }: { entry: CreditEntry; note?: ReactNode }) {
  const t = useWords(words)
  const what = entry.direction === 'earned' ? '' : `${t(`entry.${entry.direction}`)} · `
  const vouched =
    entry.recordedByName !== null && entry.approvedByName !== null
      ? t('entry.vouched', {
          recorder: entry.recordedByName,
          approver: entry.approvedByName,
          verifier: entry.postedByName,
        })
      : (entry.reason ?? '')
  return (
    <Row
      title={`${what}${entry.sourceTitle}`}
      lead={[
        sayClass(entry, currentLanguage() === 'en' ? 'en' : 'zh') || t('category.none'),
        formatDay(entry.earnedOn),
      ].join(' · ')}
      note={note ?? vouched}
      end={
        entry.reversedById === null ? (
          `${formatHours(entry.centihours)} ${unitWord('hour')}`
        ) : (
          <Chip tone="danger">{t('entry.isReversed')}</Chip>
        )
      }
    />
  )
}
