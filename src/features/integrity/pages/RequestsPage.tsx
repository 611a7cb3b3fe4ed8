import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { accessRefusal } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { DownloadLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime, formatDay } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { actingOf, useMe } from '../../accounts/parts.tsx'
import { mayDecideRequest } from '../access.ts'
import { integrityApi, toneOfRequest } from '../asking.ts'
import type { RequestInTrail } from '../contract/facts.ts'
import { decideRefusal, requestKinds, requestStates } from '../core.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { IntegrityTabs } from './IntegrityPage.tsx'

/** Exemptions asked for and appeals; somebody who neither asked nor recorded decides. */
export function RequestsPage() {
  const t = useWords(pageWords)
  const say = useWords(words)
  const open = useOpen()
  const filters = useFilters({ q: text, kind: oneOf(requestKinds), state: oneOf(requestStates) })
  const asked = { state: 'asked' as const, ...filters }
  const list = usePages(['integrity-requests', asked], (paging) =>
    call(integrityApi['integrity-requests'].$get({ query: { ...asked, ...paging } })),
  )
  const file = useExport('integrity-requests', asked)
  const shown = list.rows.find((row) => row.id === open.id)
  return (
    <Page title={t('requests')} lead={t('requests.lead')} actions={<ExportLink href={file} />}>
      <IntegrityTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          fallback="asked"
          options={requestStates.map((value) => ({ value, label: say(`requestState.${value}`) }))}
        />
        <SelectFilter
          name="kind"
          label={t('kind')}
          options={requestKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('requests')}
        list={list}
        columns={columnsOf(t, say)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        words={words}
        empty={<EmptyState title={t('requests.empty')} hint={t('requests.empty.hint')} />}
      />
      {shown ? <RequestSheet request={shown} onClose={open.close} /> : null}
    </Page>
  )
}

function columnsOf(t: Translate<typeof pageWords>, say: Translate<typeof words>): Column<RequestInTrail>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 168, cell: (row) => row.organisationName },
    { key: 'kind', title: t('kind'), width: 96, cell: (row) => say(`kind.${row.kind}`) },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'cause', title: t('cause'), width: 112, cell: (row) => say(`cause.${row.cause}`) },
    { key: 'at', title: t('askedBy'), cell: (row) => <span className="num">{formatDateTime(row.askedAt)}</span> },
    {
      key: 'state',
      title: t('state'),
      width: 112,
      cell: (row) => <StateTag tone={toneOfRequest[row.state]}>{say(`requestState.${row.state}`)}</StateTag>,
    },
  ]
}

function RequestSheet({ request, onClose }: { request: RequestInTrail; onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const shown = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  return (
    <SideSheet title={`${request.personName} · ${say(`kind.${request.kind}`)}`} open onClose={onClose}>
      <StateTag tone={toneOfRequest[request.state]}>{say(`requestState.${request.state}`)}</StateTag>
      <Facts
        items={[
          { label: t('school'), value: `${request.organisationName} · ${request.staffNo}` },
          { label: t('programme'), value: request.programmeTitle },
          { label: t('cause'), value: `${say(`cause.${request.cause}`)} ${formatDay(request.happenedOn)}` },
          ...shown(t('reason'), request.factReason),
          { label: t('until'), value: request.barredUntil === null ? t('until.none') : formatDay(request.barredUntil) },
          { label: t('recorded'), value: request.recordedByName },
          { label: t('text'), value: request.text },
          { label: t('askedBy'), value: `${request.askedByName} ${formatDateTime(request.askedAt)}` },
          ...shown(t('decided'), request.decidedByName),
          ...shown(t('decision'), request.decision),
        ]}
      />
      {request.hasFile ? (
        <DownloadLink href={`/api/v1/integrity-requests/${request.id}/file`}>{t('file')}</DownloadLink>
      ) : null}
      {request.state === 'asked' ? <Deciding request={request} onClose={onClose} /> : null}
    </SideSheet>
  )
}

function Deciding({ request, onClose }: { request: RequestInTrail; onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const me = useMe().data
  const form = useForm({ defaultValues: { reason: '' } })
  const [outcome, setOutcome] = useState<'granted' | 'refused'>()
  const decide = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(
        integrityApi['integrity-requests'][':integrityRequestId'].decision.$post({
          param: { integrityRequestId: request.id },
          json: { outcome: outcome ?? 'refused', reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('decide.done'))
      onClose()
      await Promise.all(
        ['integrity-requests', 'integrity-facts'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const code = me && decideRefusal(request, actingOf(me))
  const lacks = !asker || accessRefusal(mayDecideRequest, asker) !== undefined
  const unchosen = outcome === undefined ? t('choose') : undefined
  const reason = lacks ? t('reason.bureau') : code === undefined ? unchosen : sayRefusal({ code }, words)
  return (
    <Form
      form={form}
      onSubmit={(values) => decide.mutate(values)}
      pending={decide.isPending}
      problem={decide.error}
      words={words}
      submit={t('decide.submit')}
      reason={reason}
    >
      <div className="cluster" role="radiogroup" aria-label={t('outcome')}>
        {(['granted', 'refused'] as const).map((value) => (
          <label key={value} className="cluster">
            <input type="radio" name="outcome" checked={outcome === value} onChange={() => setOutcome(value)} />
            {t(value === 'granted' ? 'grant' : 'refuse')}
          </label>
        ))}
      </div>
      <TextArea control={form.control} name="reason" label={t('decision')} required maxLength={500} />
    </Form>
  )
}
