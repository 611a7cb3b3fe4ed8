import { useEffect } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { at } from '../../../../platform/web/route.ts'
import { Field, PasswordField, PhoneForm, SelectField } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { passwordHint, useActivation, useBureaus } from '../own-account.ts'

/** First use on a phone: what the QR code of a slip opens. */
export function ActivateScreen() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const go = useNavigate()
  const [search] = useSearchParams()
  const bureaus = useBureaus()
  const { check, activate } = useActivation(() => void go(at.phone.home(), { replace: true }))
  const form = useForm({ defaultValues: { code: location.hash.slice(1), bureau: search.get('b') ?? '' } })
  const asked = ({ code, bureau }: { code: string; bureau: string }) => ({ code, ...(bureau === '' ? {} : { bureau }) })
  useEffect(() => {
    document.title = t('activate')
  }, [t])
  return (
    <main className="threshold">
      <div>
        <p className="threshold-brand">{say('brand')}</p>
        <h1>{t('activate')}</h1>
      </div>
      {check.data ? (
        <Choose
          found={check.data}
          activate={activate}
          onSubmit={(password) => activate.mutate({ ...asked(form.getValues()), password })}
          onOther={() => {
            activate.reset()
            check.reset()
          }}
        />
      ) : (
        <PhoneForm
          form={form}
          onSubmit={(values) => check.mutate(asked(values))}
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

type ChooseProps = {
  found: NonNullable<ReturnType<typeof useActivation>['check']['data']>
  activate: ReturnType<typeof useActivation>['activate']
  onSubmit: (password: string) => void
  onOther: () => void
}

function Choose({ found, activate, onSubmit, onOther }: ChooseProps) {
  const t = useWords(ownWords)
  const say = useWords(words)
  const form = useForm({ defaultValues: { password: '' } })
  const typed = useWatch({ control: form.control, name: 'password' })
  const { name, organisationName, signInName, purpose } = found
  return (
    <>
      <PhoneForm
        form={form}
        onSubmit={(values) => onSubmit(values.password)}
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
          {passwordHint(typed, [name, signInName ?? ''], t, say)}
        </p>
      </PhoneForm>
      <BigButton onPress={onOther}>{t('activate.other')}</BigButton>
    </>
  )
}
