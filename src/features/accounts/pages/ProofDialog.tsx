import { useForm } from 'react-hook-form'
import { Dialog } from '../../../ui/dialog.tsx'
import { PasswordField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { useProof } from '../parts.tsx'
import { words } from '../words.ts'

/** Asks for the password before a dangerous act; the act goes on by itself once it was right. */
export function ProofDialog() {
  const t = useWords(words)
  const { open, prove, cancel } = useProof()
  return (
    <Dialog title={t('proof.title')} open={open} onClose={cancel}>
      <ProofForm prove={prove} onCancel={cancel} />
    </Dialog>
  )
}

function ProofForm({ prove, onCancel }: { prove: ReturnType<typeof useProof>['prove']; onCancel: () => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { password: '' } })
  return (
    <Form
      form={form}
      onSubmit={(values) => prove.mutate(values)}
      submit={t('proof.submit')}
      pending={prove.isPending}
      problem={prove.error}
      words={words}
      onCancel={onCancel}
    >
      <p>{t('proof.lead')}</p>
      <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
    </Form>
  )
}
