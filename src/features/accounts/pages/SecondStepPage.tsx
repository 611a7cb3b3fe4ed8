import { useForm } from 'react-hook-form'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { at, safeNext } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe, useSignOut } from '../parts.tsx'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { LanguageButton } from './LanguageButton.tsx'
import { useRefreshMe, useSecondStep } from './own-account.ts'
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx'

/** What a sign-in still owes: the code of the second factor, or setting one up because a role demands it. */
export function SecondStepPage() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const go = useNavigate()
  const [search] = useSearchParams()
  const me = useMe()
  const signOut = useSignOut(at.signIn())
  const onward = safeNext(search.get('next'), at.home())
  const step = useSecondStep(() => void go(onward, { replace: true }))
  const refresh = useRefreshMe(() => void go(onward, { replace: true }))
  const form = useForm({ defaultValues: { code: '' } })
  useTitle(t('step'))
  if (me.data?.owes === null && !step.isPending && !refresh.isPending) return <Navigate to={onward} replace />
  return (
    <Doorway brand={say('brand')} lead={say('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('step')}</h1>
      <Loaded query={me}>
        {({ owes }) =>
          owes === 'code' ? (
            <Form
              form={form}
              onSubmit={({ code }) => step.mutate(code)}
              submit={t('step.submit')}
              pending={step.isPending}
              problem={step.error}
              words={words}
            >
              <TextField
                control={form.control}
                name="code"
                label={t('step.code')}
                hint={t('step.code.hint')}
                required
                autoComplete="one-time-code"
              />
            </Form>
          ) : (
            <div className="stack">
              <Note tone="attention">{t('step.required')}</Note>
              <SecondFactorSetUp done={t('step.continue')} onDone={() => refresh.mutate()} />
            </div>
          )
        }
      </Loaded>
      <p className="doorway-note">
        <ActionButton kind="quiet" onClick={() => void signOut('here')}>
          {t('forgot.back')}
        </ActionButton>
      </p>
    </Doorway>
  )
}
