import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatCount, formatDateTime, formatPercent, unitWord } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { PolicyInFull } from '../contract/policies.ts'
import type { PolicyTrial } from '../contract/trials.ts'
import { pageWords } from '../words/pages.ts'
import { trialWords } from '../words/trial.ts'
import { AdoptDialog } from './AdoptDialog.tsx'
import { trialsApi, useTried, useTrying } from './tried.ts'
import { TrialAims, TrialGroup } from './TrialGroups.tsx'
import { TrialPeople } from './TrialPeople.tsx'

type Draft = NonNullable<PolicyInFull['draft']>

/** Runs a draft on the whole roster and shows what it would change for whom, before anybody is asked it. */
export function TrialTab({ policy, draft }: { policy: PolicyInFull; draft: Draft }) {
  const t = useWords(trialWords)
  const p = useWords(pageWords)
  const query = useTried(policy.id)
  const { jobId, begin, end } = useTrying(policy.id)
  const last = query.data
  const [adopting, setAdopting] = useState(false)
  const run = useMutation({
    mutationFn: () =>
      call(
        trialsApi['hour-policies'][':policyId'].trials.$post({
          param: { policyId: policy.id },
          json: { id: crypto.randomUUID() },
        }),
      ),
    onSuccess: (asked) => begin(asked.jobId),
  })
  return (
    <>
      <div className="section cluster">
        <ActionButton kind={last ? 'plain' : 'primary'} pending={run.isPending} onClick={() => run.mutate()}>
          {t(last ? 'again' : 'run')}
        </ActionButton>
        <ActionButton kind={last ? 'primary' : 'plain'} onClick={() => setAdopting(true)}>
          {p('adopt')}
        </ActionButton>
        <span className="quiet">{t('lead')}</span>
      </div>
      <ProblemNote problem={run.error} words={pageWords} />
      {jobId === undefined ? null : <JobProgress jobId={jobId} onDone={end} words={pageWords} />}
      <Loaded query={query} words={pageWords}>
        {(found) =>
          found ? (
            <>
              {found.revision === draft.revision ? null : <Note tone="attention">{t('stale')}</Note>}
              <Found policyId={policy.id} trial={found} />
            </>
          ) : null
        }
      </Loaded>
      {adopting ? <AdoptDialog policy={policy} draft={draft} onClose={() => setAdopting(false)} /> : null}
    </>
  )
}

function Found({ policyId, trial }: { policyId: string; trial: PolicyTrial }) {
  const t = useWords(trialWords)
  const { newlyShort, newlyMet, countsLess, countsMore, groups, year, madeAt, madeByName } = trial
  return (
    <>
      <p className="quiet">{t('at', { name: madeByName, when: formatDateTime(madeAt), year })}</p>
      <Figures policyId={policyId} trial={trial} />
      <Rules trial={trial} />
      {newlyShort + newlyMet + countsLess + countsMore === 0 ? (
        <p>{t('unchanged')}</p>
      ) : (
        <>
          <TrialPeople policyId={policyId} trial={trial} />
          {groups.map((group) => (
            <TrialGroup key={group.by} group={group} policyId={policyId} />
          ))}
        </>
      )}
      <TrialAims trial={trial} />
    </>
  )
}

function Figures({ policyId, trial }: { policyId: string; trial: PolicyTrial }) {
  const t = useWords(trialWords)
  const { people, newlyShort, newlyMet, countsLess, countsMore, counted } = trial
  const listed = (change: string) => at.tryHourPolicy(policyId, { change })
  return (
    <div className="figures section">
      <Stat label={t('people')} value={people} unit="person" />
      <Stat
        label={t('newlyShort')}
        value={newlyShort}
        unit="person"
        change={formatPercent(newlyShort, people)}
        tone={newlyShort > 0 ? 'danger' : undefined}
        to={listed('newly_short')}
      />
      <Stat
        label={t('newlyMet')}
        value={newlyMet}
        unit="person"
        change={formatPercent(newlyMet, people)}
        tone={newlyMet > 0 ? 'done' : undefined}
        to={listed('newly_met')}
      />
      <Stat
        label={t('countsLess')}
        value={countsLess}
        unit="person"
        change={t('countsLess.what')}
        tone={countsLess > 0 ? 'attention' : undefined}
        to={listed('counts_less')}
      />
      <Stat
        label={t('countsMore')}
        value={countsMore}
        unit="person"
        change={t('countsMore.what')}
        to={listed('counts_more')}
      />
      <Stat
        label={`${t('counted')} (${unitWord(counted.unit)})`}
        value={formatHours(counted.after)}
        change={t('counted.what', { before: formatHours(counted.before), unit: unitWord(counted.unit) })}
      />
    </div>
  )
}

function Rules({ trial: { rules, limits, counted } }: { trial: PolicyTrial }) {
  const t = useWords(trialWords)
  return (
    <>
      {rules.length === 0 ? null : (
        <Section title={t('byRule')}>
          <PlainTable
            label={t('byRule')}
            rows={rules}
            rowId={(row) => row.id}
            columns={[
              { key: 'rule', title: t('rule'), cell: (row) => sayIn(row.title) },
              { key: 'before', title: t('before'), align: 'end', cell: (row) => <Share sum={row.before} /> },
              { key: 'after', title: t('after'), align: 'end', cell: (row) => <Share sum={row.after} /> },
              { key: 'difference', title: t('difference'), align: 'end', cell: (row) => differenceOf(row) },
            ]}
          />
        </Section>
      )}
      {limits.length === 0 ? null : (
        <Section title={t('limits')}>
          <PlainTable
            label={t('limits')}
            rows={limits}
            rowId={(row) => row.id}
            columns={[
              { key: 'rule', title: t('limit'), cell: (row) => sayIn(row.title) },
              { key: 'before', title: t('before'), align: 'end', cell: (row) => <Cut sum={row.before} of={counted} /> },
              { key: 'after', title: t('after'), align: 'end', cell: (row) => <Cut sum={row.after} of={counted} /> },
            ]}
          />
        </Section>
      )}
    </>
  )
}

function Share({ sum }: { sum: PolicyTrial['rules'][number]['before'] }) {
  const t = useWords(trialWords)
  if (sum === null) return <span className="quiet">{t('notAsked')}</span>
  return <>{`${formatCount(sum.met)} / ${formatCount(sum.due, 'person')} · ${formatPercent(sum.met, sum.due)}`}</>
}

function Cut({ sum, of }: { sum: PolicyTrial['limits'][number]['before']; of: PolicyTrial['counted'] }) {
  const t = useWords(trialWords)
  if (sum === null) return <span className="quiet">{t('notAsked')}</span>
  if (sum.people === 0) return <>{t('limit.none')}</>
  const over = `${formatHours(sum.over)} ${unitWord(of.unit)}`
  return <>{t('limit.said', { people: formatCount(sum.people), over })}</>
}

function differenceOf({ before, after }: PolicyTrial['rules'][number]): string {
  if (before === null || after === null) return '–'
  const difference = after.met - before.met
  return difference > 0 ? `+${formatCount(difference)}` : difference < 0 ? `−${formatCount(-difference)}` : '0'
}
