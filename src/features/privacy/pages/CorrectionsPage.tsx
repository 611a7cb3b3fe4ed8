import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import { correctionTone, privacyApi } from '../asking.ts'
import type { CorrectionRow } from '../contract/corrections.ts'
import { correctionStates, type Correctable } from '../core.ts'
import { words } from '../words.ts'
import { FullExport } from './FullExport.tsx'
import { PrivacyTabs } from './PrivacyTabs.tsx'

/** Says a value of a field: codes by their names. */
function useValues(): (field: Correctable, value: string | null) => string {
  const t = useWords(words)
  const say = useCodes()
  return (field, value) => {
    if (value === null) return t('notRecorded')
    return field === 'title' || field === 'stage' || field === 'gender' ? say(field, value) : value
  }
}

/** What people of one's schools ask to be corrected, to approve or refuse. */
export function CorrectionsPage() {
  const t = useWords(words)
  const open = useOpen()
  const valueOf = useValues()
  const [exporting, setExporting] = useState(false)
  const { state = 'asked' } = useFilters({ state: oneOf(correctionStates) })
  const list = usePages(['corrections', state], (paging) =>
    call(privacyApi.corrections.$get({ query: { state, ...paging } })),
  )
  const shown = list.rows.find((row) => row.id === open.id)
  return (
    <Page
      title={t('corrections')}
      lead={t('corrections.lead')}
      actions={<ActionButton onClick={() => setExporting(true)}>{t('export')}</ActionButton>}
    >
      <PrivacyTabs />
      <FilterBar>
        <SelectFilter
          name="state"
          label={t('state')}
          options={correctionStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('corrections')}
        list={list}
        columns={columnsOf(t, valueOf)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        words={words}
        empty={<EmptyState title={t('corrections.empty')} hint={t('corrections.empty.hint')} />}
      />
      <SideSheet
        title={shown ? `${shown.personName} · ${t(`field.${shown.field}`)}` : t('corrections')}
        open={shown !== undefined}
        onClose={open.close}
      >
        {shown ? <Shown key={shown.id} correction={shown} onDone={open.close} /> : null}
      </SideSheet>
      <FullExport open={exporting} onClose={() => setExporting(false)} />
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>, valueOf: ReturnType<typeof useValues>): Column<CorrectionRow>[] {
  return [
    { key: 'person', title: t('person'), cell: (row) => row.personName },
    { key: 'school', title: t('school'), cell: (row) => row.organisationName },
    { key: 'field', title: t('field'), cell: (row) => t(`field.${row.field}`) },
    { key: 'before', title: t('before'), cell: (row) => <span className="num">{valueOf(row.field, row.before)}</span> },
    { key: 'value', title: t('value'), cell: (row) => <span className="num">{valueOf(row.field, row.value)}</span> },
    { key: 'askedAt', title: t('askedAt'), cell: (row) => <span className="num">{formatDateTime(row.askedAt)}</span> },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={correctionTone[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
  ]
}

function Shown({ correction, onDone }: { correction: CorrectionRow; onDone: () => void }) {
  const t = useWords(words)
  const valueOf = useValues()
  const [refusing, setRefusing] = useState(false)
  const { approve, refuse } = useDecisions(correction.id, onDone)
  const { field, reason, decidedByName, decision } = correction
  const value = valueOf(field, correction.value)
  return (
    <div className="stack">
      <Facts
        items={[
          { label: t('school'), value: correction.organisationName },
          { label: t('before'), value: valueOf(field, correction.before) },
          { label: t('value'), value },
          { label: t('reason'), value: reason },
          ...(decidedByName === null ? [] : [{ label: t('decidedBy'), value: decidedByName }]),
          ...(decision === null ? [] : [{ label: t('decision'), value: decision }]),
        ]}
      />
      {correction.hasProof ? (
        <DownloadLink href={`/api/v1/corrections/${correction.id}/proof`}>{t('proof.open')}</DownloadLink>
      ) : (
        <p className="quiet">{t('proof.none')}</p>
      )}
      {correction.state === 'asked' ? (
        <>
          <p>{t('approve.lead', { value })}</p>
          <ProblemNote problem={approve.error} words={words} />
          <div className="cluster">
            <ActionButton kind="primary" onClick={() => approve.mutate()} pending={approve.isPending}>
              {t('approve')}
            </ActionButton>
            <ActionButton onClick={() => setRefusing(true)}>{t('refuse')}</ActionButton>
          </div>
        </>
      ) : null}
      <Dialog
        title={t('refuse.title', { name: correction.personName, field: t(`field.${field}`) })}
        open={refusing}
        onClose={() => setRefusing(false)}
      >
        <Refusal refuse={refuse} onCancel={() => setRefusing(false)} />
      </Dialog>
    </div>
  )
}

function useDecisions(correctionId: string, onDone: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  const after = (told: string) => async () => {
    toast(told)
    onDone()
    await cache.invalidateQueries({ queryKey: ['corrections'] })
  }
  const param = { correctionId }
  const approve = useMutation({
    mutationFn: () => call(privacyApi.corrections[':correctionId'].approval.$post({ param })),
    onSuccess: after(t('approved')),
  })
  const refuse = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(privacyApi.corrections[':correctionId'].refusal.$post({ param, json })),
    onSuccess: after(t('refused')),
  })
  return { approve, refuse }
}

type RefusalProps = { refuse: ReturnType<typeof useDecisions>['refuse']; onCancel: () => void }

function Refusal({ refuse, onCancel }: RefusalProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <Form
      form={form}
      onSubmit={(values) => refuse.mutate(values)}
      pending={refuse.isPending}
      problem={refuse.error}
      words={words}
      submit={t('refuse')}
      onCancel={onCancel}
    >
      <TextArea
        control={form.control}
        name="reason"
        label={t('refuse.reason')}
        hint={t('reason.hint')}
        required
        maxLength={200}
      />
    </Form>
  )
}
