import { useEffect } from 'react'
import { Link } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { PasswordField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { Facts, useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { LanguageButton } from './LanguageButton.tsx'
import { useActivationForm, useChosenPassword, type Activating, type FoundCode } from './own-forms.ts'

/** First use at a desk: the code of a slip, then a password of one's own. */
export function ActivatePage() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const activating = useActivationForm('desk')
  const { form, bureaus, check, found, submit } = activating
  useTitle(t('activate'))
  const { setFocus } = form
  useEffect(() => setFocus('code'), [setFocus])
  return (
    <Doorway brand={say('brand')} lead={say('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('activate')}</h1>
      {found ? (
        <Choose found={found} activating={activating} />
      ) : (
        <Form
          form={form}
          onSubmit={submit}
          submit={t('activate.check')}
          pending={check.isPending}
          problem={check.error}
          words={words}
        >
          <p>{t('activate.lead')}</p>
          {bureaus.length > 0 ? (
            <SelectField control={form.control} name="bureau" label={say('signIn.bureau')} required options={bureaus} />
          ) : null}
          <TextField
            control={form.control}
            name="code"
            label={t('activate.code')}
            hint={t('activate.code.hint')}
            required
          />
        </Form>
      )}
      <p className="doorway-note">
        <Link to={at.signIn()}>{t('forgot.back')}</Link>
      </p>
    </Doorway>
  )
}

function Choose({ found, activating }: { found: FoundCode; activating: Activating }) {
  const t = useWords(ownWords)
  const { activate, another } = activating
  const { form, hint, submit } = useChosenPassword(found, activating)
  const { name, organisationName, signInName, purpose } = found
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit={t('activate.submit')}
      pending={activate.isPending}
      problem={activate.error}
      words={words}
      extra={<ActionButton onClick={another}>{t('activate.other')}</ActionButton>}
    >
      <p>{t('activate.who', { name })}</p>
      <Facts
        items={[
          ...(organisationName ? [{ label: t('activate.school'), value: organisationName }] : []),
          ...(signInName ? [{ label: t('activate.signInName'), value: signInName }] : []),
        ]}
      />
      <p>{purpose === 'first_use' ? t('activate.first') : t('activate.again')}</p>
      <PasswordField
        control={form.control}
        name="password"
        label={t('password')}
        hint={hint}
        required
        autoComplete="new-password"
      />
    </Form>
  )
}
