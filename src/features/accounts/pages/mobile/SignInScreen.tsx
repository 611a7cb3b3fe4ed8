import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { call, client } from '../../../../platform/web/call.ts'
import { at, safeNext } from '../../../../platform/web/route.ts'
import { Field, PasswordField, PhoneForm, SelectField } from '../../../../ui/phone/fields.tsx'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { useKeepMe } from '../../parts.tsx'
import type { accountRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof accountRoutes>()

/** Signing in on a phone, and back to what was scanned or tapped. */
export function SignInScreen() {
  const t = useWords(words)
  const go = useNavigate()
  const keepMe = useKeepMe()
  const [search] = useSearchParams()
  const [language, setLanguage] = useLanguage()
  const form = useForm({ defaultValues: { name: '', password: '', bureau: '' } })
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(api.setup.$get()) })
  const bureaus = setup.data?.bureaus ?? []
  useEffect(() => {
    document.title = t('signIn')
  }, [t])
  const signIn = useMutation({
    mutationFn: ({ name, password, bureau }: { name: string; password: string; bureau: string }) =>
      call(api.sessions.$post({ json: { name, password, ...(bureau === '' ? {} : { bureau }) } })),
    onSuccess: (me) => {
      keepMe(me)
      const next = search.get('next')
      if (me.owes !== null) return void go(at.phone.secondStep(next ?? undefined), { replace: true })
      return void go(safeNext(next, at.phone.home()), { replace: true })
    },
  })
  return (
    <main className="threshold">
      <div>
        <p className="threshold-brand">{t('brand')}</p>
        <h1>{t('signIn')}</h1>
      </div>
      <PhoneForm
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
        <Field control={form.control} name="name" label={t('signIn.name')} required autoComplete="username" />
        <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
      </PhoneForm>
      <p className="cluster">
        <Link to={at.phone.forgot()}>{t('signIn.forgot')}</Link>
        <Link to={at.phone.activate()}>{t('signIn.activate')}</Link>
      </p>
      <p className="threshold-foot">
        <button type="button" className="link-button" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {t('language.other')}
        </button>
      </p>
    </main>
  )
}
