import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { accessRefusal } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { NumberField, TextArea } from '../../../ui/fields.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime, formatDay } from '../../../ui/format.ts'
import { FileView } from '../../../ui/file-view.tsx'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { actingOf, useHolds, useMe } from '../../accounts/parts.tsx'
import { mayDecideAppeal } from '../access.ts'
import { appealTone, claimsApi } from '../asking.ts'
import type { Appeal } from '../contract/appeals.ts'
import { appealStates, decideAppealRefusal } from '../core/appeals.ts'
import { words } from '../words.ts'
import { deskWords } from '../words/desk.ts'

/** What is said against decisions in one's part of the tree; whoever did not decide before upholds or dismisses it. */
export function AppealsPage() {
  const t = useWords(deskWords)
  const open = useOpen()
  const [setting, setSetting] = useState(false)
  const maySet = useHolds('bureau_officer')
  const filters = useFilters({ q: text, state: oneOf(appealStates) })
  const asked = { state: 'asked' as const, ...filters }
  const list = usePages(['appeals', asked], (paging) =>
    call(claimsApi.appeals.$get({ query: { ...asked, ...paging } })),
  )
  const file = useExport('appeals', asked)
  const shown = list.rows.find((row) => row.id === open.id)
  return (
    <Page
      title={t('appeals')}
      lead={t('appeals.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {maySet ? <ActionButton onClick={() => setSetting(true)}>{t('settings')}</ActionButton> : null}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          fallback="asked"
          options={appealStates.map((value) => ({ value, label: t(`appealState.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('appeals')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        words={words}
        empty={<EmptyState title={t('appeals.empty')} hint={t('appeals.empty.hint')} />}
      />
      {shown ? <AppealSheet appeal={shown} onClose={open.close} /> : null}
      <Dialog title={t('settings')} open={setting} onClose={() => setSetting(false)}>
        <Settings onClose={() => setSetting(false)} />
      </Dialog>
    </Page>
  )
}

function columnsOf(t: Translate<typeof deskWords>): Column<Appeal>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 152, cell: (row) => row.organisationName },
    { key: 'subject', title: t('subject'), cell: (row) => t(`subject.${row.subjectKind}`) },
    { key: 'title', title: t('title'), cell: (row) => row.subjectTitle },
    { key: 'against', title: t('against'), cell: (row) => row.againstName },
    { key: 'askedAt', title: t('askedAt'), cell: (row) => <span className="num">{formatDateTime(row.askedAt)}</span> },
    {
      key: 'waiting',
      title: t('waiting'),
      align: 'end',
      cell: (row) => (row.waitingDays === 0 ? t('waiting.today') : t('waiting.days', { count: row.waitingDays })),
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={appealTone[row.state]}>{t(`appealState.${row.state}`)}</StateTag>,
    },
  ]
}

function AppealSheet({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const t = useWords(deskWords)
  const shown = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  return (
    <SideSheet title={`${appeal.personName} · ${appeal.subjectTitle}`} open onClose={onClose}>
      <StateTag tone={appealTone[appeal.state]}>{t(`appealState.${appeal.state}`)}</StateTag>
      <Facts
        items={[
          { label: t('subject'), value: t(`subject.${appeal.subjectKind}`) },
          { label: t('school'), value: `${appeal.organisationName} · ${appeal.staffNo}` },
          { label: t('against'), value: `${appeal.againstName} ${formatDateTime(appeal.againstAt)}` },
          ...shown(t('againstReason'), appeal.againstReason),
          { label: t('dueOn'), value: formatDay(appeal.dueOn) },
          { label: t('text'), value: appeal.text },
          ...shown(t('decidedBy'), appeal.decidedByName),
          ...shown(t('decision'), appeal.decision),
        ]}
      />
      {appeal.files.map((file) => (
        <Section key={file.fileId} title={file.name}>
          <FileView
            href={`/api/v1/appeals/${appeal.id}/files/${file.fileId}`}
            name={file.name}
            type={/\.pdf$/i.test(file.name) ? 'pdf' : 'image'}
          />
        </Section>
      ))}
      {appeal.state === 'asked' ? <Finding appeal={appeal} onClose={onClose} /> : null}
    </SideSheet>
  )
}

function Finding({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const t = useWords(deskWords)
  const cache = useQueryClient()
  const me = useMe().data
  const form = useForm({ defaultValues: { reason: '' } })
  const [outcome, setOutcome] = useState<'upheld' | 'dismissed'>()
  const decide = useMutation({
    mutationFn: (json: { outcome: 'upheld' | 'dismissed'; reason: string }) =>
      call(claimsApi.appeals[':appealId'].decision.$post({ param: { appealId: appeal.id }, json })),
    onSuccess: async () => {
      toast(t('decided'))
      onClose()
      await Promise.all(
        ['appeals', 'claims', 'credit-records'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const code = me && decideAppealRefusal(appeal, actingOf(me))
  const lacks = !asker || accessRefusal(mayDecideAppeal, asker) !== undefined
  const unchosen = outcome === undefined ? t('outcome.choose') : undefined
  const reason = lacks ? t('reason.appeal') : code === undefined ? unchosen : sayRefusal({ code }, words)
  return (
    <Form
      form={form}
      onSubmit={(values) => (outcome === undefined ? undefined : decide.mutate({ outcome, ...values }))}
      pending={decide.isPending}
      problem={decide.error}
      words={words}
      submit={t('decide')}
      reason={reason}
    >
      <div className="cluster" role="radiogroup" aria-label={t('outcome')}>
        {(['upheld', 'dismissed'] as const).map((value) => (
          <label key={value} className="cluster">
            <input type="radio" name="outcome" checked={outcome === value} onChange={() => setOutcome(value)} />
            {t(value === 'upheld' ? 'uphold' : 'dismiss')}
          </label>
        ))}
      </div>
      <TextArea
        control={form.control}
        name="reason"
        label={t('decision')}
        hint={t('decision.hint')}
        required
        maxLength={500}
      />
    </Form>
  )
}

function Settings({ onClose }: { onClose: () => void }) {
  const settings = useQuery({
    queryKey: ['claim-settings'],
    queryFn: () => call(claimsApi['claim-settings'].$get()),
  })
  return settings.data ? <SettingsForm days={settings.data.appealDays} onClose={onClose} /> : null
}

function SettingsForm({ days, onClose }: { days: number; onClose: () => void }) {
  const t = useWords(deskWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { days: String(days) } })
  const save = useMutation({
    mutationFn: (values: { days: string }) =>
      call(claimsApi['claim-settings'].$put({ json: { appealDays: numberOf(values.days) ?? days } })),
    onSuccess: async () => {
      toast(t('settings.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['claim-settings'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      pending={save.isPending}
      problem={save.error}
      words={words}
      submit={t('settings.save')}
      onCancel={onClose}
    >
      <NumberField
        control={form.control}
        name="days"
        label={t('settings.days')}
        hint={t('settings.days.hint')}
        min={5}
        max={60}
        unit={t('settings.unit')}
        required
      />
    </Form>
  )
}
