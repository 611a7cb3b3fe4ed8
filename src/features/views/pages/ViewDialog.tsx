import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { CheckField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import type { SavedView } from '../contract.ts'
import { mayShareWith, viewLimits } from '../core.ts'
import type { viewRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof viewRoutes>()

export type ViewValues = { readonly name: string; readonly sharedWith: string; readonly isDefault: boolean }

type ViewDialogProps = {
  /** The view that is renamed or shared; a new one without. */
  view: SavedView | undefined
  /** What the list shows now. */
  shown: { readonly list: string; readonly search: string; readonly hiddenColumns: string[] }
  isPasted: boolean
  onClose: () => void
  onDone: (view: SavedView, values: ViewValues) => void
}

/** Gives a name to how the list is looked at now; or renames a view, and says who else may use it. */
export function ViewDialog({ view, shown, isPasted, onClose, onDone }: ViewDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => view?.id ?? crypto.randomUUID())
  const me = useMe().data
  const parts = (me?.grants ?? []).filter(({ organisationId }) => mayShareWith(me?.grants ?? [], organisationId))
  const sharing = [...new Map(parts.map((part) => [part.organisationId, part.organisationName]))]
  const form = useForm<ViewValues>({
    defaultValues: { name: view?.name ?? '', sharedWith: view?.sharedWith ?? 'nobody', isDefault: false },
  })
  const save = useMutation({
    mutationFn: (values: ViewValues) => {
      const told = { name: values.name.trim(), sharedWith: values.sharedWith === 'nobody' ? null : values.sharedWith }
      return view
        ? call(api['saved-views'][':savedViewId'].$patch({ param: { savedViewId: id }, json: told }))
        : call(api['saved-views'].$post({ json: { id, ...shown, ...told } }))
    },
    onSuccess: async (saved, values) => {
      await cache.invalidateQueries({ queryKey: ['saved-views', shown.list] })
      toast(t(view ? 'changed' : 'saved', { name: saved.name }))
      onDone(saved, values)
    },
  })
  return (
    <Dialog title={t(view ? 'rename.title' : 'save.title')} open onClose={onClose}>
      {view ? null : (
        <p>
          {t('save.lead')} {isPasted ? t('save.passing') : null}
        </p>
      )}
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        pending={save.isPending}
        problem={save.error}
        words={words}
        submit={t(view ? 'rename.do' : 'save')}
        onCancel={onClose}
      >
        <TextField
          control={form.control}
          name="name"
          label={t('name')}
          placeholder={t('name.placeholder')}
          maxLength={viewLimits.name}
          required
        />
        {sharing.length > 0 ? (
          <SelectField
            control={form.control}
            name="sharedWith"
            label={t('sharedWith')}
            required
            options={[
              { value: 'nobody', label: t('shared.nobody') },
              ...sharing.map(([value, name]) => ({ value, label: t('shared.with', { name }) })),
            ]}
          />
        ) : null}
        {view ? null : <CheckField control={form.control} name="isDefault" label={t('isDefault')} />}
      </Form>
    </Dialog>
  )
}
