import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDate, formatHoursOf } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { LateReason } from '../../credits/parts.tsx'
import type { MemberHours, PlanHours } from '../contract/holding.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { toneOfMark, trainingApi, useKeepPlan } from './plans-api.ts'

const one = trainingApi['school-plans'][':schoolPlanId']

/** What a plan brings each member, from what it was reckoned, and the close that records it. */
export function HoursTab({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['school-plan-hours', plan.id],
    queryFn: () => call(one.hours.$get({ param: { schoolPlanId: plan.id } })),
  })
  const mayClose = useHolds('school_registrar') && plan.state === 'approved'
  return (
    <Section
      title={t('tab.hours')}
      note={t('hours.rule', { hours: formatHours(plan.content.centihours) })}
      actions={
        <>
          {plan.state === 'closed' ? <ActionLink to={`${at.hours()}/recorded`}>{t('hours.queue')}</ActionLink> : null}
          {mayClose ? <Close plan={plan} hours={query.data} /> : null}
        </>
      }
    >
      <Loaded query={query} words={words}>
        {(hours) => (
          <>
            {hours.remaining > 0 ? <Remaining plan={plan} count={hours.remaining} /> : null}
            <Members hours={hours} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

const recordStates = ['recorded', 'approved', 'verified', 'returned', 'reversed'] as const

function Members({ hours }: { hours: PlanHours }) {
  const t = useWords(words)
  const [open, setOpen] = useState<MemberHours | undefined>()
  return (
    <>
      <PlainTable
        label={t('tab.hours')}
        rows={hours.members}
        rowId={(row) => row.personId}
        empty={<EmptyState title={t('hours.none')} hint={t('hours.none.hint')} />}
        columns={[
          { key: 'name', title: t('name'), cell: (row) => row.name },
          { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
          { key: 'attended', title: t('attended'), align: 'end', cell: (row) => row.attended },
          {
            key: 'sum',
            title: t('hours.attended'),
            align: 'end',
            cell: (row) => formatHoursOf(row.attendedCentihours),
          },
          {
            key: 'over',
            title: t('hours.over'),
            align: 'end',
            cell: (row) => (row.over === 0 ? '–' : formatHoursOf(row.over)),
          },
          { key: 'counted', title: t('hours.counted'), align: 'end', cell: (row) => formatHoursOf(row.centihours) },
          { key: 'record', title: t('hours.record'), cell: (row) => <Record row={row} /> },
          {
            key: 'steps',
            title: t('hours.why'),
            cell: (row) => (
              <ActionButton kind="quiet" onClick={() => setOpen(row)}>
                {t('hours.steps')}
              </ActionButton>
            ),
          },
        ]}
      />
      {open ? <Steps member={open} most={hours.most} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

function Record({ row }: { row: MemberHours }) {
  const t = useWords(words)
  if (row.remaining) return <StateTag tone="attention">{t('hours.remaining')}</StateTag>
  const state = recordStates.find((each) => each === row.recordState)
  if (state === undefined) return '–'
  const tone = state === 'verified' ? 'done' : state === 'returned' || state === 'reversed' ? 'attention' : 'waiting'
  return <StateTag tone={tone}>{t(`record.${state}`)}</StateTag>
}

function Steps({ member, most, onClose }: { member: MemberHours; most: number; onClose: () => void }) {
  const t = useWords(words)
  return (
    <Dialog title={t('hours.of', { name: member.name })} open onClose={onClose} width={640}>
      <div className="stack">
        <PlainTable
          label={t('hours.steps')}
          rows={member.steps}
          rowId={(row) => row.sessionId}
          empty={<p className="quiet">{t('hours.none')}</p>}
          columns={[
            { key: 'title', title: t('session.title'), cell: (row) => row.title },
            { key: 'on', title: t('heldOn'), cell: (row) => formatDate(row.heldOn) },
            {
              key: 'mark',
              title: t('mark'),
              cell: (row) => <StateTag tone={toneOfMark[row.mark]}>{t(`mark.${row.mark}`)}</StateTag>,
            },
            { key: 'counted', title: t('hours'), align: 'end', cell: (row) => formatHoursOf(row.counted) },
          ]}
        />
        <p>
          {t('hours.sum', {
            sum: formatHours(member.attendedCentihours),
            most: formatHours(most),
            counted: formatHours(member.centihours),
            over: formatHours(member.over),
          })}
        </p>
        <div className="dialog-foot">
          <ActionButton onClick={onClose}>{t('shut')}</ActionButton>
        </div>
      </div>
    </Dialog>
  )
}

/** Why a plan may not be closed yet, as far as pages know. */
export const closeCodes = [
  'plan_not_in_force',
  'amendment_under_way',
  'sessions_open',
  'nothing_held',
  'evidence_attendance_missing',
  'evidence_study_missing',
  'evidence_material_missing',
  'evidence_outcome_missing',
] as const

// Hours are earned on the days of sessions that were held.
const daysOf = ({ runs }: SchoolPlanInFull) => runs.flatMap(({ heldOn }) => heldOn ?? [])

function Close({ plan, hours }: { plan: SchoolPlanInFull; hours: PlanHours | undefined }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const [asking, setAsking] = useState(false)
  const [id, setId] = useState(() => crypto.randomUUID())
  const close = useMutation({
    mutationFn: ({ late }: { late: string }) =>
      call(
        one.closure.$post({
          param: { schoolPlanId: plan.id },
          json: { id, ...(late === '' ? {} : { lateReason: late }) },
        }),
      ),
    onSuccess: async (closed) => {
      await keep(closed)
      // Closed again after it was undone, it is another closing.
      setId(crypto.randomUUID())
      setAsking(false)
      toast(t('close.done'))
    },
  })
  const form = useForm({ defaultValues: { late: '' } })
  const code = closeCodes.find((each) => each === plan.closeRefusal)
  const people = (hours?.members ?? []).filter(({ centihours }) => centihours > 0).length
  return (
    <>
      <ActionButton kind="primary" onClick={() => setAsking(true)} reason={code && t(`refusal.${code}`)}>
        {t('close')}
      </ActionButton>
      <ConfirmDialog
        open={asking}
        title={t('close.ask')}
        confirm={t('close')}
        onClose={() => setAsking(false)}
        onConfirm={() => void form.handleSubmit((said) => close.mutate(said))()}
        pending={close.isPending}
        problem={close.error}
        words={words}
      >
        <p>{t('close.what', { people, hours: formatHours(hours?.total ?? 0) })}</p>
        <LateReason control={form.control} name="late" days={daysOf(plan)} />
      </ConfirmDialog>
    </>
  )
}

function Remaining({ plan, count }: { plan: SchoolPlanInFull; count: number }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const form = useForm({ defaultValues: { late: '' } })
  const mayRecord = useHolds('school_registrar', 'town_officer')
  const record = useMutation({
    mutationFn: ({ late }: { late: string }) =>
      call(
        one['remaining-hours'].$post({
          param: { schoolPlanId: plan.id },
          query: late === '' ? {} : { lateReason: late },
        }),
      ),
    onSuccess: keep,
  })
  return (
    <Note tone="attention">
      <p>{t('remaining', { count })}</p>
      <ProblemNote problem={record.error} words={words} />
      {mayRecord ? (
        <>
          <LateReason control={form.control} name="late" days={daysOf(plan)} />
          <ActionButton
            onClick={() => void form.handleSubmit((said) => record.mutate(said))()}
            pending={record.isPending}
          >
            {t('remaining.record')}
          </ActionButton>
        </>
      ) : null}
    </Note>
  )
}
