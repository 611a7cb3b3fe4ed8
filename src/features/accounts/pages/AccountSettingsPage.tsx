import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { MultiSelect } from '../../../ui/choices.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { numberOf, NumberField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { roles } from '../../../lib/access.ts'
import { useHolds } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { manageWords } from '../words/manage.ts'
import { AccountTabs } from './AccountsPage.tsx'

const api = client<typeof accountRoutes>()
type Settings = Parameters<(typeof api)['account-settings']['$put']>[0]['json']
type DemandedRole = Settings['secondFactorRoles'][number]

/** How accounts are handled in the region: how long codes are good, which roles need a second factor. */
export function AccountSettingsPage() {
  const t = useWords(manageWords)
  const settings = useQuery({ queryKey: ['account-settings'], queryFn: () => call(api['account-settings'].$get()) })
  return (
    <Page title={t('accounts')} lead={t('settings')}>
      <AccountTabs />
      <Loaded query={settings}>{(loaded) => <SettingsForm settings={loaded} />}</Loaded>
    </Page>
  )
}

function isDemandable(role: string): role is DemandedRole {
  return role !== 'teacher' && roles.some((one) => one === role)
}

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useWords(manageWords)
  const say = useWords(words)
  const cache = useQueryClient()
  const may = useHolds('system_admin', 'bureau_officer')
  const form = useForm<{ days: string; secondFactorRoles: string[] }>({
    defaultValues: { days: String(settings.activationDays), secondFactorRoles: settings.secondFactorRoles },
  })
  const save = useMutation({
    mutationFn: (json: Settings) => call(api['account-settings'].$put({ json })),
    onSuccess: async () => {
      toast(t('settings.saved'))
      await cache.invalidateQueries({ queryKey: ['account-settings'] })
    },
  })
  return (
    <div style={{ maxWidth: 560 }}>
      <Form
        form={form}
        onSubmit={({ days, secondFactorRoles }) =>
          save.mutate({
            activationDays: numberOf(days) ?? settings.activationDays,
            secondFactorRoles: secondFactorRoles.filter(isDemandable),
          })
        }
        submit={t('settings.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        reason={may ? undefined : t('settings.reason')}
      >
        <NumberField control={form.control} name="days" label={t('settings.days')} min={1} max={365} required />
        <MultiSelect
          control={form.control}
          name="secondFactorRoles"
          label={t('settings.roles')}
          hint={t('settings.roles.hint')}
          options={roles.filter(isDemandable).map((role) => ({ value: role, label: say(`role.${role}`) }))}
        />
      </Form>
    </div>
  )
}
