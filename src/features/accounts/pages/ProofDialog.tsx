import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { PasswordField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { useProof, useProofForm } from './proving.ts'

/** Asks who it is before a dangerous act; the act goes on by itself once it was right. */
export function ProofDialog() {
  const t = useWords(words)
  const { open, prove, cancel } = useProof()
  return (
    <Dialog title={t('proof.title')} open={open} onClose={cancel}>
      {open ? <ProofForm prove={prove} onCancel={cancel} /> : null}
    </Dialog>
  )
}

function ProofForm({ prove, onCancel }: { prove: ReturnType<typeof useProof>['prove']; onCancel: () => void }) {
  const t = useWords(words)
  const { form, byCode, switchWay, submit, linked, proveThere } = useProofForm(prove)
  return (
    <Form
      form={form}
      onSubmit={submit}
      submit={t('proof.submit')}
      pending={prove.isPending}
      problem={prove.error}
      words={words}
      onCancel={onCancel}
      extra={
        switchWay ? (
          <ActionButton kind="quiet" onClick={switchWay}>
            {t(byCode ? 'proof.byPassword' : 'proof.byCode')}
          </ActionButton>
        ) : null
      }
    >
      <p>{t('proof.lead')}</p>
      {byCode ? (
        <TextField control={form.control} name="code" label={t('proof.code')} required autoComplete="one-time-code" />
      ) : (
        <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
      )}
      {linked.map(({ id, name }) => (
        <div key={id} className="stack-tight">
          <p className="quiet">{t('proof.there.lead')}</p>
          <ActionButton pending={proveThere.isPending} onClick={() => proveThere.mutate(id)}>
            {t('proof.there', { name })}
          </ActionButton>
        </div>
      ))}
      <ProblemNote problem={proveThere.error} words={words} />
    </Form>
  )
}
