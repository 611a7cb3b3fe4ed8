import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { sayClass } from '../../../lib/policy/phrases.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { formatDay, formatDate } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import type { Credits } from '../contract.ts'
import type { LookedAt } from '../parts.tsx'
import { words } from '../words.ts'
import { rootsApi } from './ledger.ts'
import { LedgerEntries } from './LedgerEntries.tsx'
import { sayWaiting, toneOf } from './records.ts'
import { Spends } from './Spends.tsx'

type PersonLedgerProps = { credits: Credits; onLook: (at: LookedAt) => void }

/** What lies behind somebody's sums: the hours on their way with whoever has them now, the entries of the ledger, and their use. */
export function PersonLedger({ credits, onLook }: PersonLedgerProps) {
  const t = useWords(words)
  const { waiting, asOf, policiesOn, personId } = credits
  return (
    <>
      {waiting.length === 0 ? null : <Waiting waiting={waiting} />}
      <Section title={t('ledger.entries')} actions={<LookBack onLook={onLook} />}>
        {asOf === null ? (
          <ProofLine personId={personId} />
        ) : (
          <Note tone="attention">{t('asOf.told', { day: formatDate(asOf) })}</Note>
        )}
        {policiesOn === null ? null : (
          <Note tone="attention">{t('policiesOn.told', { day: formatDate(policiesOn) })}</Note>
        )}
        <LedgerEntries credits={credits} />
      </Section>
      {asOf === null ? <Spends credits={credits} /> : null}
    </>
  )
}

function Waiting({ waiting }: Pick<Credits, 'waiting'>) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  return (
    <Section title={t('ledger.waiting')}>
      <PlainTable
        label={t('ledger.waiting')}
        rows={waiting}
        rowId={(record) => record.id}
        columns={[
          { key: 'source', title: t('source'), cell: (record) => record.sourceTitle },
          { key: 'class', title: t('class.what'), cell: (record) => sayClass(record, tongue) || t('category.none') },
          { key: 'hours', title: t('hours'), align: 'end', cell: (record) => formatHours(record.centihours) },
          { key: 'earnedOn', title: t('earnedOn'), cell: (record) => formatDay(record.earnedOn) },
          {
            key: 'state',
            title: t('state'),
            cell: (record) => (
              <>
                <StateTag tone={toneOf[record.state]}>{t(`state.${record.state}`)}</StateTag>{' '}
                <span className="quiet">{sayWaiting(t, record)}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** The day at whose end the ledger is shown, standing and sums with it, and the day whose policies the standing is told by. */
function LookBack({ onLook }: { onLook: (at: LookedAt) => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { asOf: '', policiesOn: '' } })
  const [asOf, policiesOn] = useWatch({ control: form.control, name: ['asOf', 'policiesOn'] })
  useEffect(() => onLook({ asOf, policiesOn }), [asOf, policiesOn, onLook])
  return (
    <>
      <DateField control={form.control} name="asOf" label={t('asOf')} />
      <DateField control={form.control} name="policiesOn" label={t('policiesOn')} placeholder={t('policiesOn.then')} />
      {asOf === '' && policiesOn === '' ? null : (
        <ActionButton kind="quiet" onClick={() => form.reset()}>
          {t('asOf.now')}
        </ActionButton>
      )}
    </>
  )
}

/** How many of somebody's entries are proved to be under the last root. */
function ProofLine({ personId }: { personId: string }) {
  const t = useWords(words)
  const { data } = useQuery({
    queryKey: ['credits', personId, 'proof'],
    queryFn: () => call(rootsApi.people[':personId'].credits.proof.$get({ param: { personId } })),
  })
  if (!data || data.entries === 0) return null
  const { root, sealed, entries } = data
  if (!root || !sealed) return <p className="quiet">{t('proof.waiting')}</p>
  const day = formatDate(root.day)
  if (!sealed.leadsThere || !root.isGenuine) return <Note tone="danger">{t('proof.wrong', { day })}</Note>
  const later = entries - sealed.seq
  return (
    <p className="quiet">
      {t('proof.sealed', { seq: sealed.seq, day })}
      {later > 0 ? ` · ${t('proof.later', { count: later })}` : ''} · <code>{root.hash.slice(0, 16)}</code>
    </p>
  )
}
