import { useEffect } from 'react'
import { Navigate } from 'react-router'
import { Loaded, Note } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { useSecondStepForm } from '../own-forms.ts'
import { FactorSetUp } from './FactorSetUp.tsx'

/** What a sign-in on a phone still owes. */
export function SecondStepScreen() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const { me, onward, step, refresh, form, owesNothing, submit, leave } = useSecondStepForm('phone')
  useEffect(() => {
    document.title = t('step')
  }, [t])
  if (owesNothing) return <Navigate to={onward} replace />
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
              onSubmit={submit}
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
      <BigButton onPress={leave}>{t('forgot.back')}</BigButton>
    </main>
  )
}
