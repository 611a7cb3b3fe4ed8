import { useForm } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { useSecondFactor } from './own-account.ts'
import { SecretPath } from './SecretPath.tsx'

/** Sets a second factor up: the secret to scan, its first code, then the recovery codes. */
export function SecondFactorSetUp({ done, onDone }: { done: string; onDone: () => void }) {
  const t = useWords(ownWords)
  const { begin, confirm, codes } = useSecondFactor()
  const form = useForm({ defaultValues: { code: '' } })
  if (codes) return <RecoveryCodes codes={codes} done={done} onDone={onDone} />
  if (!begin.data) {
    return (
      <div className="stack">
        <p>{t('factor.lead')}</p>
        <ProblemNote problem={begin.error} words={words} />
        <div className="cluster">
          <ActionButton kind="primary" pending={begin.isPending} onClick={() => begin.mutate()}>
            {t('factor.begin')}
          </ActionButton>
        </div>
      </div>
    )
  }
  const { secret, size, path } = begin.data
  return (
    <Form
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
      <TextField
        control={form.control}
        name="code"
        label={t('step.code')}
        required
        autoComplete="one-time-code"
        pattern={{ value: /^\d{6}$/, message: t('step.code.hint') }}
      />
    </Form>
  )
}

/** Recovery codes that were just made: the only time that they are shown. */
export function RecoveryCodes({ codes, done, onDone }: { codes: readonly string[]; done: string; onDone: () => void }) {
  const t = useWords(ownWords)
  return (
    <div className="stack">
      <h3>{t('factor.codes')}</h3>
      <p>{t('factor.codes.lead')}</p>
      <ul className="cluster num" style={{ listStyle: 'none', padding: 0 }}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="cluster">
        <ActionButton kind="primary" onClick={onDone}>
          {done}
        </ActionButton>
      </div>
    </div>
  )
}
