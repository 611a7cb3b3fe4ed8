import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { hourPurposes } from '../../../lib/purposes.ts'
import { call } from '../../../platform/web/call.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDay } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Credits } from '../contract.ts'
import { words } from '../words.ts'
import { spendingApi } from './ledger.ts'

type Values = { purpose: string; caseNo: string; which: string; entryIds: string[] }

const chosen = 'chosen'

/** Marks hours as used: all of a cycle that are free, or single entries. */
export function SpendDialog({ credits, onClose }: { credits: Credits; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { personId } = credits
  const open = credits.entries.filter((entry) => entry.direction !== 'reversed' && entry.reversedById === null)
  const cycles = [...new Set(open.map(({ cycle }) => cycle))].toSorted((a, b) => b - a)
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({
    defaultValues: { purpose: '', caseNo: '', which: String(cycles[0] ?? chosen), entryIds: [] },
  })
  const which = useWatch({ control: form.control, name: 'which' })
  const send = useMutation({
    mutationFn: ({ purpose, caseNo, entryIds }: Values) => {
      const [first] = hourPurposes.filter((each) => each === purpose)
      const wanted = which === chosen ? { entryIds } : { cycle: Number(which) }
      const json = { id, purpose: first ?? 'other', caseNo, ...wanted }
      return call(spendingApi.people[':personId']['credit-spends'].$post({ param: { personId }, json }))
    },
    onSuccess: (spend) => {
      toast(t('spends.done', { hours: formatHours(spend.centihours) }))
      void cache.invalidateQueries({ queryKey: ['credits', personId] })
      onClose()
    },
  })
  return (
    <Dialog title={t('spends.use.title')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('spends.save')}
        onCancel={onClose}
      >
        <SelectField
          control={form.control}
          name="purpose"
          label={t('spends.purpose')}
          required
          options={hourPurposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
        <TextField
          control={form.control}
          name="caseNo"
          label={t('spends.caseNo')}
          hint={t('spends.caseNo.hint')}
          required
          maxLength={60}
        />
        <RadioField
          control={form.control}
          name="which"
          label={t('spends.which')}
          required
          options={[
            ...cycles.map((cycle) => ({ value: String(cycle), label: t('spends.cycle', { from: cycle }) })),
            { value: chosen, label: t('spends.chosen') },
          ]}
        />
        {which === chosen ? (
          <MultiSelect
            control={form.control}
            name="entryIds"
            label={t('ledger.entries')}
            required
            options={open.map((entry) => ({
              value: entry.id,
              label: `${entry.sourceTitle} · ${formatDay(entry.earnedOn)} · ${formatHours(entry.centihours)}`,
            }))}
          />
        ) : null}
      </Form>
    </Dialog>
  )
}
