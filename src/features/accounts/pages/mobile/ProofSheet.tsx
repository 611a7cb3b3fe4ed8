import { Problem } from '../../../../ui/phone/feedback.tsx'
import { Field, PasswordField, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { useProof, useProofForm } from '../proving.ts'

/** Asks who it is before a dangerous act; the act goes on by itself once it was right. */
export function ProofSheet() {
  const t = useWords(words)
  const { open, prove, cancel } = useProof()
  return (
    <Sheet title={t('proof.title')} open={open} onClose={cancel}>
      {open ? <ProofForm prove={prove} /> : null}
    </Sheet>
  )
}

function ProofForm({ prove }: { prove: ReturnType<typeof useProof>['prove'] }) {
  const t = useWords(words)
  const { form, byCode, switchWay, submit, linked, proveThere } = useProofForm(prove)
  return (
    <div className="stack">
      <PhoneForm
        form={form}
        onSubmit={submit}
        submit={t('proof.submit')}
        pending={prove.isPending}
        problem={prove.error}
        words={words}
      >
        <p>{t('proof.lead')}</p>
        {byCode ? (
          <Field control={form.control} name="code" label={t('proof.code')} required autoComplete="one-time-code" />
        ) : (
          <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
        )}
      </PhoneForm>
      {switchWay ? <BigButton onPress={switchWay}>{t(byCode ? 'proof.byPassword' : 'proof.byCode')}</BigButton> : null}
      <Problem problem={proveThere.error} words={words} />
      {linked.map(({ id, name }) => (
        <BigButton key={id} pending={proveThere.isPending} onPress={() => proveThere.mutate(id)}>
          {t('proof.there', { name })}
        </BigButton>
      ))}
    </div>
  )
}
