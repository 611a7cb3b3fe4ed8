import { useMutation, useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Navigate, useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Note } from '../../../ui/feedback.tsx'
import { numberOf, NumberField, PasswordField, TextField } from '../../../ui/fields.tsx'
import { Fieldset, Form, FormRow } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useKeepMe } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { LanguageButton } from './LanguageButton.tsx'

const api = client<typeof accountRoutes>()

type Values = {
  bureauName: string
  slug: string
  regionCode: string
  year: string
  name: string
  userName: string
  password: string
}

function emptyForm(): Values {
  const year = wallOf(new Date()).date.slice(0, 4)
  return { bureauName: '', slug: '', regionCode: '', year, name: '', userName: '', password: '' }
}

/** The first page of a deployment without a bureau: who this is, and who may begin. */
export function FirstRunPage() {
  const t = useWords(words)
  const go = useNavigate()
  const keepMe = useKeepMe()
  const form = useForm<Values>({ defaultValues: emptyForm() })
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setup.$get()) })
  useTitle(t('firstRun.title'))
  const found = useMutation({
    mutationFn: ({ bureauName, slug, regionCode, year, ...officer }: Values) =>
      call(api.setup.$post({ json: { bureauName, slug, regionCode, year: numberOf(year) ?? 0, officer } })),
    onSuccess: (me) => {
      keepMe(me)
      return void go(at.home(), { replace: true })
    },
  })
  if (setup.data && !setup.data.needed && !found.isSuccess) return <Navigate to={at.signIn()} replace />
  const { control } = form
  return (
    <Doorway brand={t('brand')} lead={t('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('firstRun.title')}</h1>
      <Form
        form={form}
        onSubmit={(values) => found.mutate(values)}
        submit={t('firstRun.submit')}
        pending={found.isPending}
        problem={found.error}
        words={words}
      >
        <Note tone="neutral">{t('firstRun.lead')}</Note>
        <TextField
          control={control}
          name="bureauName"
          label={t('firstRun.bureauName')}
          hint={t('firstRun.bureauName.hint')}
          required
          maxLength={60}
        />
        <TextField
          control={control}
          name="slug"
          label={t('firstRun.slug')}
          hint={t('firstRun.slug.hint')}
          required
          pattern={{ value: /^[a-z0-9][a-z0-9-]{1,39}$/, message: t('firstRun.slug.wrong') }}
        />
        <FormRow>
          <TextField
            control={control}
            name="regionCode"
            label={t('firstRun.regionCode')}
            hint={t('firstRun.regionCode.hint')}
            required
            pattern={{ value: /^\d{6}$/, message: t('firstRun.regionCode.wrong') }}
          />
          <NumberField control={control} name="year" label={t('firstRun.year')} min={2000} max={2100} required />
        </FormRow>
        <Fieldset legend={t('firstRun.officer')}>
          <FormRow>
            <TextField control={control} name="name" label={t('firstRun.officerName')} required maxLength={40} />
            <TextField
              control={control}
              name="userName"
              label={t('firstRun.userName')}
              required
              maxLength={40}
              autoComplete="username"
            />
          </FormRow>
          <PasswordField
            control={control}
            name="password"
            label={t('firstRun.password')}
            hint={t('firstRun.password.hint')}
            required
            autoComplete="new-password"
          />
        </Fieldset>
      </Form>
    </Doorway>
  )
}
