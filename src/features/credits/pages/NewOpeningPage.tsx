import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { bytesOf, upload } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileDrop, FileField } from '../../../ui/files.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { Opening, OpeningRehearsal } from '../contract/opening.ts'
import { words } from '../words.ts'
import { LateReason } from './LateReason.tsx'
import { OpeningRows } from './OpeningRows.tsx'

const maxBytes = 20 * 1024 * 1024

type Read = { readonly file: File; readonly found: OpeningRehearsal }

/** Hands a list of hours earned elsewhere in: read first, row by row, then recorded with its signed roll. */
export function NewOpeningPage() {
  const t = useWords(words)
  const [read, setRead] = useState<Read>()
  const [progress, setProgress] = useState<number>()
  const look = useMutation({
    mutationFn: async (file: File) => ({
      file,
      found: await upload<OpeningRehearsal>('/credit-opening-rehearsals', file, setProgress),
    }),
    onSuccess: setRead,
    onError: () => setRead(undefined),
    onSettled: () => setProgress(undefined),
  })
  return (
    <Page
      title={t('openings.new')}
      lead={t('openings.lead')}
      back={{ to: at.openings(), label: t('openings') }}
      actions={<DownloadLink href="/api/v1/credit-opening-template">{t('opening.template')}</DownloadLink>}
    >
      <Section title={t('opening.sheet')}>
        <FileDrop
          label={t('opening.sheet')}
          hint={t('opening.sheet.hint')}
          accept={['xlsx', 'xls', 'et', 'csv', 'txt']}
          maxBytes={maxBytes}
          progress={progress}
          disabled={look.isPending}
          onFile={(file) => look.mutate(file)}
        />
        <ProblemNote problem={look.error} words={words} />
      </Section>
      {read ? <Judged key={`${read.file.name} ${read.file.lastModified}`} read={read} /> : null}
    </Page>
  )
}

function Judged({ read: { file, found } }: { read: Read }) {
  const t = useWords(words)
  const [language] = useLanguage()
  const { fit, refused, people, centihours } = found
  const back = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams({ name: file.name, lang: language === 'en' ? 'en' : 'zh' })
      return bytesOf(fetch(`/api/v1/credit-opening-workbooks?${query.toString()}`, { method: 'POST', body: file }))
    },
    onSuccess: (bytes) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(bytes)
      link.download = file.name.replace(/(\.[a-z]+)?$/i, '-back.xlsx')
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    },
  })
  return (
    <>
      <Section
        title={t('opening.rows')}
        note={t('opening.sum', { fit, refused, people, hours: formatHours(centihours) })}
        actions={
          <ActionButton icon="download" pending={back.isPending} onClick={() => back.mutate()}>
            {t('opening.back')}
          </ActionButton>
        }
      >
        <ProblemNote problem={back.error} words={words} />
        {refused > 0 ? <Note tone="attention">{t('opening.correct')}</Note> : null}
        <OpeningRows rows={found.rows} isJudged />
      </Section>
      {refused === 0 ? <Keep file={file} days={found.rows.map(({ earnedOn }) => earnedOn)} /> : null}
    </>
  )
}

type Values = { title: string; late: string; roll: File | null }

function Keep({ file, days }: { file: File; days: readonly string[] }) {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [{ id, listId }] = useState(() => ({ id: crypto.randomUUID(), listId: crypto.randomUUID() }))
  const form = useForm<Values>({ defaultValues: { title: '', late: '', roll: null } })
  const send = useMutation({
    mutationFn: async ({ title, late, roll }: Values) => {
      if (!roll) throw new Error('a list is recorded with its roll')
      const stored = new URLSearchParams({ id: listId, name: roll.name, purpose: 'evidence' })
      await upload(`/files?${stored.toString()}`, roll)
      const query = new URLSearchParams({ id, title, listId, ...(late === '' ? {} : { lateReason: late }) })
      return upload<Opening>(`/credit-openings?${query.toString()}`, file)
    },
    onSuccess: (opening) => {
      toast(t('opening.saved'))
      void cache.invalidateQueries({ queryKey: ['credit-openings'] })
      void go(at.opening(opening.id))
    },
  })
  return (
    <Section title={t('opening.list')}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('opening.save')}
      >
        <TextField
          control={form.control}
          name="title"
          label={t('opening.title')}
          hint={t('opening.title.hint')}
          required
          maxLength={120}
        />
        <FileField
          control={form.control}
          name="roll"
          label={t('opening.list')}
          hint={t('opening.list.hint')}
          accept={['pdf', 'png', 'jpg', 'jpeg']}
          maxBytes={maxBytes}
          required
        />
        <LateReason control={form.control} name="late" days={days} />
      </Form>
    </Section>
  )
}
