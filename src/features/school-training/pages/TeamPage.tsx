import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDate, formatDay, withAside } from '../../../ui/format.ts'
import { ObjectHead, Section, Split } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { TeamInFull } from '../contract/teams.ts'
import { words } from '../words.ts'
import { trainingApi } from './plans-api.ts'
import { NewPlanDialog } from './NewPlanDialog.tsx'
import { TeamDialog } from './TeamDialog.tsx'

/** One team: who leads it, who belongs to it, and what its sessions wrote down over the semesters. */
export function TeamPage() {
  const { researchTeamId = '' } = useParams()
  const query = useQuery({
    queryKey: ['research-teams', 'one', researchTeamId],
    queryFn: () => call(trainingApi['research-teams'][':researchTeamId'].$get({ param: { researchTeamId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(team) => <Shown team={team} />}
      </Loaded>
    </div>
  )
}

function Shown({ team }: { team: TeamInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const mayKeep = useHolds('school_registrar', 'principal')
  const mayPlan = useHolds('school_registrar')
  const [asking, setAsking] = useState<'change' | 'plan' | undefined>()
  const lead = team.leadTalent === null ? team.leadName : withAside(team.leadName, say('talent', team.leadTalent))
  return (
    <>
      <ObjectHead
        back={{ to: at.researchTeams(), label: t('teams') }}
        title={team.name}
        state={
          <StateTag tone={team.closedOn === null ? 'active' : 'neutral'}>
            {team.closedOn === null ? t(`team.${team.kind}`) : t('team.closed.on', { day: formatDay(team.closedOn) })}
          </StateTag>
        }
        lead={[team.schoolName, ...(team.topic === null ? [] : [team.topic])].join(' · ')}
        facts={[
          { label: t('team.lead'), value: lead },
          { label: t('team.members'), value: formatCount(team.members, 'person') },
          { label: t('plans.count'), value: team.plans },
          { label: t('team.foundedOn'), value: formatDay(team.foundedOn) },
        ]}
        more={
          <>
            <ActionLink to={`${at.schoolTraining()}?teamId=${team.id}`} kind="quiet">
              {t('team.plans')}
            </ActionLink>
            {mayKeep ? (
              <ActionButton kind="quiet" icon="pen" onClick={() => setAsking('change')}>
                {t('team.change')}
              </ActionButton>
            ) : null}
          </>
        }
        action={
          mayPlan && team.closedOn === null ? (
            <ActionButton kind="primary" icon="plus" onClick={() => setAsking('plan')}>
              {t('new')}
            </ActionButton>
          ) : null
        }
      />
      <Split aside={<People team={team} />}>
        <Minutes team={team} />
      </Split>
      {asking === 'change' ? <TeamDialog team={team} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'plan' ? <NewPlanDialog teamId={team.id} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

function Minutes({ team }: { team: TeamInFull }) {
  const t = useWords(words)
  return (
    <Section title={t('team.minutes')}>
      <PlainTable
        label={t('team.minutes')}
        rows={team.minutes}
        rowId={(row) => row.sessionId}
        empty={<EmptyState title={t('team.minutes.none')} hint={t('team.minutes.hint')} />}
        columns={[
          { key: 'title', title: t('session.title'), cell: (row) => row.title },
          { key: 'on', title: t('heldOn'), cell: (row) => formatDate(row.heldOn) },
          {
            key: 'plan',
            title: t('tab.plan'),
            cell: (row) => <Link to={at.schoolPlan(row.planId)}>{row.planTitle}</Link>,
          },
          { key: 'summary', title: t('summary'), cell: (row) => row.summary ?? '–' },
        ]}
      />
    </Section>
  )
}

function People({ team }: { team: TeamInFull }) {
  const t = useWords(words)
  const say = useCodes()
  return (
    <Section title={t('team.members')}>
      <PlainTable
        label={t('team.members')}
        rows={team.people}
        rowId={(row) => row.id}
        columns={[
          { key: 'name', title: t('name'), cell: (row) => <Link to={at.person(row.id)}>{row.name}</Link> },
          {
            key: 'subjects',
            title: t('subjects'),
            cell: (row) => row.subjects.map((code) => say('subject', code)).join(' ') || '–',
          },
        ]}
      />
    </Section>
  )
}
