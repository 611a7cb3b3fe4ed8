import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { LanguageButton } from './LanguageButton.tsx'
import { useBureaus, useForgotten } from './own-account.ts'

/** Asking the school for a new password, at a desk. */
export function ForgotPage() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const bureaus = useBureaus()
  const ask = useForgotten()
  const form = useForm({ defaultValues: { name: '', bureau: '' } })
  useTitle(t('forgot'))
  return (
    <Doorway brand={say('brand')} lead={say('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('forgot')}</h1>
      {ask.isSuccess ? (
        <Note tone="done">{t('forgot.sent')}</Note>
      ) : (
        <Form
          form={form}
          onSubmit={(values) => ask.mutate(values)}
          submit={t('forgot.submit')}
          pending={ask.isPending}
          problem={ask.error}
          words={words}
        >
          <p>{t('forgot.lead')}</p>
          {bureaus.length > 0 ? (
            <SelectField control={form.control} name="bureau" label={say('signIn.bureau')} required options={bureaus} />
          ) : null}
          <TextField control={form.control} name="name" label={say('signIn.name')} required autoComplete="username" />
        </Form>
      )}
      <p className="doorway-note">
        <Link to={at.signIn()}>{t('forgot.back')}</Link>
      </p>
    </Doorway>
  )
}
