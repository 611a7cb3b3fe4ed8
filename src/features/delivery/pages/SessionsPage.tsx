import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatTimeRange } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { SessionPapers } from '../../reports/parts.tsx'
import type { ClassSession } from '../contract/sessions.ts'
import { changeRefusal, classRefusal, phaseOf, type ClassState } from '../core.ts'
import { ClassHead, useClass } from '../parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { SessionForm } from './SessionForm.tsx'

const api = client<typeof deliveryRoutes>()

/** The sessions of a class: when, where, and the way to the check-in screen. */
export function SessionsPage() {
  const t = useWords(words)
  const { classId = '' } = useParams()
  const state = useClass(classId).data?.state ?? 'planned'
  const mayHold = useHolds('bureau_officer', 'provider', 'class_lead')
  const [editing, setEditing] = useState<ClassSession | 'new' | undefined>()
  const [cancelling, setCancelling] = useState<ClassSession | undefined>()
  const sessions = useQuery({
    queryKey: ['class-sessions', classId],
    queryFn: () => call(api.classes[':classId'].sessions.$get({ param: { classId } })),
  })
  const refusal = classRefusal(state)
  const add = mayHold ? (
    <ActionButton
      kind="primary"
      icon="plus"
      onClick={() => setEditing('new')}
      reason={refusal ? sayRefusal({ code: refusal }, words) : undefined}
    >
      {t('addSession')}
    </ActionButton>
  ) : null
  return (
    <div className="page">
      <ClassHead classId={classId} />
      <Section title={t('sessions')} actions={add}>
        <Loaded query={sessions} words={words}>
          {({ items }) => (
            <PlainTable
              label={t('sessions')}
              rows={items}
              rowId={(row) => row.id}
              columns={[
                { key: 'time', title: t('session.time'), cell: (row) => formatTimeRange(row.startsAt, row.endsAt) },
                { key: 'title', title: t('session.title'), cell: (row) => row.title },
                { key: 'venue', title: t('session.venue'), cell: (row) => row.venue },
                { key: 'state', title: t('state'), cell: (row) => <SessionState session={row} /> },
                {
                  key: 'actions',
                  title: '',
                  align: 'end',
                  cell: (row) => (
                    <SessionActions
                      session={row}
                      classState={state}
                      mayHold={mayHold}
                      onEdit={() => setEditing(row)}
                      onCancel={() => setCancelling(row)}
                    />
                  ),
                },
              ]}
              empty={<EmptyState title={t('sessions.empty')} hint={t('sessions.empty.hint')} action={add} />}
            />
          )}
        </Loaded>
      </Section>
      {editing ? (
        <SessionForm
          classId={classId}
          session={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {cancelling ? <CancelDialog session={cancelling} onClose={() => setCancelling(undefined)} /> : null}
    </div>
  )
}

const toneOf = { planned: 'waiting', running: 'active', over: 'done', cancelled: 'danger' } as const

function SessionState({ session }: { session: ClassSession }) {
  const t = useWords(words)
  const phase = phaseOf(session, new Date())
  return (
    <>
      <StateTag tone={toneOf[phase]}>{t(`session.${phase}`)}</StateTag>
      {session.reason ? <span className="quiet"> {session.reason}</span> : null}
    </>
  )
}

type ActionProps = {
  session: ClassSession
  classState: ClassState
  mayHold: boolean
  onEdit: () => void
  onCancel: () => void
}

function SessionActions({ session, classState, mayHold, onEdit, onCancel }: ActionProps) {
  const t = useWords(words)
  const refusal = changeRefusal(session, classState, new Date())
  const reason = refusal ? sayRefusal({ code: refusal }, words) : undefined
  return (
    <span className="cluster">
      {session.state === 'planned' ? (
        <ActionLink to={at.session(session.classId, session.id)} icon="qr">
          {t('host')}
        </ActionLink>
      ) : null}
      <SessionPapers sessionId={session.id} />
      {mayHold ? (
        <>
          <ActionButton kind="quiet" onClick={onEdit} reason={reason}>
            {t('editSession')}
          </ActionButton>
          <ActionButton kind="quiet" onClick={onCancel} reason={reason}>
            {t('cancel')}
          </ActionButton>
        </>
      ) : null}
    </span>
  )
}

function CancelDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const cancel = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api['class-sessions'][':sessionId'].cancellation.$post({ param: { sessionId: session.id }, json })),
    onSuccess: async () => {
      toast(t('cancelled.toast'))
      await cache.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog title={t('cancel.ask', { session: session.title })} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => cancel.mutate(values)}
        submit={t('cancel')}
        pending={cancel.isPending}
        problem={cancel.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('cancel.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
