import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../platform/web/call.ts'
import { ActionButton } from '../../ui/button.tsx'
import { RadioField } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { privacyApi } from './asking.ts'
import { lookers, unmaskingPurposes, type MaskedField } from './core.ts'
import { words } from './words.ts'

type MaskedProps = {
  readonly person: { readonly id: string; readonly name: string }
  readonly field: MaskedField
  /** What may be shown to everybody; null where the roster holds no number. */
  readonly masked: string | null
}

/** A number of a person, masked, with the way to see it in full for whoever may: with a purpose and a reason. */
export function MaskedNumber({ person, field, masked }: MaskedProps) {
  const t = useWords(words)
  const [isOpen, setIsOpen] = useState(false)
  const mayLook = useHolds(...lookers[field])
  const reason = masked === null ? t('show.none') : mayLook ? undefined : t('show.role')
  return (
    <span className="cluster">
      <span className="num">{masked ?? t('notRecorded')}</span>
      <ActionButton kind="quiet" icon="lock" onClick={() => setIsOpen(true)} reason={reason}>
        {t('show')}
      </ActionButton>
      <Dialog title={t('show.title', { field: t(`field.${field}`) })} open={isOpen} onClose={() => setIsOpen(false)}>
        <Look person={person} field={field} onClose={() => setIsOpen(false)} />
      </Dialog>
    </span>
  )
}

function Look({ person, field, onClose }: Omit<MaskedProps, 'masked'> & { onClose: () => void }) {
  const t = useWords(words)
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm<{ purpose: string; reason: string }>({ defaultValues: { purpose: 'contact', reason: '' } })
  const look = useMutation({
    mutationFn: ({ purpose, reason }: { purpose: string; reason: string }) =>
      call(
        privacyApi.people[':personId'].unmaskings.$post({
          param: { personId: person.id },
          json: { id, field, reason, purpose: unmaskingPurposes.find((each) => each === purpose) ?? 'contact' },
        }),
      ),
  })
  if (look.data) {
    return (
      <div className="stack">
        <p className="num">
          <strong>{look.data.value}</strong>
        </p>
        <p className="quiet">{t('show.done')}</p>
        <ActionButton onClick={onClose}>{t('close')}</ActionButton>
      </div>
    )
  }
  return (
    <Form
      form={form}
      onSubmit={(values) => look.mutate(values)}
      pending={look.isPending}
      problem={look.error}
      words={words}
      submit={t('show.submit')}
      onCancel={onClose}
    >
      <p>{t('show.lead', { name: person.name })}</p>
      <RadioField
        control={form.control}
        name="purpose"
        label={t('purpose')}
        options={unmaskingPurposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <TextField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reason.hint')}
        required
        maxLength={200}
      />
    </Form>
  )
}
