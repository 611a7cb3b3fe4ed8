import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, upload } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Field, FileField, PhoneForm, SelectField, TextArea } from '../../../../ui/phone/fields.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { useCodeOptions } from '../../../people/parts.tsx'
import { privacyApi } from '../../asking.ts'
import { correctable, type Correctable } from '../../core.ts'
import { words } from '../../words.ts'

type Values = { field: string; value: string; reason: string; proof: File | null }

const fieldOf = (chosen: string): Correctable => correctable.find((each) => each === chosen) ?? 'name'

/** Asks the school to correct what the roster says of oneself. */
export function AskCorrectionScreen() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [ids] = useState(() => ({ id: crypto.randomUUID(), proof: crypto.randomUUID() }))
  const form = useForm<Values>({ defaultValues: { field: '', value: '', reason: '', proof: null } })
  const field = useWatch({ control: form.control, name: 'field' })
  const ask = useMutation({
    mutationFn: async ({ value, reason, proof }: Values) => {
      if (proof) await upload(`/my/proofs?id=${ids.proof}&name=${encodeURIComponent(proof.name)}`, proof)
      const fileId = proof ? ids.proof : null
      return call(
        privacyApi.my.corrections.$post({ json: { id: ids.id, field: fieldOf(field), value, reason, fileId } }),
      )
    },
    onSuccess: async () => {
      toast(t('ask.done'))
      await cache.invalidateQueries({ queryKey: ['my-corrections'] })
      void go(at.phone.myData())
    },
  })
  return (
    <Screen title={t('ask')} back={at.phone.myData()}>
      <PhoneForm
        form={form}
        onSubmit={(values) => ask.mutate(values)}
        submit={t('ask.submit')}
        pending={ask.isPending}
        problem={ask.error}
        words={words}
      >
        <SelectField
          control={form.control}
          name="field"
          label={t('field')}
          required
          options={correctable.map((value) => ({ value, label: t(`field.${value}`) }))}
        />
        <ValueField form={form} field={field} />
        <TextArea control={form.control} name="reason" label={t('ask.why')} hint={t('ask.why.hint')} required />
        <FileField
          control={form.control}
          name="proof"
          label={t('proof')}
          hint={t('proof.hint')}
          accept="image/png,image/jpeg,application/pdf"
        />
      </PhoneForm>
    </Screen>
  )
}

function ValueField({ form, field }: { form: ReturnType<typeof useForm<Values>>; field: string }) {
  const t = useWords(words)
  const options = { title: useCodeOptions('title'), stage: useCodeOptions('stage'), gender: useCodeOptions('gender') }
  const shared = { control: form.control, name: 'value', label: t('value'), required: true } as const
  if (field === 'title' || field === 'stage' || field === 'gender') {
    return <SelectField {...shared} options={options[field]} />
  }
  const isDate = field === 'born_on' || field === 'started_on'
  return <Field {...shared} type={isDate ? 'date' : field === 'phone' ? 'tel' : 'text'} maxLength={40} />
}
