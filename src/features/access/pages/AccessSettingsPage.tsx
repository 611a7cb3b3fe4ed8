import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { CheckField, NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Facts, Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { AccessTabs } from './AccessTabs.tsx'

const api = client<typeof accessRoutes>()

type Settings = { administratorsSplit: boolean; auditDays: number; delegationDays: number }

/** How rights are handled over the whole region: the three administrators, and how long the trail is kept. */
export function AccessSettingsPage() {
  const t = useWords(words)
  const mayChange = useHolds('system_admin', 'security_admin')
  const query = useQuery({ queryKey: ['access-settings'], queryFn: () => call(api['access-settings'].$get()) })
  return (
    <Page title={t('settings')} lead={t('settings.lead')}>
      <AccessTabs />
      <Loaded query={query} words={words}>
        {(found) =>
          mayChange ? (
            <SettingsForm settings={found} />
          ) : (
            <Facts
              items={[
                { label: t('settings.split'), value: t(found.administratorsSplit ? 'settings.on' : 'settings.off') },
                { label: t('settings.days'), value: t('settings.days.value', { days: found.auditDays }) },
                { label: t('settings.delegation'), value: t('settings.days.value', { days: found.delegationDays }) },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({
    defaultValues: {
      administratorsSplit: settings.administratorsSplit,
      auditDays: String(settings.auditDays),
      delegationDays: String(settings.delegationDays),
    },
  })
  const save = useMutation({
    mutationFn: (json: Settings) => call(api['access-settings'].$put({ json })),
    onSuccess: () => {
      toast(t('settings.done'))
      void cache.invalidateQueries({ queryKey: ['access-settings'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={({ administratorsSplit, auditDays, delegationDays }) =>
        save.mutate({
          administratorsSplit,
          auditDays: numberOf(auditDays) ?? settings.auditDays,
          delegationDays: numberOf(delegationDays) ?? settings.delegationDays,
        })
      }
      pending={save.isPending}
      problem={save.error}
      words={words}
      submit={t('settings.save')}
    >
      <CheckField
        control={form.control}
        name="administratorsSplit"
        label={t('settings.split')}
        hint={t('settings.split.hint')}
      />
      <Note tone="attention">{t('settings.split.warning')}</Note>
      <NumberField
        control={form.control}
        name="auditDays"
        label={t('settings.days')}
        hint={t('settings.days.hint')}
        min={180}
        max={36500}
        unit={t('settings.days.unit')}
        required
      />
      <NumberField
        control={form.control}
        name="delegationDays"
        label={t('settings.delegation')}
        hint={t('settings.delegation.hint')}
        min={1}
        max={366}
        unit={t('settings.days.unit')}
        required
      />
    </Form>
  )
}
