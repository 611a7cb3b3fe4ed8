import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { RosterImportInFull } from '../contract.ts'
import { fields, type Field } from '../core/columns.ts'
import type { rosterRoutes } from '../routes.ts'
import { say } from '../saying.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()
const isField = (value: string): value is Field => fields.some((field) => field === value)

type Values = { columns: { field: string }[] }

/** How each column of a list is read, to be put right where a title was not recognised. */
export function ColumnsForm({ list, isBusy }: { list: RosterImportInFull; isBusy: boolean }) {
  const t = useWords(words)
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const cache = useQueryClient()
  const form = useForm<Values>({
    defaultValues: { columns: list.columns.map(({ field }) => ({ field: field ?? '' })) },
  })
  const keep = useMutation({
    mutationFn: ({ columns }: Values) =>
      call(
        api['roster-imports'][':importId'].columns.$put({
          param: { importId: list.id },
          json: { fields: columns.map(({ field }) => (isField(field) ? field : null)) },
        }),
      ),
    onSuccess: (kept, values) => {
      form.reset(values)
      cache.setQueryData(['roster-imports', list.id], kept)
      void cache.invalidateQueries({ queryKey: ['roster-imports'] })
    },
  })
  const options = fields.map((field) => ({ value: field, label: say(tongue, `field.${field}`) }))
  const unknown = list.columns.filter(({ field }) => field === null)
  const titles = unknown.map(({ title }) => title || t('columns.untitled')).join(tongue === 'zh' ? '、' : ', ')
  const reason = isBusy ? t('apply.busy') : form.formState.isDirty ? undefined : t('columns.same')
  return (
    <Section title={t('columns.title')} note={t('columns.note')}>
      <Form
        form={form}
        onSubmit={(values) => keep.mutate(values)}
        pending={keep.isPending}
        problem={keep.error}
        words={words}
        submit={t('columns.keep')}
        reason={reason}
      >
        {unknown.length > 0 ? (
          <Note tone="attention">{t('columns.unknown', { count: unknown.length, titles })}</Note>
        ) : null}
        <FormRow>
          {list.columns.map(({ title, field, samples }, index) => (
            <SelectField
              key={index}
              control={form.control}
              name={`columns.${index}.field`}
              label={title || t('columns.untitled')}
              hint={samples.join(tongue === 'zh' ? '、' : ', ')}
              placeholder={t(field === 'ours' ? 'columns.ours' : 'columns.none')}
              options={field === 'ours' ? [...options, { value: 'ours', label: t('columns.ours') }] : options}
            />
          ))}
        </FormRow>
      </Form>
    </Section>
  )
}
