import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { useAmending } from './Amending.tsx'

const api = client<typeof planRoutes>()
const roles = ['head', 'deputy', 'member', 'office'] as const

/** The leading group of a plan, and the meetings that it held. */
export function LeadingGroup({ plan, mayEdit }: { plan: PlanInFull; mayEdit: boolean }) {
  const t = useWords(words)
  const [asking, setAsking] = useState<'members' | 'meeting' | undefined>()
  const close = () => setAsking(undefined)
  return (
    <>
      <Section
        title={t('members')}
        actions={
          mayEdit ? (
            <ActionButton icon="pen" onClick={() => setAsking('members')}>
              {t('members.edit')}
            </ActionButton>
          ) : null
        }
      >
        <PlainTable
          label={t('members')}
          rows={plan.members.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))}
          rowId={(row) => row.id}
          empty={<p className="quiet">{t('members.none')}</p>}
          columns={[
            { key: 'role', title: t('state'), width: 160, cell: (row) => t(`role.${row.role}`) },
            { key: 'who', title: t('members'), cell: (row) => row.who },
          ]}
        />
      </Section>
      <Section
        title={t('meetings')}
        actions={
          mayEdit ? (
            <ActionButton icon="plus" onClick={() => setAsking('meeting')}>
              {t('meetings.add')}
            </ActionButton>
          ) : null
        }
      >
        {plan.meetingMissing ? <Note tone="attention">{t('meetings.missing')}</Note> : null}
        {plan.meetings.map((meeting) => (
          <div key={meeting.id} className="prose">
            <h3 className="num">{formatDate(meeting.heldOn)}</h3>
            <p style={{ whiteSpace: 'pre-wrap' }}>{meeting.minutes}</p>
          </div>
        ))}
      </Section>
      {asking === 'members' ? <MembersDialog plan={plan} onClose={close} /> : null}
      {asking === 'meeting' ? <MeetingDialog planId={plan.id} onClose={close} /> : null}
    </>
  )
}

type MemberValues = Record<(typeof roles)[number] | 'reason', string>
const labels = {
  head: 'members.heads',
  deputy: 'members.deputies',
  member: 'members.members',
  office: 'members.offices',
} as const

function MembersDialog({ plan, onClose }: { plan: PlanInFull; onClose: () => void }) {
  const t = useWords(words)
  const listed = (role: (typeof roles)[number]) =>
    plan.members.flatMap((member) => (member.role === role ? [member.who] : [])).join('\n')
  const form = useForm<MemberValues>({
    defaultValues: {
      head: listed('head'),
      deputy: listed('deputy'),
      member: listed('member'),
      office: listed('office'),
      reason: '',
    },
  })
  const save = useAmending(plan, onClose)
  const send = (values: MemberValues) => {
    const members = roles.flatMap((role) =>
      values[role]
        .split('\n')
        .map((who) => who.trim())
        .filter((who) => who !== '')
        .map((who) => {
          const before = plan.members.find((member) => member.role === role && member.who === who)
          return { id: before?.id ?? crypto.randomUUID(), role, who }
        }),
    )
    save.mutate({ reason: values.reason, members })
  }
  return (
    <Dialog title={t('members.edit')} open onClose={onClose} width={560}>
      <Form
        form={form}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={send}
      >
        <p className="quiet">{t('members.hint')}</p>
        {roles.map((role) => (
          <TextArea key={role} control={form.control} name={role} label={t(labels[role])} rows={2} />
        ))}
        {plan.state === 'published' ? (
          <TextField
            control={form.control}
            name="reason"
            label={t('edit.reason')}
            hint={t('edit.reason.hint')}
            required
            maxLength={300}
          />
        ) : null}
      </Form>
    </Dialog>
  )
}

function MeetingDialog({ planId, onClose }: { planId: string; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { heldOn: '', minutes: '' } })
  const save = useMutation({
    mutationFn: (values: { heldOn: string; minutes: string }) =>
      call(api.plans[':planId'].meetings.$post({ param: { planId }, json: { id, ...values } })),
    onSuccess: (changed) => {
      cache.setQueryData(['plans', planId], changed)
      toast(t('done.saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('meetings.add')} open onClose={onClose} width={560}>
      <Form
        form={form}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <DateField control={form.control} name="heldOn" label={t('meeting.heldOn')} required />
        <TextArea
          control={form.control}
          name="minutes"
          label={t('meeting.minutes')}
          rows={6}
          maxLength={5000}
          required
        />
      </Form>
    </Dialog>
  )
}
