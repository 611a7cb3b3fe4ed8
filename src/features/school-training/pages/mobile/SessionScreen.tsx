import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useParams } from 'react-router'
import { call, upload } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDate, formatHoursOf } from '../../../../ui/format.ts'
import { Empty, Loaded, Note } from '../../../../ui/phone/feedback.tsx'
import { FileField, PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { OwnSession } from '../../contract/own.ts'
import { words } from '../../words.ts'
import { trainingApi } from '../plans-api.ts'

/** One session that one belongs to: what it was, whether one was there, and what one took along. */
export function SessionScreen() {
  const t = useWords(words)
  const { schoolSessionId = '' } = useParams()
  const query = useQuery({
    queryKey: ['my-school-training'],
    queryFn: () => call(trainingApi.my['school-training'].$get()),
  })
  return (
    <Screen title={t('session')} back={at.phone.schoolTraining()}>
      <Loaded query={query} words={words} lines={6}>
        {({ sessions }) => {
          const session = sessions.find(({ id }) => id === schoolSessionId)
          return session ? <Shown session={session} /> : <Empty title={t('refusal.session_not_found')} />
        }}
      </Loaded>
    </Screen>
  )
}

function Shown({ session }: { session: OwnSession }) {
  const t = useWords(words)
  const { title, planTitle, on, form, tier, speaker, centihours, state, mark, markReason } = session
  return (
    <>
      <Block title={title}>
        <Pairs
          items={[
            { label: t('tab.plan'), value: planTitle },
            { label: t('session.on'), value: formatDate(on) },
            { label: t('session.form'), value: t(`form.${form}`) },
            ...(tier === null ? [] : [{ label: t('session.tier'), value: t(`tier.${tier}`) }]),
            { label: t('session.speaker'), value: speaker ?? '–' },
            { label: t('hours'), value: formatHoursOf(centihours) },
            { label: t('state'), value: t(`session.${state}`) },
            { label: t('mark'), value: mark === null ? '–' : t(`mark.${mark}`) },
            ...(markReason === null ? [] : [{ label: t('reason'), value: markReason }]),
          ]}
        />
        {session.cancelReason === null ? null : <Note tone="attention">{session.cancelReason}</Note>}
      </Block>
      {session.summary === null ? null : (
        <Block title={t('summary')}>
          <p className="prose">{session.summary}</p>
        </Block>
      )}
      {session.open ? (
        <>
          <Reflection session={session} />
          <Photo session={session} />
        </>
      ) : (
        <Taken session={session} />
      )}
    </>
  )
}

function Taken({ session }: { session: OwnSession }) {
  const t = useWords(words)
  if (session.reflection === null) return null
  return (
    <Block title={t('reflection')}>
      <p className="prose">{session.reflection}</p>
    </Block>
  )
}

function Reflection({ session }: { session: OwnSession }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { text: session.reflection ?? '' } })
  const save = useMutation({
    mutationFn: (json: { text: string }) =>
      call(
        trainingApi.my['school-sessions'][':schoolSessionId'].reflection.$put({
          param: { schoolSessionId: session.id },
          json,
        }),
      ),
    onSuccess: async () => {
      toast(t('reflection.done'))
      await cache.invalidateQueries({ queryKey: ['my-school-training'] })
    },
  })
  return (
    <Block title={t('reflection')}>
      <PhoneForm
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t('reflection.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
      >
        <TextArea
          control={form.control}
          name="text"
          label={t('reflection.label')}
          hint={t('reflection.hint')}
          required
          rows={4}
          maxLength={2_000}
        />
      </PhoneForm>
    </Block>
  )
}

function Photo({ session }: { session: OwnSession }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id, setId] = useState(() => crypto.randomUUID())
  const form = useForm<{ file: File | null }>({ defaultValues: { file: null } })
  const send = useMutation({
    mutationFn: ({ file }: { file: File | null }) => {
      const query = new URLSearchParams({ id, name: file?.name ?? '' })
      return upload<OwnSession>(`/my/school-sessions/${session.id}/photos?${query.toString()}`, file ?? new Blob())
    },
    onSuccess: async () => {
      toast(t('photo.done'))
      setId(crypto.randomUUID())
      form.reset()
      await cache.invalidateQueries({ queryKey: ['my-school-training'] })
    },
  })
  return (
    <Block title={t('photo')}>
      {session.photos > 0 ? <p className="quiet">{t('photo.sent', { count: session.photos })}</p> : null}
      <PhoneForm
        form={form}
        onSubmit={(values) => send.mutate(values)}
        submit={t('photo.send')}
        pending={send.isPending}
        problem={send.error}
        words={words}
      >
        <FileField
          key={id}
          control={form.control}
          name="file"
          label={t('photo.file')}
          hint={t('photo.hint')}
          required
          accept="image/png,image/jpeg,application/pdf,.docx"
        />
      </PhoneForm>
    </Block>
  )
}
