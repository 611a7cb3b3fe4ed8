import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at, safeNext } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { PasswordField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useKeepMe, worksOnPhone } from '../parts.tsx'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { SignInThere } from './Providers.tsx'
import { LanguageButton } from './LanguageButton.tsx'

const api = client<typeof accountRoutes>()

/** Signing in at a desk. A teacher is sent on to the phone's pages, everybody else where they meant to go. */
export function SignInPage() {
  const t = useWords(words)
  const go = useNavigate()
  const keepMe = useKeepMe()
  const [search] = useSearchParams()
  const form = useForm({ defaultValues: { name: '', password: '', bureau: '' } })
  const bureau = useWatch({ control: form.control, name: 'bureau' })
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setup.$get()) })
  const bureaus = setup.data?.bureaus ?? []
  useTitle(t('signIn'))
  const signIn = useMutation({
    mutationFn: ({ name, password, bureau }: { name: string; password: string; bureau: string }) =>
      call(api.sessions.$post({ json: { name, password, ...(bureau === '' ? {} : { bureau }) } })),
    onSuccess: (me) => {
      const next = search.get('next')
      if (me.owes !== null) {
        keepMe(me)
        return void go(at.secondStep(next ?? (worksOnPhone(me) ? at.phone.home() : undefined)), { replace: true })
      }
      if (next === null && worksOnPhone(me)) return location.assign(at.phone.home())
      keepMe(me)
      return void go(safeNext(next, at.home()), { replace: true })
    },
  })
  const { setFocus } = form
  useEffect(() => setFocus('name'), [setFocus])

  if (setup.data?.needed) return <Navigate to={at.firstRun()} replace />
  return (
    <Doorway brand={t('brand')} lead={t('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('signIn')}</h1>
      <Form
        form={form}
        onSubmit={(values) => signIn.mutate(values)}
        submit={t('signIn')}
        pending={signIn.isPending}
        problem={signIn.error}
        words={words}
      >
        {bureaus.length > 1 ? (
          <SelectField
            control={form.control}
            name="bureau"
            label={t('signIn.bureau')}
            required
            options={bureaus.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        ) : null}
        <TextField control={form.control} name="name" label={t('signIn.name')} required autoComplete="username" />
        <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
      </Form>
      <SignInThere bureau={bureau} />
      <p className="doorway-note cluster">
        <Link to={at.forgot()}>{t('signIn.forgot')}</Link>
        <Link to={at.activate()}>{t('signIn.activate')}</Link>
      </p>
    </Doorway>
  )
}
