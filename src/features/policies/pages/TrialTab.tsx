import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatCount, formatPercent } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { trialsApi, type PolicyTrial } from '../../credits/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { PolicyInFull } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { trialWords } from '../words/trial.ts'
import { AdoptDialog } from './AdoptDialog.tsx'
import { useTried } from './tried.ts'

type Draft = NonNullable<PolicyInFull['draft']>

/** Runs a draft on the whole roster and shows who would newly fall short or pass, before anybody is asked it. */
export function TrialTab({ policy, draft }: { policy: PolicyInFull; draft: Draft }) {
  const t = useWords(trialWords)
  const p = useWords(pageWords)
  const { last, keep } = useTried(policy.id)
  const [adopting, setAdopting] = useState(false)
  const run = useMutation({
    mutationFn: async () => {
      const { revision } = draft
      const found = await call(trialsApi['hour-policies'][':policyId'].trial.$post({ param: { policyId: policy.id } }))
      return { revision, found }
    },
    onSuccess: ({ revision, found }) => keep(revision, found),
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
        <span className="quiet" role="status">
          {run.isPending ? t('running') : t('lead')}
        </span>
      </div>
      <ProblemNote problem={run.error} words={pageWords} />
      {last && last.revision !== draft.revision ? <Note tone="attention">{t('stale')}</Note> : null}
      {last ? <Found trial={last.found} /> : null}
      {adopting ? <AdoptDialog policy={policy} draft={draft} onClose={() => setAdopting(false)} /> : null}
    </>
  )
}

function Found({ trial }: { trial: PolicyTrial }) {
  const t = useWords(trialWords)
  const { people, newlyShort, newlyMet, rules, groups, items } = trial
  return (
    <>
      <div className="figures section">
        <Stat label={t('people')} value={people} unit="person" />
        <Stat
          label={t('newlyShort')}
          value={newlyShort}
          unit="person"
          change={formatPercent(newlyShort, people)}
          tone={newlyShort > 0 ? 'danger' : undefined}
        />
        <Stat
          label={t('newlyMet')}
          value={newlyMet}
          unit="person"
          change={formatPercent(newlyMet, people)}
          tone={newlyMet > 0 ? 'done' : undefined}
        />
      </div>
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
      {newlyShort + newlyMet === 0 ? <p>{t('unchanged')}</p> : null}
      {groups.map((group) => (
        <Group key={group.by} group={group} />
      ))}
      {items.length === 0 ? null : <Affected items={items} all={newlyShort + newlyMet} />}
    </>
  )
}

function Share({ sum }: { sum: PolicyTrial['rules'][number]['before'] }) {
  const t = useWords(trialWords)
  if (sum === null) return <span className="quiet">{t('notAsked')}</span>
  return <>{`${formatCount(sum.met)} / ${formatCount(sum.due, 'person')} · ${formatPercent(sum.met, sum.due)}`}</>
}

function differenceOf({ before, after }: PolicyTrial['rules'][number]): string {
  if (before === null || after === null) return '–'
  const difference = after.met - before.met
  return difference > 0 ? `+${formatCount(difference)}` : difference < 0 ? `−${formatCount(-difference)}` : '0'
}

type GroupOf = PolicyTrial['groups'][number]

// The bars are the picture, the figures beside them the table; groups where nothing changes are counted and left out.
function Group({ group: { by, items } }: { group: GroupOf }) {
  const t = useWords(trialWords)
  const say = useCodes()
  const changed = items.filter((item) => item.newlyShort + item.newlyMet > 0)
  const widest = Math.max(1, ...changed.map((item) => item.newlyShort + item.newlyMet))
  const nameOf = ({ key, title }: GroupOf['items'][number]) =>
    by === 'school' ? title : key === '' ? t('unknown') : say(by, key)
  if (changed.length === 0) return null
  const label = t('by', { what: t(`by.${by}`) })
  return (
    <Section title={label}>
      <PlainTable
        label={label}
        rows={changed}
        rowId={(row) => row.key}
        columns={[
          {
            key: 'name',
            title: t(`by.${by}`),
            width: 220,
            cell: (row) => (by === 'school' ? <Link to={at.organisation(row.key)}>{nameOf(row)}</Link> : nameOf(row)),
          },
          { key: 'people', title: t('people'), align: 'end', cell: (row) => formatCount(row.people, 'person') },
          { key: 'short', title: t('newlyShort'), align: 'end', cell: (row) => formatCount(row.newlyShort) },
          { key: 'met', title: t('newlyMet'), align: 'end', cell: (row) => formatCount(row.newlyMet) },
          {
            key: 'balance',
            title: t('balance'),
            width: 240,
            cell: ({ newlyShort, newlyMet }) => (
              <span className="balance" title={t('balanceOf', { short: newlyShort, met: newlyMet })}>
                <span className="balance-short" style={{ width: `${String((newlyShort / widest) * 100)}%` }} />
                <span className="balance-met" style={{ width: `${String((newlyMet / widest) * 100)}%` }} />
              </span>
            ),
          },
        ]}
      />
      {changed.length < items.length ? (
        <p className="quiet">{t('more', { count: items.length - changed.length })}</p>
      ) : null}
    </Section>
  )
}

function Affected({ items, all }: { items: PolicyTrial['items']; all: number }) {
  const t = useWords(trialWords)
  const copy = () => {
    const head = [t('person'), t('staffNo'), t('school'), t('change'), t('missingBefore'), t('missingAfter')]
    const lines = items.map((row) => [
      ...[row.name, row.staffNo, row.organisationName, t(`change.${row.change}`)],
      ...[formatHours(row.missingBefore), formatHours(row.missingAfter)],
    ])
    const text = [head, ...lines].map((line) => line.join('\t')).join('\n')
    void navigator.clipboard.writeText(text).then(() => toast(t('copied')))
  }
  return (
    <Section
      title={t('items')}
      note={items.length < all ? t('items.most', { count: items.length }) : undefined}
      actions={<ActionButton onClick={copy}>{t('copy')}</ActionButton>}
    >
      <PlainTable
        label={t('items')}
        rows={items}
        rowId={(row) => row.personId}
        columns={[
          { key: 'person', title: t('person'), cell: (row) => <Link to={at.person(row.personId)}>{row.name}</Link> },
          { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
          { key: 'school', title: t('school'), cell: (row) => row.organisationName },
          {
            key: 'change',
            title: t('change'),
            cell: (row) => (
              <StateTag tone={row.change === 'newly_short' ? 'danger' : 'done'}>{t(`change.${row.change}`)}</StateTag>
            ),
          },
          {
            key: 'before',
            title: t('missingBefore'),
            align: 'end',
            cell: (row) => formatHours(row.missingBefore),
          },
          { key: 'after', title: t('missingAfter'), align: 'end', cell: (row) => formatHours(row.missingAfter) },
        ]}
      />
    </Section>
  )
}
