import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { ColumnsForm as SharedForm } from '../../../ui/imports.tsx'
import { useLanguage } from '../../../ui/words.ts'
import type { RosterImportInFull } from '../contract.ts'
import { fields, type Field } from '../core/columns.ts'
import type { rosterRoutes } from '../routes.ts'
import { say } from '../saying.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()
const isField = (value: string): value is Field => fields.some((field) => field === value)

/** How each column of a roster is read, to be put right where a title was not recognised. */
export function ColumnsForm({ list, isBusy }: { list: RosterImportInFull; isBusy: boolean }) {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const cache = useQueryClient()
  const keep = useMutation({
    mutationFn: (said: readonly string[]) =>
      call(
        api['roster-imports'][':importId'].columns.$put({
          param: { importId: list.id },
          json: { fields: said.map((field) => (isField(field) ? field : null)) },
        }),
      ),
    onSuccess: (kept) => {
      cache.setQueryData(['roster-imports', list.id], kept)
      void cache.invalidateQueries({ queryKey: ['roster-imports'] })
    },
  })
  return (
    <SharedForm
      columns={list.columns}
      options={fields.map((field) => ({ value: field, label: say(tongue, `field.${field}`) }))}
      isBusy={isBusy}
      onKeep={(said, onSuccess) => keep.mutate(said, { onSuccess })}
      pending={keep.isPending}
      problem={keep.error}
      words={words}
    />
  )
}
