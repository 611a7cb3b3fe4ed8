import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../../lib/hours.ts'
import { call, upload } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay, unitWord } from '../../../../ui/format.ts'
import { Empty, Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { FileField, PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { compressPhoto } from '../../../../ui/phone/photo.ts'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { appealTone, claimsApi } from '../../asking.ts'
import type { Appeal, Appealable } from '../../contract/appeals.ts'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'

const keys = ['my-appeals', 'my-appealables', 'my-claims', 'claims'] as const

/** Decisions on one's hours that may be appealed against, until when, and what became of one's appeals. */
export function MyAppealsScreen() {
  const t = useWords(phoneWords)
  const [chosen, setChosen] = useState<Appealable>()
  const open = useQuery({ queryKey: ['my-appealables'], queryFn: () => call(claimsApi.my.appealables.$get()) })
  const mine = useMore(['my-appeals'], (paging) => call(claimsApi.my.appeals.$get({ query: paging })))
  return (
    <Screen title={t('appeals')} back={at.phone.claims()}>
      <p className="quiet">{t('appeals.lead')}</p>
      <Block title={t('appeals.open')}>
        <Loaded query={open} words={words}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('appeals.none')} />
            ) : (
              <Rows>
                {items.map((item) => (
                  <DecisionRow key={`${item.kind} ${item.id}`} item={item} onChoose={() => setChosen(item)} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Block>
      <Block title={t('appeals.mine')}>
        <Problem problem={mine.problem} words={words} onRetry={mine.retry} />
        {!mine.isLoading && mine.rows.length === 0 ? <Empty title={t('appeals.mine.none')} /> : null}
        {mine.rows.map((appeal) => (
          <OwnAppeal key={appeal.id} appeal={appeal} />
        ))}
        <MoreButton more={mine.more} />
      </Block>
      <Sheet title={chosen?.title ?? t('appeals')} open={chosen !== undefined} onClose={() => setChosen(undefined)}>
        {chosen ? <AppealForm item={chosen} onDone={() => setChosen(undefined)} /> : null}
      </Sheet>
    </Screen>
  )
}

function DecisionRow({ item, onChoose }: { item: Appealable; onChoose: () => void }) {
  const t = useWords(phoneWords)
  const hours = item.centihours === null ? [] : [`${formatHours(item.centihours)} ${unitWord('hour')}`]
  const date = formatDay(item.dueOn)
  const until =
    item.refusal === 'appeal_too_late'
      ? t('appeal.late', { date })
      : item.refusal === 'already_appealed'
        ? t('appeal.done')
        : t('appeal.until', { date })
  return (
    <Row
      title={item.title}
      lead={[t(`kind.${item.kind}`), ...hours, formatDay(item.decidedAt)].join(' · ')}
      note={item.reason === null ? until : `${t('appeal.reason', { reason: item.reason })} · ${until}`}
      {...(item.refusal === null ? { onPress: onChoose } : {})}
    />
  )
}

function OwnAppeal({ appeal }: { appeal: Appeal }) {
  const t = useWords(phoneWords)
  const cache = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => call(claimsApi.my.appeals[':appealId'].withdrawal.$post({ param: { appealId: appeal.id } })),
    onSuccess: async () => {
      toast(t('appeal.withdrawn'))
      await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <>
      <Rows>
        <Row
          title={appeal.subjectTitle}
          lead={appeal.text}
          note={
            appeal.decision === null
              ? formatDay(appeal.askedAt)
              : t('appeal.decided', { who: appeal.decidedByName ?? '', decision: appeal.decision })
          }
          end={<Chip tone={appealTone[appeal.state]}>{t(`appealState.${appeal.state}`)}</Chip>}
        />
      </Rows>
      {appeal.state === 'asked' ? (
        <BigButton pending={withdraw.isPending} onPress={() => withdraw.mutate()}>
          {t('appeal.withdraw')}
        </BigButton>
      ) : null}
      <Problem problem={withdraw.error} words={words} />
    </>
  )
}

type Values = { text: string; file: File | null }

function AppealForm({ item, onDone }: { item: Appealable; onDone: () => void }) {
  const t = useWords(phoneWords)
  const cache = useQueryClient()
  const [ids] = useState(() => ({ appeal: crypto.randomUUID(), file: crypto.randomUUID() }))
  const form = useForm<Values>({ defaultValues: { text: '', file: null } })
  const send = useMutation({
    mutationFn: async ({ text, file }: Values) => {
      if (file)
        await upload(`/claim-files?id=${ids.file}&name=${encodeURIComponent(file.name)}`, await compressPhoto(file))
      const subject = { kind: item.kind, id: item.id }
      return call(
        claimsApi.my.appeals.$post({ json: { id: ids.appeal, subject, text, fileIds: file ? [ids.file] : [] } }),
      )
    },
    onSuccess: async () => {
      toast(t('appeal.sent'))
      onDone()
      await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => send.mutate(values)}
      submit={t('appeal.send')}
      pending={send.isPending}
      problem={send.error}
      words={words}
    >
      {item.reason === null ? null : <p>{t('appeal.reason', { reason: item.reason })}</p>}
      <p className="quiet num">{t('appeal.until', { date: formatDay(item.dueOn) })}</p>
      <TextArea
        control={form.control}
        name="text"
        label={t('appeal.text')}
        hint={t('appeal.text.hint')}
        rows={5}
        required
      />
      <FileField
        control={form.control}
        name="file"
        label={t('appeal.file')}
        hint={t('appeal.file.hint')}
        accept="image/png,image/jpeg,application/pdf"
      />
    </PhoneForm>
  )
}
