import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Facts, ObjectHead, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { ProgrammesOfPlan } from '../../programmes/parts.tsx'
import { mayManagePlan } from '../access.ts'
import type { PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { PlanActions } from './PlanActions.tsx'
import { Filing } from './Filing.tsx'
import { toneOfPlan } from './PlansPage.tsx'
import { LeadingGroup } from './LeadingGroup.tsx'
import { Phases } from './Phases.tsx'
import { Rules } from './Rules.tsx'
import { Targets } from './Targets.tsx'
import { Versions } from './Versions.tsx'

const api = client<typeof planRoutes>()

/** One plan: its targets with their standing, phases, programmes, leading group, rules and versions. */
export function PlanPage() {
  const { planId = '' } = useParams()
  const query = useQuery({
    queryKey: ['plans', planId],
    queryFn: () => call(api.plans[':planId'].$get({ param: { planId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(plan) => <Shown plan={plan} />}
      </Loaded>
    </div>
  )
}

function Shown({ plan }: { plan: PlanInFull }) {
  const t = useWords(words)
  const { tab } = useParams()
  const me = useMe().data
  const asker = me ? { personId: me.person?.id ?? null, grants: me.grants } : undefined
  const mayManage = accessRefusal(mayManagePlan, asker) === undefined
  const mayEdit = mayManage && plan.state !== 'closed'
  const here = at.plan(plan.id)
  const budget = plan.budgetCents === null ? '–' : formatCount(plan.budgetCents / 100)
  return (
    <>
      <ObjectHead
        back={{ to: at.plans(), label: t('plans') }}
        title={plan.title}
        state={<StateTag tone={toneOfPlan[plan.state]}>{t(`state.${plan.state}`)}</StateTag>}
        lead={[plan.year, plan.organisationName, ...(plan.issuer === null ? [] : [plan.issuer])].join(' · ')}
        action={mayManage ? <PlanActions plan={plan} /> : null}
      />
      <Facts
        items={[
          { label: t('programmes'), value: formatCount(plan.programmes, 'programme') },
          { label: t('cycle'), value: plan.cycle ?? '–' },
          { label: t('budget'), value: budget },
          { label: t('version'), value: plan.version === 0 ? t('version.none') : plan.version },
          ...(plan.publishedAt === null
            ? []
            : [{ label: t('state.published'), value: formatDateTime(plan.publishedAt) }]),
          ...(plan.overduePhases === 0
            ? []
            : [
                {
                  label: t('phases'),
                  value: <StateTag tone="attention">{t('overdue', { count: plan.overduePhases })}</StateTag>,
                },
              ]),
        ]}
      />
      <Tabs
        label={plan.title}
        items={[
          { to: here, label: t('tab.overview') },
          { to: `${here}/programmes`, label: t('tab.programmes'), count: plan.programmes },
          { to: `${here}/rules`, label: t('tab.rules') },
          { to: `${here}/group`, label: t('tab.group') },
          { to: `${here}/versions`, label: t('tab.versions') },
        ]}
      />
      {tab === 'programmes' ? <ProgrammesOfPlan planId={plan.id} mayAdd={mayEdit} /> : null}
      {tab === 'rules' ? <Rules plan={plan} mayEdit={mayEdit} /> : null}
      {tab === 'group' ? <LeadingGroup plan={plan} mayEdit={mayEdit} /> : null}
      {tab === 'versions' ? <Versions plan={plan} mayManage={mayManage} /> : null}
      {tab === undefined ? (
        <>
          <Filing plan={plan} mayManage={mayManage} />
          <Targets plan={plan} mayEdit={mayEdit} />
          <Phases plan={plan} mayEdit={mayEdit} />
        </>
      ) : null}
    </>
  )
}
