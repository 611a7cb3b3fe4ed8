import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useParams } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay } from '../../../../ui/format.ts'
import { Loaded, Note } from '../../../../ui/phone/feedback.tsx'
import { PhoneForm, SelectField, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton, BigFileLink } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import { useUnsent } from '../../../accounts/parts.tsx'
import { publicityApi } from '../../asking.ts'
import type { ShownNotice } from '../../contract/notices.ts'
import { words } from '../../words.ts'

const one = publicityApi['shown-notices'][':noticeId']

/** A list that is shown to everybody, and the form to say something against it. */
export function ShownNoticeScreen() {
  const t = useWords(words)
  const { noticeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['shown-notices', noticeId],
    queryFn: () => call(one.$get({ param: { noticeId } })),
  })
  return (
    <Screen title={t('notices')} back={at.phone.shownNotices()}>
      <Loaded query={query} words={words}>
        {(notice) => <Shown notice={notice} />}
      </Loaded>
    </Screen>
  )
}

function Shown({ notice }: { notice: ShownNotice }) {
  const t = useWords(words)
  const [isAsking, setAsking] = useState(false)
  const { objectRefusal: code } = notice
  return (
    <>
      <h2>{notice.title}</h2>
      <p className="quiet num">
        {notice.organisationName} · {t('shown.until', { day: formatDay(notice.endsOn) })}
      </p>
      {notice.text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {notice.state === 'open' ? null : <Note tone="neutral">{t('shown.over')}</Note>}
      {notice.rows.length === 0 ? null : (
        <Block title={t('names')}>
          <Rows>
            {notice.rows.map((row) => (
              <Row
                key={row.position}
                title={`${row.position}. ${row.name}`}
                lead={[row.school, ...row.cells.map((cell, index) => `${notice.columns[index] ?? ''} ${cell}`)].join(
                  ' · ',
                )}
                note={row.struckReason === null ? undefined : t('struck.public')}
              />
            ))}
          </Rows>
        </Block>
      )}
      <BigButton reason={code === null ? undefined : sayRefusal({ code }, words)} onPress={() => setAsking(true)}>
        {t('shown.object')}
      </BigButton>
      <BigFileLink href={notice.address}>{t('public.page')}</BigFileLink>
      <Sheet title={t('shown.object')} open={isAsking} onClose={() => setAsking(false)}>
        <ObjectForm notice={notice} onDone={() => setAsking(false)} />
      </Sheet>
    </>
  )
}

/** An objection as its form holds it; `id` stays until it has arrived, so that sending it again is the same objection. */
type Values = { id: string; position: string; text: string }

// Not the empty value, which a list that may be left empty takes for nothing chosen.
const procedure = 'procedure'

// What was typed against this list before and not sent, where that is still in it.
function readValues(kept: unknown, notice: ShownNotice): Values | undefined {
  if (typeof kept !== 'object' || kept === null || !('id' in kept) || !('position' in kept) || !('text' in kept))
    return undefined
  const { id, position, text } = kept
  if (typeof id !== 'string' || typeof position !== 'string' || typeof text !== 'string') return undefined
  const isThere = notice.rows.some((row) => row.struckReason === null && String(row.position) === position)
  return { id, position: isThere ? position : procedure, text }
}

function ObjectForm({ notice, onDone }: { notice: ShownNotice; onDone: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [nothing] = useState(() => ({ id: crypto.randomUUID(), position: procedure, text: '' }))
  const [kept, keep, drop] = useUnsent<Values>(`objection-${notice.id}`, nothing, (was) => readValues(was, notice))
  const [begun] = useState(kept)
  const form = useForm<Values>({ defaultValues: begun })
  const position = useWatch({ control: form.control, name: 'position' })
  const text = useWatch({ control: form.control, name: 'text' })
  const hold = useEffectEvent(() => keep({ id: begun.id, position, text }))
  useEffect(() => hold(), [position, text])
  const send = useMutation({
    mutationFn: ({ id, position, text }: Values) =>
      call(
        one.objections.$post({
          param: { noticeId: notice.id },
          json: { id, position: position === procedure ? null : Number(position), text },
        }),
      ),
    onSuccess: async () => {
      drop()
      toast(t('shown.object.sent'))
      onDone()
      await cache.invalidateQueries({ queryKey: ['my-objections'] })
    },
  })
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => send.mutate(values)}
      submit={t('shown.object.send')}
      pending={send.isPending}
      problem={send.error}
      words={words}
    >
      <SelectField
        control={form.control}
        name="position"
        label={t('shown.object.about')}
        required
        options={[
          { value: procedure, label: t('shown.object.procedure') },
          ...notice.rows
            .filter(({ struckReason }) => struckReason === null)
            .map(({ position, name, school }) => ({
              value: String(position),
              label: `${position}. ${name} ${school}`,
            })),
        ]}
      />
      <TextArea
        control={form.control}
        name="text"
        label={t('shown.object.text')}
        hint={t('shown.object.hint')}
        rows={5}
        minLength={10}
        maxLength={2000}
        required
      />
    </PhoneForm>
  )
}
