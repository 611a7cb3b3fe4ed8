import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import { at } from '../../../../platform/web/route.ts'
import { Note } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm, SelectField } from '../../../../ui/phone/fields.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { useBureaus, useForgotten } from '../own-account.ts'

/** Asking the school for a new password, on a phone. */
export function ForgotScreen() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const bureaus = useBureaus()
  const ask = useForgotten()
  const form = useForm({ defaultValues: { name: '', bureau: '' } })
  useEffect(() => {
    document.title = t('forgot')
  }, [t])
  return (
    <main className="threshold">
      <div>
        <p className="threshold-brand">{say('brand')}</p>
        <h1>{t('forgot')}</h1>
      </div>
      {ask.isSuccess ? (
        <Note tone="done">{t('forgot.sent')}</Note>
      ) : (
        <PhoneForm
          form={form}
          onSubmit={(values) => ask.mutate(values)}
          submit={t('forgot.submit')}
          pending={ask.isPending}
          problem={ask.error}
          words={words}
        >
          <p className="quiet">{t('forgot.lead')}</p>
          {bureaus.length > 0 ? (
            <SelectField control={form.control} name="bureau" label={say('signIn.bureau')} required options={bureaus} />
          ) : null}
          <Field control={form.control} name="name" label={say('signIn.name')} required autoComplete="username" />
        </PhoneForm>
      )}
      <p>
        <Link to={at.phone.signIn()}>{t('forgot.back')}</Link>
      </p>
    </main>
  )
}
