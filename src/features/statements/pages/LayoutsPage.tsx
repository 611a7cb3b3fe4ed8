import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDateTime, joinStatements } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { LayoutPreview } from '../contract/layouts.ts'
import type { layoutRoutes } from '../routes/layouts.ts'
import { words } from '../words.ts'
import { StatementTabs, yearsBack } from './StatementTabs.tsx'

const api = client<typeof layoutRoutes>()

/** Hours in the layouts of other systems: checked, compared with the last time, and then taken out. */
export function LayoutsPage() {
  const t = useWords(words)
  const { year = new Date().getFullYear(), ...asked } = useFilters({
    layout: text,
    year: wholeNumber,
    organisationId: text,
  })
  const organisations = useOrganisationSearch()
  const bureau = useMe().data?.grants[0]?.organisationId
  const layouts = useQuery({ queryKey: ['hour-layouts'], queryFn: () => call(api['hour-layouts'].$get()) })
  const chosen = layouts.data?.items.find(({ id }) => id === asked.layout)
  const organisationId = asked.organisationId ?? bureau
  return (
    <Page title={t('layouts')} lead={t('layouts.lead')}>
      <StatementTabs />
      <FilterBar>
        <SelectFilter
          name="layout"
          label={t('layouts.layout')}
          options={(layouts.data?.items ?? []).map(({ id, title }) => ({ value: id, label: sayIn(title) }))}
        />
        <SelectFilter name="year" label={t('year')} fallback={String(year)} options={yearsBack()} />
        <SelectFilter name="organisationId" label={t('layouts.place')} options={organisations.options} />
      </FilterBar>
      {chosen && organisationId !== undefined ? (
        <>
          <p className="quiet">
            {t('layouts.edition', { edition: chosen.edition })} ·{' '}
            {t('layouts.columns', {
              titles: chosen.columns.map(({ title, required }) => `${title}${required ? '*' : ''}`).join(' · '),
            })}
          </p>
          <Checked
            key={`${chosen.id} ${year} ${organisationId}`}
            asked={{ layout: chosen.id, year, organisationId }}
            unmasked={chosen.unmasked}
          />
        </>
      ) : (
        <EmptyState title={t('layouts.choose')} hint={t('layouts.choose.hint')} />
      )}
    </Page>
  )
}

type Asked = { readonly layout: string; readonly year: number; readonly organisationId: string }

function Checked({ asked, unmasked }: { asked: Asked; unmasked: boolean }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['hour-layout-previews', asked],
    queryFn: () => call(api['hour-layout-previews'].$get({ query: { ...asked, year: String(asked.year) } })),
  })
  return (
    <Section title={t('layouts.check')} actions={<Take asked={asked} unmasked={unmasked} />}>
      <Loaded query={query} words={words}>
        {(preview) => <Preview preview={preview} />}
      </Loaded>
    </Section>
  )
}

function Preview({ preview }: { preview: LayoutPreview }) {
  const t = useWords(words)
  const { rows, flawed, flaws, fresh, changed, gone, last } = preview
  return (
    <>
      <div className="figures">
        <Stat label={t('layouts.rows')} value={formatCount(rows)} />
        <Stat label={t('layouts.flawed')} value={formatCount(flawed)} {...(flawed > 0 ? { tone: 'attention' } : {})} />
        <Stat label={t('layouts.fresh')} value={formatCount(fresh)} />
        <Stat label={t('layouts.changed')} value={formatCount(changed)} />
        <Stat label={t('layouts.gone')} value={formatCount(gone)} />
      </div>
      <p className="quiet">
        {last ? t('layouts.last', { at: formatDateTime(last.at), rows: last.rows }) : t('layouts.last.none')}
      </p>
      {flawed === 0 ? (
        <Note tone="done">{t('layouts.flawless')}</Note>
      ) : (
        <>
          <Note tone="attention">{t('layouts.flaws.some', { count: flawed })}</Note>
          <PlainTable
            label={t('layouts.flaw')}
            rows={flaws}
            rowId={(row) => row.id}
            columns={[
              { key: 'name', title: t('layouts.name'), cell: (row) => row.name },
              { key: 'place', title: t('layouts.place'), cell: (row) => row.place },
              { key: 'flaws', title: t('layouts.flaw'), cell: (row) => joinStatements(row.flaws) },
            ]}
          />
        </>
      )}
    </>
  )
}

function Take({ asked, unmasked }: { asked: Asked; unmasked: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const mayUnmask = useHolds('bureau_officer', 'school_registrar')
  const form = useForm({ defaultValues: { reason: '' } })
  const take = useMutation({
    mutationFn: (reason: string | undefined) => takeOut(asked, reason),
    onSuccess: () => {
      toast(t('layouts.done'))
      setAsking(false)
      void cache.invalidateQueries({ queryKey: ['hour-layout-previews'] })
    },
  })
  return (
    <>
      {unmasked ? null : <ProblemNote problem={take.error} words={words} />}
      <ActionButton
        kind="primary"
        icon="download"
        pending={take.isPending}
        reason={unmasked && !mayUnmask ? t('reason.unmasked') : undefined}
        onClick={() => (unmasked ? setAsking(true) : take.mutate(undefined))}
      >
        {t('layouts.take')}
      </ActionButton>
      <Dialog title={t('layouts.take')} open={asking} onClose={() => setAsking(false)}>
        <Form
          form={form}
          onSubmit={({ reason }) => take.mutate(reason)}
          pending={take.isPending}
          problem={take.error}
          words={words}
          submit={t('layouts.take')}
          onCancel={() => setAsking(false)}
        >
          <Note tone="attention">{t('layouts.reason.hint')}</Note>
          <TextField control={form.control} name="reason" label={t('layouts.reason')} required maxLength={200} />
        </Form>
      </Dialog>
    </>
  )
}

async function takeOut(asked: Asked, reason: string | undefined): Promise<void> {
  const json = { id: crypto.randomUUID(), ...asked }
  const answer = await (reason === undefined
    ? api['hour-layout-exports'].$post({ json })
    : api['unmasked-hour-layout-exports'].$post({ json: { ...json, reason } }))
  if (!answer.ok) await call(Promise.resolve(answer))
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = named === undefined ? `${json.id}.xlsx` : decodeURIComponent(named)
  link.click()
  URL.revokeObjectURL(address)
}
