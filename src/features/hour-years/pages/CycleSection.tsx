import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { HourCycle } from '../contract/cycle.ts'
import type { cycleRoutes } from '../routes/cycle.ts'
import { words } from '../words.ts'

const api = client<typeof cycleRoutes>()
const key = ['hour-cycle']

/** In which cycle of years hours are reckoned; the bureau sets it as long as no entry would be moved by it. */
export function CycleSection() {
  const t = useWords(words)
  const mayChange = useHolds('bureau_officer')
  const [changing, setChanging] = useState(false)
  const query = useQuery({ queryKey: key, queryFn: () => call(api['hour-cycle'].$get()) })
  return (
    <Section
      title={t('cycle')}
      note={t('cycle.note')}
      actions={
        <ActionButton
          onClick={() => setChanging(true)}
          reason={mayChange ? undefined : t('reason.cycle')}
          pending={query.isPending}
        >
          {t('cycle.change')}
        </ActionButton>
      }
    >
      <Loaded query={query} words={words} lines={2}>
        {(cycle) => (
          <>
            <Facts
              items={[
                { label: t('cycle.now'), value: t('cycle.span', { from: cycle.fromYear, to: cycle.toYear }) },
                { label: t('cycle.years'), value: t('cycle.length', { count: cycle.cycleYears }) },
                { label: t('cycle.entries'), value: formatCount(cycle.entries) },
              ]}
            />
            <Dialog title={t('cycle.change')} open={changing} onClose={() => setChanging(false)}>
              <Change cycle={cycle} onClose={() => setChanging(false)} />
            </Dialog>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Change({ cycle, onClose }: { cycle: HourCycle; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { start: String(cycle.fromYear), years: String(cycle.cycleYears) } })
  const save = useMutation({
    mutationFn: ({ start, years }: { start: string; years: string }) =>
      call(api['hour-cycle'].$put({ json: { cycleStart: numberOf(start) ?? 0, cycleYears: numberOf(years) ?? 0 } })),
    onSuccess: async (changed) => {
      toast(t('cycle.changed', { from: changed.fromYear, to: changed.toYear }))
      onClose()
      await cache.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('cycle.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <p>{t('cycle.what')}</p>
      <FormRow>
        <NumberField control={form.control} name="start" label={t('cycle.start')} min={1990} max={2100} required />
        <NumberField control={form.control} name="years" label={t('cycle.years')} min={1} max={10} required />
      </FormRow>
    </Form>
  )
}
