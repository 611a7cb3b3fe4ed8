import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate, useParams } from 'react-router'
import { formatHours } from '../../../../lib/hours.ts'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDate, formatHoursOf } from '../../../../ui/format.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Pairs, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { SchoolPlanInFull } from '../../contract/plans.ts'
import { words } from '../../words.ts'
import { trainingApi, useKeepPlan, useSemester } from '../plans-api.ts'

const one = trainingApi['school-plans'][':schoolPlanId']

/** A plan that waits for one's word, on the phone: what it says, and yes or back. */
export function PlanScreen() {
  const t = useWords(words)
  const { schoolPlanId = '' } = useParams()
  const query = useQuery({
    queryKey: ['school-plans', schoolPlanId],
    queryFn: () => call(one.$get({ param: { schoolPlanId } })),
  })
  return (
    <Screen title={t('tab.plan')} back={at.phone.schoolTraining()}>
      <Loaded query={query} words={words} lines={8}>
        {(plan) => (
          <>
            <Shown plan={plan} />
            <Decide plan={plan} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Shown({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const say = useSemester()
  const content = plan.draft ?? plan.content
  return (
    <>
      <Block title={content.title}>
        {plan.amendmentReason === null ? null : (
          <Note tone="attention">{t('amendment.because', { reason: plan.amendmentReason })}</Note>
        )}
        <p className="prose">{content.goals}</p>
        <Pairs
          items={[
            { label: t('school'), value: plan.schoolName },
            { label: t('semester'), value: say(plan) },
            { label: t('topic'), value: content.topic ?? '–' },
            { label: t('members'), value: t('members.count', { count: content.members.length }) },
            { label: t('hours.most'), value: formatHoursOf(content.centihours) },
            { label: t('submitted.by'), value: plan.history.find(({ act }) => act === 'submitted')?.by ?? '–' },
          ]}
        />
      </Block>
      <Block title={t('tab.sessions')}>
        <Rows>
          {content.sessions.map((session) => (
            <Row
              key={session.id}
              title={session.title}
              lead={session.on === null ? '–' : formatDate(session.on)}
              note={[t(`form.${session.form}`), session.speaker].filter(Boolean).join(' · ')}
              end={formatHours(session.centihours)}
            />
          ))}
        </Rows>
      </Block>
    </>
  )
}

const codes = ['plan_not_waiting', 'plan_other_stage', 'plan_by_same_account'] as const

function Decide({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const go = useNavigate()
  const [returning, setReturning] = useState(false)
  const form = useForm({ defaultValues: { reason: '' } })
  const code = codes.find((each) => each === plan.decideRefusal)
  const reason = code && t(`refusal.${code}`)
  const decide = useMutation({
    mutationFn: (json: { outcome: 'approved' | 'returned'; reason: string | null }) =>
      call(one.decision.$post({ param: { schoolPlanId: plan.id }, json })),
    onSuccess: async (decided, { outcome }) => {
      await keep(decided)
      toast(t(outcome === 'approved' ? 'done.approved' : 'done.returned'))
      await go(at.phone.schoolTraining())
    },
  })
  return (
    <div className="stack">
      {returning ? null : <Problem problem={decide.error} words={words} />}
      {code === 'plan_not_waiting' ? <p className="quiet">{reason}</p> : null}
      {code === 'plan_not_waiting' ? null : (
        <>
          <BigButton
            kind="primary"
            onPress={() => decide.mutate({ outcome: 'approved', reason: null })}
            pending={decide.isPending}
            reason={reason}
          >
            {t('approve')}
          </BigButton>
          <BigButton onPress={() => setReturning(true)} reason={reason}>
            {t('return')}
          </BigButton>
        </>
      )}
      <Sheet title={t('return.ask')} open={returning} onClose={() => setReturning(false)}>
        <PhoneForm
          form={form}
          onSubmit={(values) => decide.mutate({ outcome: 'returned', reason: values.reason })}
          submit={t('return')}
          pending={decide.isPending}
          problem={decide.error}
          words={words}
        >
          <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={200} />
        </PhoneForm>
      </Sheet>
    </div>
  )
}
