import { useState } from 'react'
import { Link } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayClass } from '../../../lib/policy/phrases.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayCorrectRecord } from '../access.ts'
import type { CreditRecord } from '../contract.ts'
import type { AlikeWork, QueuedRecord } from '../contract/queues.ts'
import { Standings, usePersonCredits } from '../parts.tsx'
import { words } from '../words.ts'
import { CorrectDialog } from './CorrectDialog.tsx'
import { LedgerEntries } from './LedgerEntries.tsx'

/** One record beside its queue, with the ledger of its person. */
export function RecordSheet({ record, onClose }: { record: QueuedRecord; onClose: () => void }) {
  const t = useWords(words)
  const me = useMe().data
  const query = usePersonCredits(record.personId)
  const [correcting, setCorrecting] = useState(false)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const mayNot = accessRefusal(mayCorrectRecord, asker) !== undefined
  return (
    <SideSheet
      title={record.personName}
      open
      onClose={onClose}
      fullPage={at.person(record.personId)}
      footer={
        record.state === 'returned' ? (
          <ActionButton
            kind="primary"
            icon="pen"
            reason={mayNot ? t('reason.correct') : record.sourceKind === 'claim' ? t('reason.correctClaim') : undefined}
            onClick={() => setCorrecting(true)}
          >
            {t('correct')}
          </ActionButton>
        ) : null
      }
    >
      {record.returnReason === null ? null : (
        <Note tone="attention">{t('correct.lead', { reason: record.returnReason })}</Note>
      )}
      <Facts
        items={[
          { label: t('source'), value: record.sourceTitle },
          { label: t('hours'), value: formatHours(record.centihours) },
          { label: t('class.what'), value: sayClass(record, tongue) || t('category.none') },
          { label: t('earnedOn'), value: formatDay(record.earnedOn) },
          { label: t('recordedBy'), value: `${record.recordedByName} ${formatDay(record.recordedAt)}` },
          { label: t('approvedBy'), value: record.approvedByName ?? '–' },
        ]}
      />
      <Alike record={record} />
      <Proofs record={record} />
      <Loaded query={query} words={words}>
        {(credits) => (
          <>
            <Section title={t('ledger.balance', { year: credits.year })}>
              <Standings credits={credits} />
            </Section>
            <Section title={t('ledger.entries')}>
              <LedgerEntries credits={credits} />
            </Section>
          </>
        )}
      </Loaded>
      {correcting ? <CorrectDialog record={record} onClose={() => setCorrecting(false)} onDone={onClose} /> : null}
    </SideSheet>
  )
}

// Nothing is refused for it: whoever decides looks at the earlier one and then says.
function Alike({ record: { alike, personId } }: { record: QueuedRecord }) {
  const t = useWords(words)
  if (alike.length === 0) return null
  return (
    <Section title={t('alike.title', { count: alike.length })} note={t('alike.note')}>
      <PlainTable
        label={t('alike.title', { count: alike.length })}
        rows={alike}
        rowId={({ id }) => id}
        columns={[
          {
            key: 'title',
            title: t('source'),
            cell: (one) => <Link to={linkOf(one, personId)}>{one.title}</Link>,
          },
          { key: 'earnedOn', title: t('earnedOn'), cell: (one) => formatDay(one.earnedOn) },
          { key: 'hours', title: t('hours'), align: 'end', cell: (one) => formatHours(one.centihours) },
          { key: 'state', title: t('state'), cell: (one) => t(`state.${one.state}`) },
        ]}
      />
    </Section>
  )
}

// Hours of a list from elsewhere stand in the person's ledger alone.
const linkOf = ({ id, state, sourceKind, sourceId }: AlikeWork, personId: string) =>
  sourceKind === 'opening' ? at.person(personId) : `${at.hours()}/${state}?sourceId=${sourceId}&open=${id}`

// What was attached when hours were recorded by hand is opened here; other evidence is opened where it was handed in.
function Proofs({ record }: { record: CreditRecord }) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  if (record.evidence.length === 0) return null
  return (
    <Section title={t('record.proof.file')}>
      <ul className="stack-tight">
        {record.evidence.map(({ kind, title, fileId }) => {
          const said = t('proof', { kind: termOf(kind, tongue), title })
          return (
            <li key={`${kind} ${fileId ?? title}`}>
              {record.sourceKind === 'manual' && fileId !== undefined ? (
                <DownloadLink href={`/api/v1/files/${fileId}`}>{said}</DownloadLink>
              ) : (
                said
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
