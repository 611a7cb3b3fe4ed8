import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../../lib/hours.ts'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDate } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useHolds, useMe } from '../../../accounts/parts.tsx'
import { planDeciders } from '../../access.ts'
import type { OwnSession, OwnTraining } from '../../contract/own.ts'
import { words } from '../../words.ts'
import { toneOfMark, toneOfPlan, toneOfSession, trainingApi, useSemester } from '../plans-api.ts'

/** One's own school-based training: the sessions, what was attended, the hours to come; and for a principal what waits. */
export function TrainingScreen() {
  const t = useWords(words)
  const me = useMe()
  const mayDecide = useHolds(...planDeciders.school, ...planDeciders.centre)
  const isSomebody = me.data !== undefined && me.data.person !== null
  return (
    <Screen title={t('plans')} back={at.phone.me()}>
      {mayDecide ? <Waiting /> : null}
      {isSomebody ? <Own /> : null}
      {me.data !== undefined && !isSomebody && !mayDecide ? <Empty title={t('own.none')} /> : null}
    </Screen>
  )
}

function Waiting() {
  const t = useWords(words)
  const say = useSemester()
  const stage = useHolds(...planDeciders.school) ? 'school' : 'centre'
  const query = useQuery({
    queryKey: ['school-plans', 'list', 'phone', stage],
    queryFn: () => call(trainingApi['school-plans'].$get({ query: { waiting: stage, limit: '100' } })),
  })
  return (
    <Block title={t('waits')}>
      <Loaded query={query} words={words} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('waits.none')}</p>
          ) : (
            <Rows>
              {items.map((plan) => (
                <Row
                  key={plan.id}
                  to={at.phone.schoolPlan(plan.id)}
                  title={plan.title}
                  lead={`${plan.schoolName} · ${say(plan)}`}
                  end={<Chip tone="waiting">{t(`state.${plan.amendment ?? plan.state}`)}</Chip>}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Block>
  )
}

function Own() {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['my-school-training'],
    queryFn: () => call(trainingApi.my['school-training'].$get()),
  })
  return (
    <Loaded query={query} words={words} lines={6}>
      {(own) =>
        own.plans.length === 0 ? (
          <Empty title={t('own.empty')} hint={t('own.empty.hint')} />
        ) : (
          <>
            <Plans plans={own.plans} />
            <Sessions
              title={t('own.next')}
              sessions={own.sessions.filter(({ state }) => state === 'planned').reverse()}
            />
            <Sessions title={t('own.past')} sessions={own.sessions.filter(({ state }) => state !== 'planned')} />
          </>
        )
      }
    </Loaded>
  )
}

const recordStates = ['recorded', 'approved', 'verified', 'returned', 'reversed'] as const

function Plans({ plans }: { plans: OwnTraining['plans'] }) {
  const t = useWords(words)
  const say = useSemester()
  return (
    <Block title={t('own.hours')}>
      <Rows>
        {plans.map((plan) => {
          const record = recordStates.find((each) => each === plan.recordState)
          return (
            <Row
              key={plan.id}
              title={plan.title}
              lead={say(plan)}
              note={t('own.hours.of', { hours: formatHours(plan.centihours), most: formatHours(plan.most) })}
              end={
                <Chip tone={record === 'verified' ? 'done' : toneOfPlan[plan.state]}>
                  {t(record ? `record.${record}` : `state.${plan.state}`)}
                </Chip>
              }
            />
          )
        })}
      </Rows>
    </Block>
  )
}

function Sessions({ title, sessions }: { title: string; sessions: readonly OwnSession[] }) {
  const t = useWords(words)
  if (sessions.length === 0) return null
  return (
    <Block title={title}>
      <Rows>
        {sessions.map((session) => (
          <Row
            key={session.id}
            to={at.phone.schoolSession(session.id)}
            title={session.title}
            lead={formatDate(session.on)}
            note={[t(`form.${session.form}`), session.speaker].filter(Boolean).join(' · ')}
            end={
              session.mark === null ? (
                <Chip tone={toneOfSession[session.state]}>{t(`session.${session.state}`)}</Chip>
              ) : (
                <Chip tone={toneOfMark[session.mark]}>{t(`mark.${session.mark}`)}</Chip>
              )
            }
          />
        ))}
      </Rows>
    </Block>
  )
}
