import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { at } from '../../../platform/web/route.ts'
import { formatCount } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { PolicyTrial } from '../contract/trials.ts'
import { trialWords } from '../words/trial.ts'

type GroupOf = PolicyTrial['groups'][number]
type Item = GroupOf['items'][number]

const filterOf = { school: 'organisationId', subject: 'subject', stage: 'stage', setting: 'setting' } as const
const counting = ({ countsLess, countsMore }: Item) => countsLess + countsMore
const moved = (item: Item) => item.newlyShort + item.newlyMet

/**
 * One way to tell people apart: the bars are the picture, the figures beside them the table, and each group leads to its people.
 * Groups where nothing changes are counted and left out.
 */
export function TrialGroup({ group: { by, items }, policyId }: { group: GroupOf; policyId: string }) {
  const t = useWords(trialWords)
  const say = useCodes()
  const changed = items.filter((item) => moved(item) + counting(item) > 0)
  const widest = Math.max(1, ...changed.map(moved))
  const nameOf = ({ key, title }: Item) => (by === 'school' ? title : key === '' ? t('none') : say(by, key))
  if (changed.length === 0) return null
  const label = t('by', { what: t(`by.${by}`) })
  const figure = (key: 'newlyShort' | 'newlyMet' | 'countsLess' | 'countsMore') => ({
    ...{ key, title: t(key), align: 'end' as const },
    cell: (row: Item) => formatCount(row[key]),
  })
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
            cell: (row) => (
              <Link to={at.tryHourPolicy(policyId, { [filterOf[by]]: row.key === '' ? 'none' : row.key })}>
                {nameOf(row)}
              </Link>
            ),
          },
          { key: 'people', title: t('people'), align: 'end', cell: (row) => formatCount(row.people, 'person') },
          figure('newlyShort'),
          figure('newlyMet'),
          figure('countsLess'),
          figure('countsMore'),
          {
            key: 'balance',
            title: t('balance'),
            width: 200,
            cell: (row) => (
              <span
                className="balance"
                title={t('balanceOf', { short: row.newlyShort, met: row.newlyMet, counts: counting(row) })}
              >
                <span className="balance-short" style={{ width: `${String((row.newlyShort / widest) * 100)}%` }} />
                <span className="balance-met" style={{ width: `${String((row.newlyMet / widest) * 100)}%` }} />
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

type Aim = PolicyTrial['aims'][number]
type School = Aim['schools'][number]

/** Averages and ratios: how many schools reach them, and the schools for which that changes. */
export function TrialAims({ trial: { aims } }: { trial: PolicyTrial }) {
  const t = useWords(trialWords)
  if (aims.length === 0) return null
  return (
    <Section title={t('aims')} note={t('aims.note')}>
      <PlainTable
        label={t('aims')}
        rows={aims}
        rowId={(row) => row.id}
        columns={[
          { key: 'rule', title: t('rule'), cell: (row) => sayIn(row.title) },
          { key: 'before', title: t('before'), align: 'end', cell: (row) => <Schools sum={row.before} /> },
          { key: 'after', title: t('after'), align: 'end', cell: (row) => <Schools sum={row.after} /> },
        ]}
      />
      {aims.map((aim) => (
        <ChangedSchools key={aim.id} aim={aim} />
      ))}
    </Section>
  )
}

function Schools({ sum }: { sum: Aim['before'] }) {
  const t = useWords(trialWords)
  if (sum === null) return <span className="quiet">{t('notAsked')}</span>
  return <>{`${formatCount(sum.met)} / ${formatCount(sum.due, 'school')}`}</>
}

function ChangedSchools({ aim: { title, schools } }: { aim: Aim }) {
  const t = useWords(trialWords)
  if (schools.length === 0) return null
  const label = t('aim.schools', { title: sayIn(title) })
  return (
    <>
      <h3>{label}</h3>
      <PlainTable
        label={label}
        rows={schools}
        rowId={(row) => row.organisationId}
        columns={[
          {
            key: 'name',
            title: t('school'),
            width: 220,
            cell: (row) => <Link to={at.organisation(row.organisationId)}>{row.name}</Link>,
          },
          {
            key: 'change',
            title: t('change'),
            cell: ({ change }) => (
              <StateTag tone={change === 'newly_short' ? 'danger' : 'done'}>{t(`change.${change}`)}</StateTag>
            ),
          },
          { key: 'before', title: t('before'), align: 'end', cell: (row) => <AimStands stands={row.before} /> },
          { key: 'after', title: t('after'), align: 'end', cell: (row) => <AimStands stands={row.after} /> },
        ]}
      />
    </>
  )
}

function AimStands({ stands }: { stands: School['before'] }) {
  const t = useWords(trialWords)
  if (stands === null) return <span className="quiet">{t('notAsked')}</span>
  const { due, met, mean } = stands
  const said = t(met < due ? 'aim.short' : 'aim.met')
  const figure = mean === null ? t('aim.groups', { met, due }) : t('aim.average', { mean: formatHours(mean) })
  return <>{`${figure} · ${said}`}</>
}
