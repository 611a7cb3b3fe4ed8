import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { JobProgress } from '../../jobs/parts.tsx'
import { hourYearsApi as api } from '../asking.ts'
import type { HourYear } from '../contract.ts'
import { words } from '../words.ts'

type Check = HourYear['checks'][number]

/** That a closed year still recomputes to the same numbers: its hash, what it rests on, and the checks so far. */
export function ProofTab({ year }: { year: HourYear }) {
  const t = useWords(words)
  const { checks } = year
  return (
    <>
      <Section title={t('check')} actions={<Run hourYearId={year.id} />}>
        <div className="stack">
          <p className="quiet">{t('proof.lead')}</p>
          <Last check={checks[0]} />
          <Facts items={factsOf(t, year)} />
        </div>
      </Section>
      <Section title={t('proof.history')}>
        <PlainTable
          label={t('proof.history')}
          rows={checks}
          rowId={(row) => row.id}
          columns={[
            { key: 'when', title: t('proof.when'), cell: (row) => formatDateTime(row.checkedAt) },
            { key: 'who', title: t('proof.who'), cell: (row) => row.checkedByName ?? t('proof.command') },
            { key: 'result', title: t('proof.result'), cell: (row) => sayCheck(t, row) },
          ]}
          empty={<EmptyState title={t('proof.none')} hint={t('proof.none.hint')} />}
        />
      </Section>
    </>
  )
}

function factsOf(t: Translate<typeof words>, year: HourYear) {
  const { hash, rootSeq, rootHash, persons, people, entries, reason, onTheWay, onTheWayCentihours } = year
  return [
    { label: t('proof.hash'), value: <code title={hash}>{hash.slice(0, 24)}…</code> },
    {
      label: t('proof.root'),
      value: rootSeq === null ? '–' : t('proof.root.said', { seq: rootSeq, hash: `${(rootHash ?? '').slice(0, 16)}…` }),
    },
    {
      label: t('proof.persons'),
      value: t('proof.persons.said', {
        persons: formatCount(persons),
        people: formatCount(people),
        entries: formatCount(entries),
      }),
    },
    {
      label: t('proof.onTheWay'),
      value: t('proof.onTheWay.said', { records: formatCount(onTheWay), hours: formatHours(onTheWayCentihours) }),
    },
    ...(reason === null ? [] : [{ label: t('proof.reason'), value: reason }]),
  ]
}

function sayCheck(t: Translate<typeof words>, { persons, difference }: Check): string {
  if (!difference) return t('proof.same', { persons: formatCount(persons) })
  const who = { name: difference.name ?? '', staffNo: difference.staffNo ?? '' }
  return t(`difference.${difference.kind}`, who)
}

function Last({ check }: { check: Check | undefined }) {
  const t = useWords(words)
  if (!check) return null
  return <Note tone={check.difference ? 'danger' : 'done'}>{sayCheck(t, check)}</Note>
}

function Run({ hourYearId }: { hourYearId: string }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  const may = useHolds('bureau_officer', 'hours_officer', 'auditor')
  const ask = useMutation({
    mutationFn: () =>
      call(
        api['hour-years'][':hourYearId'].checks.$post({
          param: { hourYearId },
          json: { id: crypto.randomUUID() },
        }),
      ),
    onSuccess: (asked) => setJobId(asked.jobId),
  })
  const done = () => {
    setJobId(undefined)
    void cache.invalidateQueries({ queryKey: ['hour-years'] })
  }
  return (
    <>
      {jobId === undefined ? (
        <ActionButton
          kind="primary"
          pending={ask.isPending}
          reason={may ? undefined : t('proof.role')}
          onClick={() => ask.mutate()}
        >
          {t('proof.run')}
        </ActionButton>
      ) : (
        <JobProgress jobId={jobId} onDone={done} words={words} />
      )}
      <ProblemNote problem={ask.error} words={words} />
    </>
  )
}
