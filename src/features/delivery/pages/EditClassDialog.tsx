import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { TrainingClass } from '../contract/classes.ts'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()

type Values = { title: string; startsOn: string; endsOn: string; places: string; leadAccountId: string }

/** Changes what is said of a class, and appoints who leads it. */
export function EditClassDialog({ of, onClose }: { of: TrainingClass; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const param = { classId: of.id }
  const leads = useQuery({
    queryKey: ['class-leads', of.id],
    queryFn: () => call(api.classes[':classId'].leads.$get({ param })),
  })
  const form = useForm<Values>({
    defaultValues: {
      ...{ title: of.title, startsOn: of.startsOn, endsOn: of.endsOn },
      ...{ places: of.places === null ? '' : String(of.places), leadAccountId: of.leadAccountId ?? '' },
    },
  })
  const save = useMutation({
    mutationFn: ({ places, leadAccountId, ...rest }: Values) =>
      call(
        api.classes[':classId'].$patch({
          param,
          json: {
            ...rest,
            places: numberOf(places) ?? null,
            leadAccountId: leadAccountId === '' ? null : leadAccountId,
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('edit.done'))
      await cache.invalidateQueries()
      onClose()
    },
  })
  const found = (leads.data?.items ?? []).map(({ accountId, name }) => ({ value: accountId, label: name }))
  const isListed = of.leadAccountId === null || found.some(({ value }) => value === of.leadAccountId)
  const options = isListed ? found : [{ value: of.leadAccountId ?? '', label: of.leadName ?? '' }, ...found]
  return (
    <Dialog title={t('edit')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t('edit.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
      >
        <TextField control={form.control} name="title" label={t('newClass.title')} required maxLength={80} />
        <FormRow>
          <DateField control={form.control} name="startsOn" label={t('newClass.startsOn')} required />
          <DateField control={form.control} name="endsOn" label={t('newClass.endsOn')} required />
        </FormRow>
        <FormRow>
          <NumberField control={form.control} name="places" label={t('newClass.places')} min={1} max={10_000} />
          <SelectField
            control={form.control}
            name="leadAccountId"
            label={t('edit.lead')}
            hint={leads.data && options.length === 0 ? t('edit.lead.none') : t('edit.lead.hint')}
            options={options}
            loading={leads.isFetching}
          />
        </FormRow>
      </Form>
    </Dialog>
  )
}
