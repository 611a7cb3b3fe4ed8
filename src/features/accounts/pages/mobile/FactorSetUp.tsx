import { useForm } from 'react-hook-form'
import { Problem } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { useSecondFactor } from '../own-account.ts'
import { SecretPath } from '../SecretPath.tsx'

/** Sets a second factor up on a phone: the secret, its first code, then the recovery codes. */
export function FactorSetUp({ done, onDone }: { done: string; onDone: () => void }) {
  const t = useWords(ownWords)
  const { begin, confirm, codes } = useSecondFactor()
  const form = useForm({ defaultValues: { code: '' } })
  if (codes) return <Codes codes={codes} done={done} onDone={onDone} />
  if (!begin.data) {
    return (
      <>
        <p className="quiet">{t('factor.lead')}</p>
        <Problem problem={begin.error} words={words} />
        <BigButton kind="primary" pending={begin.isPending} onPress={() => begin.mutate()}>
          {t('factor.begin')}
        </BigButton>
      </>
    )
  }
  const { secret, size, path } = begin.data
  return (
    <PhoneForm
      form={form}
      onSubmit={({ code }) => confirm.mutate(code)}
      submit={t('factor.confirm')}
      pending={confirm.isPending}
      problem={confirm.error}
      words={words}
    >
      <p>{t('factor.scan')}</p>
      <SecretPath size={size} path={path} label={t('factor.qr')} />
      <p className="quiet">
        {t('factor.secret')} <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <Field
        control={form.control}
        name="code"
        label={t('step.code')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
      />
    </PhoneForm>
  )
}

/** Recovery codes that were just made: the only time that they are shown. */
export function Codes({ codes, done, onDone }: { codes: readonly string[]; done: string; onDone: () => void }) {
  const t = useWords(ownWords)
  return (
    <>
      <h2>{t('factor.codes')}</h2>
      <p>{t('factor.codes.lead')}</p>
      <ul className="cluster num" style={{ listStyle: 'none', padding: 0 }}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <BigButton kind="primary" onPress={onDone}>
        {done}
      </BigButton>
    </>
  )
}
