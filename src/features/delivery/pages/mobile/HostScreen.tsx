import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useSearchParams } from 'react-router'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { PhoneForm, SelectField, TextArea } from '../../../../ui/phone/fields.tsx'
import { Loaded } from '../../../../ui/phone/feedback.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { deliveryRoutes } from '../../routes.ts'
import { words } from '../../words.ts'
import { HostBoard } from '../HostBoard.tsx'

const api = client<typeof deliveryRoutes>()
const states = ['present', 'late', 'leave', 'absent'] as const

/** The check-in screen in a class lead’s hand: the code to hold up, and whoever is not here yet to mark. */
export function HostScreen() {
  const t = useWords(words)
  const [search] = useSearchParams()
  const sessionId = search.get('s') ?? ''
  const session = useQuery({
    queryKey: ['host-session', sessionId],
    queryFn: () => call(api['class-sessions'][':sessionId'].host.$get({ param: { sessionId } })),
    staleTime: 60_000,
  })
  return (
    <Screen title={t('host')} back={at.phone.checkIn()}>
      <HostBoard sessionId={sessionId} />
      {session.data ? <Missing classId={session.data.session.classId} sessionId={sessionId} /> : null}
    </Screen>
  )
}

type Person = { readonly personId: string; readonly name: string }

function Missing({ classId, sessionId }: { classId: string; sessionId: string }) {
  const t = useWords(words)
  const [chosen, setChosen] = useState<Person | undefined>()
  const sheet = useQuery({
    queryKey: ['attendance', classId],
    queryFn: () => call(api.classes[':classId'].attendance.$get({ param: { classId } })),
    refetchInterval: 15_000,
  })
  return (
    <Block title={t('host.missing')}>
      <Loaded query={sheet} words={words}>
        {({ sessions, rows }) => {
          const index = sessions.findIndex(({ id }) => id === sessionId)
          const missing = rows.filter(({ standings }) => ['pending', 'absent'].includes(standings[index] ?? ''))
          if (missing.length === 0) return <p className="quiet">{t('host.allHere')}</p>
          return (
            <Rows>
              {missing.map((row) => (
                <Row key={row.personId} title={row.name} lead={row.schoolName} onPress={() => setChosen(row)} />
              ))}
            </Rows>
          )
        }}
      </Loaded>
      {chosen ? <HandSheet person={chosen} sessionId={sessionId} onClose={() => setChosen(undefined)} /> : null}
    </Block>
  )
}

function HandSheet({ person, sessionId, onClose }: { person: Person; sessionId: string; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { state: 'present', reason: '' } })
  const mark = useMutation({
    mutationFn: ({ state, reason }: { state: string; reason: string }) =>
      call(
        api['class-sessions'][':sessionId']['hand-marks'].$post({
          param: { sessionId },
          json: { personIds: [person.personId], state: states.find((each) => each === state) ?? 'present', reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('hand.toast'))
      await cache.invalidateQueries()
      onClose()
    },
  })
  return (
    <Sheet title={person.name} open onClose={onClose}>
      <PhoneForm
        form={form}
        onSubmit={(values) => mark.mutate(values)}
        submit={t('hand.submit')}
        pending={mark.isPending}
        problem={mark.error}
        words={words}
      >
        <SelectField
          control={form.control}
          name="state"
          label={t('hand.state')}
          options={states.map((value) => ({ value, label: t(`mark.${value}`) }))}
          required
        />
        <TextArea
          control={form.control}
          name="reason"
          label={t('hand.reason')}
          hint={t('hand.reason.hint')}
          required
          maxLength={200}
          rows={2}
        />
      </PhoneForm>
    </Sheet>
  )
}
