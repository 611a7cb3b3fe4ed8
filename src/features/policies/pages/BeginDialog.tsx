import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { sayCites } from '../../../lib/policy/sentences.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Form } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { PackLine } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { policiesApi, toneOfSure, useTongue } from './policies-api.ts'

/** Begins a policy as a draft from one that is shipped, for an organisation of one's own part of the tree. */
export function BeginDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const go = useNavigate()
  const me = useMe().data
  const [id] = useState(() => crypto.randomUUID())
  const packs = useQuery({
    queryKey: ['hour-policy-packs'],
    queryFn: () => call(policiesApi['hour-policy-packs'].$get()),
  })
  const organisations = useOrganisationSearch()
  const own = me?.grants.filter(({ role }) => role === 'bureau_officer') ?? []
  const form = useForm({ defaultValues: { organisationId: own[0]?.organisationId ?? '', packId: '' } })
  const packId = useWatch({ control: form.control, name: 'packId' })
  const chosen = packs.data?.items.find((pack) => pack.id === packId)
  const save = useMutation({
    mutationFn: (values: { organisationId: string; packId: string }) =>
      call(policiesApi['hour-policies'].$post({ json: { id, ...values } })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['hour-policies'] })
      toast(t('begin.made'))
      await go(at.editHourPolicy(id))
    },
  })
  const known = new Map([
    ...own.map((grant) => [grant.organisationId, grant.organisationName] as const),
    ...organisations.options.map(({ value, label }) => [value, label] as const),
  ])
  return (
    <Dialog title={t('begin')} open onClose={onClose} width={640}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        pending={save.isPending}
        problem={save.error ?? packs.error}
        words={pageWords}
        submit={t('begin.submit')}
        onCancel={onClose}
      >
        <p className="quiet">{t('begin.lead')}</p>
        <SelectField
          control={form.control}
          name="packId"
          label={t('begin.pack')}
          required
          loading={packs.isPending}
          options={(packs.data?.items ?? []).map((pack) => ({
            value: pack.id,
            label: `${sayIn(pack.title)} · ${t(`sure.${pack.source.sure}`)}`,
          }))}
        />
        {chosen ? <PackFacts pack={chosen} /> : null}
        <SelectField
          control={form.control}
          name="organisationId"
          label={t('begin.organisation')}
          hint={t('begin.organisation.hint')}
          required
          options={[...known].map(([value, label]) => ({ value, label }))}
          onSearch={organisations.onSearch}
          loading={organisations.loading}
        />
      </Form>
    </Dialog>
  )
}

function PackFacts({ pack: { jurisdiction, rules, awards, source, edition } }: { pack: PackLine }) {
  const t = useWords(pageWords)
  const tongue = useTongue()
  return (
    <div className="stack-tight">
      <Facts
        items={[
          { label: t('jurisdiction'), value: jurisdiction },
          {
            label: t('content'),
            value: awards === 0 ? t('pack.rules', { rules }) : t('pack.tables', { rules, awards }),
          },
          { label: t('source'), value: sayCites(source, tongue) },
          {
            label: t('sure'),
            value: <StateTag tone={toneOfSure[source.sure]}>{t(`sure.${source.sure}`)}</StateTag>,
          },
        ]}
      />
      <p className="quiet">
        {t(`sure.${source.sure}.hint`)} {t('edition', { date: formatDay(edition) })}
      </p>
    </div>
  )
}
