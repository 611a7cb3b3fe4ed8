import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { DateTimeField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import type { ClassSession } from '../contract/sessions.ts'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()

type Values = {
  title: string
  venue: string
  startsAt: string
  endsAt: string
  opensBefore: string
  lateAfter: string
}

/** Adds a session to a class, or changes one; moving it tells the members. */
export function SessionForm({
  classId,
  session,
  onClose,
}: {
  classId: string
  session: ClassSession | undefined
  onClose: () => void
}) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => session?.id ?? crypto.randomUUID())
  const form = useForm<Values>({
    defaultValues: {
      title: session?.title ?? '',
      venue: session?.venue ?? '',
      startsAt: session?.startsAt ?? '',
      endsAt: session?.endsAt ?? '',
      opensBefore: String(session?.opensBefore ?? 20),
      lateAfter: String(session?.lateAfter ?? 10),
    },
  })
  const save = useMutation({
    mutationFn: ({ opensBefore, lateAfter, ...rest }: Values) => {
      const json = { ...rest, opensBefore: numberOf(opensBefore) ?? 0, lateAfter: numberOf(lateAfter) ?? 0 }
      return session
        ? call(api['class-sessions'][':sessionId'].$patch({ param: { sessionId: id }, json }))
        : call(api.classes[':classId'].sessions.$post({ param: { classId }, json: { id, ...json } }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries()
      onClose()
    },
  })
  const { control } = form
  return (
    <Dialog title={session ? t('editSession') : t('addSession')} open onClose={onClose} width={560}>
      {session ? <p className="quiet">{t('session.moveNote')}</p> : null}
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={session ? t('session.save') : t('session.add')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
      >
        <TextField control={control} name="title" label={t('session.title')} required maxLength={80} />
        <TextField control={control} name="venue" label={t('session.venue')} required maxLength={80} />
        <FormRow>
          <DateTimeField control={control} name="startsAt" label={t('session.startsAt')} required />
          <DateTimeField control={control} name="endsAt" label={t('session.endsAt')} required />
        </FormRow>
        <FormRow>
          <NumberField
            control={control}
            name="opensBefore"
            label={t('session.opensBefore')}
            unit={t('session.minutes')}
            min={0}
            max={600}
          />
          <NumberField
            control={control}
            name="lateAfter"
            label={t('session.lateAfter')}
            unit={t('session.minutes')}
            min={0}
            max={600}
          />
        </FormRow>
      </Form>
    </Dialog>
  )
}
