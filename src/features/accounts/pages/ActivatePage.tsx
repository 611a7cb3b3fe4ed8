import { useEffect } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Link, useNavigate, useSearchParams } from 'react-router'
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
import { passwordHint, useActivation, useBureaus } from './own-account.ts'

/** First use at a desk: the code of a slip, then a password of one's own. */
export function ActivatePage() {
  const t = useWords(ownWords)
  const say = useWords(words)
  const go = useNavigate()
  const [search] = useSearchParams()
  const bureaus = useBureaus()
  const { check, activate } = useActivation(() => void go(at.home(), { replace: true }))
  const form = useForm({ defaultValues: { code: location.hash.slice(1), bureau: search.get('b') ?? '' } })
  useTitle(t('activate'))
  const { setFocus } = form
  useEffect(() => setFocus('code'), [setFocus])
  const asked = ({ code, bureau }: { code: string; bureau: string }) => ({ code, ...(bureau === '' ? {} : { bureau }) })
  return (
    <Doorway brand={say('brand')} lead={say('brand.lead')} tools={<LanguageButton />}>
      <h1>{t('activate')}</h1>
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
        <Form
          form={form}
          onSubmit={(values) => check.mutate(asked(values))}
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
    <Form
      form={form}
      onSubmit={(values) => onSubmit(values.password)}
      submit={t('activate.submit')}
      pending={activate.isPending}
      problem={activate.error}
      words={words}
      extra={<ActionButton onClick={onOther}>{t('activate.other')}</ActionButton>}
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
        hint={passwordHint(typed, [name, signInName ?? ''], t, say)}
        required
        autoComplete="new-password"
      />
    </Form>
  )
}
