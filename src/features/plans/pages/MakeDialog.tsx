import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import type { PlanReview } from '../contract/documents.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import { itemKinds, type ShownItem } from './items.ts'
import { SameYear } from './SameYear.tsx'

const api = client<typeof planRoutes>()

type Values = { title: string; year: string; issuer: string; cycle: string; budget: string }

type MakeDialogProps = {
  review: PlanReview
  document: number
  items: readonly ShownItem[]
  onClose: () => void
}

/** Says what will be made, asks for the head of the plan, and makes it at once. */
export function MakeDialog({ review, document, items, onClose }: MakeDialogProps) {
  const t = useWords(reviewWords)
  const tw = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const year = useMe().data?.bureau.year
  const [id] = useState(() => crypto.randomUUID())
  const head = review.draft?.documents[document]
  const form = useForm<Values>({
    defaultValues: {
      title: head?.title ?? '',
      year: String(head?.year ?? year ?? ''),
      issuer: head?.issuer ?? '',
      cycle: head?.cycle ?? '',
      budget: '',
    },
  })
  const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())
  const make = useMutation({
    mutationFn: (values: Values) => {
      const yuan = numberOf(values.budget)
      const json = {
        id,
        document,
        version: review.version,
        title: values.title.trim(),
        year: numberOf(values.year) ?? 0,
        issuer: orNull(values.issuer),
        cycle: orNull(values.cycle),
        budgetCents: yuan === undefined ? null : Math.round(yuan * 100),
      }
      return call(api['plan-documents'][':planDocumentId'].plan.$post({ param: { planDocumentId: review.id }, json }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries()
      toast(t('made'))
      await go(at.plan(id))
    },
  })
  const taken = items.filter((item) => item.decision === 'accepted' || item.decision === 'corrected')
  const counts = itemKinds.flatMap((kind) => {
    const count = taken.filter((item) => item.kind === kind).length
    return count === 0 ? [] : [{ kind, count }]
  })
  const { control } = form
  const typedYear = useWatch({ control, name: 'year' })
  return (
    <Dialog title={t('make.title')} open onClose={onClose} width={640}>
      <div className="stack">
        <p>{t('make.what')}</p>
        <ul className="cluster">
          {counts.map(({ kind, count }) => (
            <li key={kind} className="num">
              {t('make.count', { kind: t(`kind.${kind}`), count })}
            </li>
          ))}
        </ul>
        <Form
          form={form}
          onSubmit={(values) => make.mutate(values)}
          submit={t('make')}
          pending={make.isPending}
          problem={make.error}
          words={words}
          onCancel={onClose}
        >
          <FormRow>
            <TextField control={control} name="title" label={t('make.name')} required maxLength={120} />
            <NumberField control={control} name="year" label={t('make.year')} min={2000} max={2100} required />
          </FormRow>
          <FormRow>
            <TextField control={control} name="issuer" label={tw('issuer')} maxLength={120} />
            <TextField control={control} name="cycle" label={tw('cycle')} maxLength={20} />
            <NumberField control={control} name="budget" label={t('make.budget')} min={0} />
          </FormRow>
          <SameYear year={numberOf(typedYear) ?? 0} organisationId={review.organisationId} />
        </Form>
      </div>
    </Dialog>
  )
}
