import { useEffect } from 'react'
import { Link } from 'react-router'
import { at } from '../../../../platform/web/route.ts'
import { Field, PasswordField, PhoneForm, SelectField } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { useActivationForm, useChosenPassword, type Activating, type FoundCode } from '../own-forms.ts'

/** First use on a phone: what the QR code of a slip opens. */
export function ActivateScreen() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const activating = useActivationForm('phone')
  const { form, bureaus, check, found, submit } = activating
  useEffect(() => {
    document.title = t('activate')
  }, [t])
  return (
    <main className="threshold">
      <div>
        <p className="threshold-brand">{say('brand')}</p>
        <h1>{t('activate')}</h1>
      </div>
      {found ? (
        <Choose found={found} activating={activating} />
      ) : (
        <PhoneForm
          form={form}
          onSubmit={submit}
          submit={t('activate.check')}
          pending={check.isPending}
          problem={check.error}
          words={words}
        >
          <p className="quiet">{t('activate.lead')}</p>
          {bureaus.length > 0 ? (
            <SelectField control={form.control} name="bureau" label={say('signIn.bureau')} required options={bureaus} />
          ) : null}
          <Field
            control={form.control}
            name="code"
            label={t('activate.code')}
            hint={t('activate.code.hint')}
            required
          />
        </PhoneForm>
      )}
      <p>
        <Link to={at.phone.signIn()}>{t('forgot.back')}</Link>
      </p>
    </main>
  )
}

function Choose({ found, activating }: { found: FoundCode; activating: Activating }) {
  const t = useWords(ownWords)
  const { activate, another } = activating
  const { form, hint, submit } = useChosenPassword(found, activating)
  const { name, organisationName, signInName, purpose } = found
  return (
    <>
      <PhoneForm
        form={form}
        onSubmit={submit}
        submit={t('activate.submit')}
        pending={activate.isPending}
        problem={activate.error}
        words={words}
      >
        <p>{t('activate.who', { name })}</p>
        <Pairs
          items={[
            ...(organisationName ? [{ label: t('activate.school'), value: organisationName }] : []),
            ...(signInName ? [{ label: t('activate.signInName'), value: signInName }] : []),
          ]}
        />
        <p className="quiet">{purpose === 'first_use' ? t('activate.first') : t('activate.again')}</p>
        <PasswordField
          control={form.control}
          name="password"
          label={t('password')}
          required
          autoComplete="new-password"
        />
        <p className="quiet" aria-live="polite">
          {hint}
        </p>
      </PhoneForm>
      <BigButton onPress={another}>{t('activate.other')}</BigButton>
    </>
  )
}
