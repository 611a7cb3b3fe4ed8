import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Me } from '../../accounts/parts.tsx'
import type { planRoutes } from '../routes.ts'
import { words as planWords } from '../words.ts'
import { beginWords as words } from '../words/begin.ts'

const api = client<typeof planRoutes>()
const makers: readonly string[] = ['bureau_officer', 'town_officer', 'school_registrar']

type Values = { organisationId: string; year: string; title: string; issuer: string; cycle: string }

/** The organisations that somebody may begin a plan for: those where they hold such a role. */
export function ownersOf(me: Me | undefined): { id: string; name: string }[] {
  const held = (me?.grants ?? []).filter(({ role }) => makers.includes(role))
  return [...new Map(held.map((grant) => [grant.organisationId, grant.organisationName]))].map(([id, name]) => ({
    id,
    name,
  }))
}

/** Begins a plan without a document and goes to it. */
export function BeginDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  // Made once: a second click is a retry.
  const [id] = useState(() => crypto.randomUUID())
  const owners = ownersOf(me)
  const [first] = owners
  const { year } = me.bureau
  const form = useForm<Values>({
    defaultValues: {
      ...{ organisationId: first?.id ?? '', year: String(year), title: t('begin.name.of', { year: String(year) }) },
      ...{ issuer: first?.name ?? '', cycle: '' },
    },
  })
  const begin = useMutation({
    mutationFn: ({ year: typed, issuer, cycle, ...rest }: Values) =>
      call(
        api.plans.$post({
          json: {
            ...{ ...rest, id, year: numberOf(typed) ?? year },
            ...{ issuer: issuer.trim() || null, cycle: cycle.trim() || null },
          },
        }),
      ),
    onSuccess: async (plan) => {
      await cache.invalidateQueries({ queryKey: ['plans'] })
      await go(at.plan(plan.id))
    },
  })
  return (
    <Dialog title={t('begin')} open onClose={onClose}>
      <p>{t('begin.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => begin.mutate(values)}
        submit={t('begin.save')}
        pending={begin.isPending}
        problem={begin.error}
        words={planWords}
        onCancel={onClose}
      >
        {owners.length > 1 ? (
          <SelectField
            control={form.control}
            name="organisationId"
            label={t('begin.owner')}
            options={owners.map(({ id: value, name }) => ({ value, label: name }))}
            required
          />
        ) : null}
        <FormRow>
          <TextField control={form.control} name="title" label={t('begin.name')} required maxLength={120} />
          <NumberField control={form.control} name="year" label={t('begin.year')} min={2000} max={2100} required />
        </FormRow>
        <FormRow>
          <TextField control={form.control} name="issuer" label={t('begin.issuer')} maxLength={120} />
          <TextField
            control={form.control}
            name="cycle"
            label={t('begin.cycle')}
            hint={t('begin.cycle.hint')}
            maxLength={20}
          />
        </FormRow>
      </Form>
    </Dialog>
  )
}
