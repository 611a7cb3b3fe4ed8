import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { at, safeNext } from '../../../../platform/web/route.ts'
import { Loaded, Note } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useMe, useSignOut } from '../../parts.tsx'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { useRefreshMe, useSecondStep } from '../own-account.ts'
import { FactorSetUp } from './FactorSetUp.tsx'

/** What a sign-in on a phone still owes. */
export function SecondStepScreen() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const go = useNavigate()
  const [search] = useSearchParams()
  const me = useMe()
  const signOut = useSignOut(at.phone.signIn())
  const onward = safeNext(search.get('next'), at.phone.home())
  const step = useSecondStep(() => void go(onward, { replace: true }))
  const refresh = useRefreshMe(() => void go(onward, { replace: true }))
  const form = useForm({ defaultValues: { code: '' } })
  useEffect(() => {
    document.title = t('step')
  }, [t])
  if (me.data?.owes === null && !step.isPending && !refresh.isPending) return <Navigate to={onward} replace />
  return (
    <main className="threshold">
      <div>
        <p className="threshold-brand">{say('brand')}</p>
        <h1>{t('step')}</h1>
      </div>
      <Loaded query={me}>
        {({ owes }) =>
          owes === 'code' ? (
            <PhoneForm
              form={form}
              onSubmit={({ code }) => step.mutate(code)}
              submit={t('step.submit')}
              pending={step.isPending}
              problem={step.error}
              words={words}
            >
              <Field
                control={form.control}
                name="code"
                label={t('step.code')}
                hint={t('step.code.hint')}
                required
                autoComplete="one-time-code"
              />
            </PhoneForm>
          ) : (
            <div className="stack">
              <Note tone="attention">{t('step.required')}</Note>
              <FactorSetUp done={t('step.continue')} onDone={() => refresh.mutate()} />
            </div>
          )
        }
      </Loaded>
      <BigButton onPress={() => void signOut('here')}>{t('forgot.back')}</BigButton>
    </main>
  )
}
