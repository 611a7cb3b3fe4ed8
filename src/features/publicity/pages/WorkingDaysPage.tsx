import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { RadioField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Page, Section, Split } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { publicityApi } from '../asking.ts'
import type { CalendarYear } from '../contract/calendar.ts'
import { words } from '../words.ts'
import { CalendarLists } from './CalendarLists.tsx'

// The first year whose calendar ships with the product; a region looks back on past notices, and plans for the next year.
const firstYear = 2025

/** The bureau's calendar of working days, and how notices are shown. */
export function WorkingDaysPage() {
  const t = useWords(words)
  const { year } = useFilters({ year: text })
  const maySet = useHolds('bureau_officer')
  const file = useExport('working-days', { year })
  const [setting, setSetting] = useState(false)
  const calendarOf = (of: string | undefined) => ({
    queryKey: ['working-days', of ?? ''],
    queryFn: () => call(publicityApi['working-days'].$get({ query: of ? { year: of } : {} })),
  })
  const query = useQuery(calendarOf(year))
  const current = useQuery(calendarOf(undefined)).data
  const lacks = maySet ? undefined : t('calendar.lacks')
  const last = Math.max(current?.year ?? firstYear, current?.announcedThrough ?? firstYear) + 2
  const years = Array.from({ length: last - firstYear + 1 }, (_, later) => String(firstYear + later))
  return (
    <Page
      title={t('calendar')}
      lead={t('calendar.lead')}
      actions={
        <>
          <ExportLink href={file} />
          <ActionButton kind="primary" icon="plus" reason={lacks} onClick={() => setSetting(true)}>
            {t('calendar.set')}
          </ActionButton>
        </>
      }
    >
      <CalendarLists lacks={lacks} />
      <FilterBar>
        <SelectFilter
          name="year"
          label={t('calendar.year')}
          options={years.map((value) => ({ value, label: value }))}
          fallback={current && String(current.year)}
        />
      </FilterBar>
      <Split aside={<Setting lacks={lacks} />}>
        <Loaded query={query} words={words}>
          {(calendar) => <Days calendar={calendar} lacks={lacks} />}
        </Loaded>
      </Split>
      {setting ? <SetDay onClose={() => setSetting(false)} /> : null}
    </Page>
  )
}

function Days({ calendar, lacks }: { calendar: CalendarYear; lacks: string | undefined }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const clear = useMutation({
    mutationFn: (day: string) => call(publicityApi['working-days'][':day'].$delete({ param: { day } })),
    onSuccess: async () => {
      toast(t('calendar.done'))
      await cache.invalidateQueries({ queryKey: ['working-days'] })
    },
  })
  const year = String(calendar.year)
  const said = (works: boolean) => t(works ? 'calendar.on' : 'calendar.off')
  return (
    <Section title={t('calendar.working', { year, days: calendar.workingDays })}>
      {calendar.year > calendar.announcedThrough ? (
        <Note tone="attention">{t('calendar.unannounced', { year })}</Note>
      ) : null}
      <PlainTable
        label={t('calendar')}
        rows={calendar.days}
        rowId={(row) => row.day}
        empty={<EmptyState title={t('calendar.empty')} />}
        columns={[
          {
            key: 'day',
            title: t('calendar.day'),
            width: 152,
            cell: (row) => <span className="num">{formatDate(row.day)}</span>,
          },
          {
            key: 'works',
            title: t('calendar.works'),
            cell: (row) => (
              <>
                <StateTag tone={row.works ? 'active' : 'neutral'}>{said(row.works)}</StateTag>
                {row.announced === null ? null : (
                  <span className="quiet">{t('calendar.against', { was: said(row.announced) })}</span>
                )}
              </>
            ),
          },
          { key: 'name', title: t('calendar.name'), cell: (row) => row.name },
          {
            key: 'source',
            title: t('calendar.source'),
            cell: (row) =>
              row.source ?? (
                <span className="cluster">
                  {t('calendar.own', { who: row.changedByName ?? '' })}
                  <ActionButton kind="quiet" reason={lacks} onClick={() => clear.mutate(row.day)}>
                    {t('calendar.clear')}
                  </ActionButton>
                </span>
              ),
          },
        ]}
      />
    </Section>
  )
}

function SetDay({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { day: '', works: 'off', reason: '' } })
  const set = useMutation({
    mutationFn: ({ day, works, reason }: { day: string; works: string; reason: string }) =>
      call(publicityApi['working-days'][':day'].$put({ param: { day }, json: { works: works === 'on', reason } })),
    onSuccess: async () => {
      toast(t('calendar.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['working-days'] })
    },
  })
  return (
    <Dialog title={t('calendar.set')} open onClose={onClose}>
      <p>{t('calendar.set.what')}</p>
      <Form
        form={form}
        onSubmit={(values) => set.mutate(values)}
        submit={t('calendar.set')}
        pending={set.isPending}
        problem={set.error}
        words={words}
        onCancel={onClose}
      >
        <DateField control={form.control} name="day" label={t('calendar.day')} required />
        <RadioField
          control={form.control}
          name="works"
          label={t('calendar.works')}
          options={[
            { value: 'off', label: t('calendar.off') },
            { value: 'on', label: t('calendar.on') },
          ]}
        />
        <TextField control={form.control} name="reason" label={t('calendar.name')} required maxLength={100} />
      </Form>
    </Dialog>
  )
}

function Setting({ lacks }: { lacks: string | undefined }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['publicity-setting'],
    queryFn: () => call(publicityApi['publicity-setting'].$get()),
  })
  return (
    <Section title={t('setting')} note={t('setting.lead')}>
      <Loaded query={query} words={words}>
        {({ workingDays, names }) => <SettingForm days={workingDays} names={names} lacks={lacks} />}
      </Loaded>
    </Section>
  )
}

type SettingProps = { days: number; names: 'full' | 'masked'; lacks: string | undefined }

function SettingForm({ days, names, lacks }: SettingProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm<{ days: string; names: string }>({ defaultValues: { days: String(days), names } })
  const save = useMutation({
    mutationFn: (values: { days: string; names: string }) =>
      call(
        publicityApi['publicity-setting'].$put({
          json: { workingDays: numberOf(values.days) ?? days, names: values.names === 'masked' ? 'masked' : 'full' },
        }),
      ),
    onSuccess: async () => {
      toast(t('setting.done'))
      await cache.invalidateQueries({ queryKey: ['publicity-setting'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('setting.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      reason={lacks}
    >
      <NumberField
        control={form.control}
        name="days"
        label={t('setting.days')}
        min={1}
        max={30}
        unit={t('setting.unit')}
        required
      />
      <RadioField
        control={form.control}
        name="names"
        label={t('setting.names')}
        options={[
          { value: 'full', label: t('setting.full') },
          { value: 'masked', label: t('setting.masked') },
        ]}
      />
    </Form>
  )
}
