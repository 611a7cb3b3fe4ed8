import { Navigate } from 'react-router'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { LanguageButton } from './LanguageButton.tsx'
import { useSecondStepForm } from './own-forms.ts'
import { SecondFactorSetUp } from './SecondFactorSetUp.tsx'

/** What a sign-in still owes: the code of the second factor, or setting one up because a role demands it. */
export function SecondStepPage() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const { me, onward, step, refresh, form, owesNothing, submit, leave } = useSecondStepForm('desk')
  useTitle(t('step'))
  if (owesNothing) return <Navigate to={onward} replace />
  return (
    <Doorway brand={say('brand')} lead={say('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('step')}</h1>
      <Loaded query={me}>
        {({ owes }) =>
          owes === 'code' ? (
            <Form
              form={form}
              onSubmit={submit}
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
        <ActionButton kind="quiet" onClick={leave}>
          {t('forgot.back')}
        </ActionButton>
      </p>
    </Doorway>
  )
}
