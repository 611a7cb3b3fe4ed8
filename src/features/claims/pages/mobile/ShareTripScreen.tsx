import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate, useParams } from 'react-router'
import { call, upload } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Loaded } from '../../../../ui/phone/feedback.tsx'
import { Field, FileField, PhoneForm, SelectField, TextArea } from '../../../../ui/phone/fields.tsx'
import { compressPhoto } from '../../../../ui/phone/photo.ts'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { claimsApi, useClaim } from '../../asking.ts'
import type { ClaimInFull } from '../../contract/claims.ts'
import { sharingForms } from '../../core/claims.ts'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'

/** Says how what was seen on a trip was passed on. */
export function ShareTripScreen() {
  const t = useWords(phoneWords)
  const { claimId = '' } = useParams()
  return (
    <Screen title={t('share.title')} back={at.phone.claim(claimId)}>
      <Loaded query={useClaim(claimId)} words={words}>
        {(claim) => <ShareForm claim={claim} />}
      </Loaded>
    </Screen>
  )
}

type Values = { heldOn: string; form: string; audience: string; summary: string; file: File | null }

function ShareForm({ claim }: { claim: ClaimInFull }) {
  const t = useWords(phoneWords)
  const say = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [fileId] = useState(() => crypto.randomUUID())
  const { sharing } = claim
  const form = useForm<Values>({
    defaultValues: {
      ...{ heldOn: sharing?.heldOn ?? '', form: sharing?.form ?? 'group_talk', audience: sharing?.audience ?? '' },
      ...{ summary: sharing?.summary ?? '', file: null },
    },
  })
  const share = useMutation({
    mutationFn: async ({ file, form: chosen, ...values }: Values) => {
      if (file)
        await upload(`/claim-files?id=${fileId}&name=${encodeURIComponent(file.name)}`, await compressPhoto(file))
      const json = {
        ...values,
        form: sharingForms.find((each) => each === chosen) ?? 'group_talk',
        fileId: file ? fileId : (sharing?.fileId ?? null),
      }
      return call(claimsApi.my.claims[':claimId'].sharing.$put({ param: { claimId: claim.id }, json }))
    },
    onSuccess: async () => {
      toast(t('share.sent'))
      await Promise.all(['claims', 'my-claims'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
      void go(at.phone.claim(claim.id))
    },
  })
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => share.mutate(values)}
      submit={t('share.send')}
      pending={share.isPending}
      problem={share.error}
      words={words}
    >
      <p className="quiet">{claim.title}</p>
      <Field control={form.control} name="heldOn" label={t('share.heldOn')} type="date" required />
      <SelectField
        control={form.control}
        name="form"
        label={t('share.form')}
        required
        options={sharingForms.map((value) => ({ value, label: say(`form.${value}`) }))}
      />
      <Field
        control={form.control}
        name="audience"
        label={t('share.audience')}
        hint={t('share.audience.hint')}
        maxLength={80}
        required
      />
      <TextArea
        control={form.control}
        name="summary"
        label={t('share.summary')}
        hint={t('share.summary.hint')}
        rows={6}
        required
      />
      <FileField
        control={form.control}
        name="file"
        label={t('share.file')}
        accept="image/png,image/jpeg,application/pdf"
      />
    </PhoneForm>
  )
}
