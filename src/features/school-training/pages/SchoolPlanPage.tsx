import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatHoursOf } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { ObjectHead, Section, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { isWritable } from '../core/states.ts'
import { words } from '../words.ts'
import { EvidenceTab } from './EvidenceTab.tsx'
import { closeCodes, HoursTab } from './HoursTab.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { PlanActions } from './PlanActions.tsx'
import { PlanText } from './PlanText.tsx'
import { toneOfPlan, trainingApi, useSemester } from './plans-api.ts'
import { Runs } from './Runs.tsx'
import { Writing } from './Writing.tsx'

/** One plan of school-based training: what it says, its sessions, its people, its evidence, the hours and the history. */
export function SchoolPlanPage() {
  const { schoolPlanId = '' } = useParams()
  const query = useQuery({
    queryKey: ['school-plans', schoolPlanId],
    queryFn: () => call(trainingApi['school-plans'][':schoolPlanId'].$get({ param: { schoolPlanId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(plan) => <Shown plan={plan} />}
      </Loaded>
    </div>
  )
}

function Shown({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const say = useSemester()
  const { tab } = useParams()
  const mayWrite = useHolds('school_registrar')
  const here = at.schoolPlan(plan.id)
  const inForce = plan.versionInForce !== null
  const isWriting = mayWrite && isWritable(plan)
  return (
    <>
      <ObjectHead
        back={{ to: at.schoolTraining(), label: t('plans') }}
        title={plan.draft?.title ?? plan.content.title}
        state={
          <>
            <StateTag tone={toneOfPlan[plan.state]}>{t(`state.${plan.state}`)}</StateTag>{' '}
            {plan.amendment ? (
              <StateTag tone="attention">{t('amendment.is', { state: t(`state.${plan.amendment}`) })}</StateTag>
            ) : null}
          </>
        }
        lead={[plan.schoolName, say(plan), ...(plan.teamName === null ? [] : [plan.teamName])].join(' · ')}
        facts={[
          { label: t('members'), value: plan.members },
          { label: t('held'), value: `${plan.held} / ${plan.sessions}` },
          { label: t('hours.most'), value: formatHoursOf(plan.content.centihours) },
          { label: t('version'), value: plan.version === 0 ? '–' : plan.version },
        ]}
        action={<PlanActions plan={plan} />}
        more={
          inForce ? (
            <DownloadLink href={`/api/v1/school-plans/${plan.id}/archive`} kind="quiet">
              {t('archive')}
            </DownloadLink>
          ) : null
        }
      />
      <NextStep plan={plan} />
      <Tabs
        label={plan.title}
        items={[
          { to: here, label: t('tab.plan') },
          ...(plan.amendment && isWriting ? [{ to: `${here}/change`, label: t('tab.change') }] : []),
          ...(inForce
            ? [
                { to: `${here}/sessions`, label: t('tab.sessions'), count: plan.sessions },
                { to: `${here}/people`, label: t('tab.people'), count: plan.members },
                { to: `${here}/evidence`, label: t('tab.evidence'), count: plan.evidence.length },
                { to: `${here}/hours`, label: t('tab.hours') },
              ]
            : []),
          { to: `${here}/history`, label: t('tab.history') },
        ]}
      />
      <Tab plan={plan} tab={tab} isWriting={isWriting} mayWrite={mayWrite} />
    </>
  )
}

type TabProps = { plan: SchoolPlanInFull; tab: string | undefined; isWriting: boolean; mayWrite: boolean }

function Tab({ plan, tab, isWriting, mayWrite }: TabProps) {
  if (tab === 'sessions') return <Runs plan={plan} mayHold={mayWrite && plan.state === 'approved'} />
  if (tab === 'people') return <PeopleTab plan={plan} />
  if (tab === 'evidence') return <EvidenceTab plan={plan} mayAdd={mayWrite && plan.state === 'approved'} />
  if (tab === 'hours') return <HoursTab plan={plan} />
  if (tab === 'history') return <Past plan={plan} />
  const writes = isWriting && (plan.versionInForce === null || tab === 'change')
  return writes ? <Writing key={`${plan.id} ${plan.version} ${plan.state}`} plan={plan} /> : <PlanText plan={plan} />
}

function NextStep({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const [last] = plan.history
  if (last?.act === 'returned' && (plan.amendment ?? plan.state) === 'returned')
    return <Note tone="attention">{t('returned.because', { name: last.by, reason: last.reason ?? '' })}</Note>
  const code = closeCodes.find((each) => each === plan.closeRefusal)
  if (plan.state === 'approved' && !plan.amendment && code)
    return <Note tone="active">{t('close.missing', { what: t(`refusal.${code}`) })}</Note>
  if (plan.amendment)
    return <Note tone="waiting">{t('amendment.because', { reason: plan.amendmentReason ?? '' })}</Note>
  return null
}

function Past({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('tab.history')}>
      <History
        items={[
          ...plan.history.map(({ id, at: when, by, act, stage, version, reason }) => ({
            id,
            at: when,
            who: by,
            what: t(
              stage === 'centre' && act !== 'submitted'
                ? `did.centre.${act === 'returned' ? 'returned' : 'approved'}`
                : `did.${act}`,
              {
                version: String(version ?? ''),
              },
            ),
            ...(reason === null ? {} : { detail: reason }),
          })),
        ]}
      />
      {plan.history.length === 0 ? <p className="quiet">{t('history.none', { name: plan.createdByName })}</p> : null}
    </Section>
  )
}
