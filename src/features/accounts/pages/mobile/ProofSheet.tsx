import { useForm } from 'react-hook-form'
import { PasswordField, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useProof } from '../../parts.tsx'
import { words } from '../../words.ts'

/** Asks for the password before a dangerous act; the act goes on by itself once it was right. */
export function ProofSheet() {
  const t = useWords(words)
  const { open, prove, cancel } = useProof()
  return (
    <Sheet title={t('proof.title')} open={open} onClose={cancel}>
      <ProofForm prove={prove} />
    </Sheet>
  )
}

function ProofForm({ prove }: { prove: ReturnType<typeof useProof>['prove'] }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { password: '' } })
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => prove.mutate(values)}
      submit={t('proof.submit')}
      pending={prove.isPending}
      problem={prove.error}
      words={words}
    >
      <p>{t('proof.lead')}</p>
      <PasswordField control={form.control} name="password" label={t('signIn.password')} required />
    </PhoneForm>
  )
}
