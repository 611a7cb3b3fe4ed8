import { useForm } from 'react-hook-form'
import { Field, PhoneForm, SelectField, TextArea } from '../../../../ui/phone/fields.tsx'
import { wallOf } from '../../../../ui/format.ts'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { DelegableGrant } from '../../contract/delegations.ts'
import { words } from '../../words.ts'
import { delegationWords } from '../../words/delegations.ts'
import { useDelegates } from '../grantees.ts'
import { refusalWords, useDelegating } from '../own-delegations.ts'

type Props = {
  open: boolean
  delegable: readonly DelegableGrant[]
  mostDays: number
  onClose: () => void
}

/** Hands roles of one's own over on a phone, one at a time. */
export function DelegateSheet({ open, onClose, ...rest }: Props) {
  const t = useWords(delegationWords)
  return (
    <Sheet title={t('make')} open={open} onClose={onClose}>
      <DelegateForm {...rest} onClose={onClose} />
    </Sheet>
  )
}

function DelegateForm({ delegable, mostDays, onClose }: Omit<Props, 'open'>) {
  const t = useWords(delegationWords)
  const say = useWords(words)
  const delegates = useDelegates()
  const form = useForm({
    defaultValues: {
      grantId: delegable[0]?.grantId ?? '',
      delegateId: '',
      fromOn: wallOf(new Date()).date,
      toOn: '',
      reason: '',
    },
  })
  const { control } = form
  const make = useDelegating(undefined, () => {
    toast(t('make.done'))
    onClose()
  })
  return (
    <PhoneForm
      form={form}
      onSubmit={({ grantId, ...values }) => make.mutate({ ...values, grantIds: [grantId] })}
      submit={t('make')}
      pending={make.isPending}
      problem={make.error}
      words={refusalWords}
    >
      <SelectField
        control={control}
        name="grantId"
        label={t('make.roles')}
        required
        options={delegable.map((grant) => ({
          value: grant.grantId,
          label: t('role.at', { role: say(`role.${grant.role}`), organisation: grant.organisationName }),
        }))}
      />
      <label className="field">
        <span>{t('make.search')}</span>
        <input className="input" type="search" onChange={(event) => delegates.onSearch(event.target.value)} />
      </label>
      <SelectField
        control={control}
        name="delegateId"
        label={t('make.who')}
        hint={t('make.who.hint')}
        required
        options={delegates.options}
      />
      <Field control={control} name="fromOn" type="date" label={t('make.from')} required />
      <Field
        control={control}
        name="toOn"
        type="date"
        label={t('make.to')}
        hint={t('make.to.hint', { days: mostDays })}
        required
      />
      <TextArea
        control={control}
        name="reason"
        label={t('reason')}
        hint={t('reason.hint')}
        required
        maxLength={200}
        rows={2}
      />
    </PhoneForm>
  )
}
