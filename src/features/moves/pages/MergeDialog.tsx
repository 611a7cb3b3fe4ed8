import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call, client } from '../../../platform/web/call.ts'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { DuplicatePair, Side } from '../contract/merges.ts'
import { movedTables } from '../core.ts'
import type { moveRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof moveRoutes>()

const fields = [
  'name',
  'staffNo',
  'organisationName',
  'gender',
  'bornOn',
  'state',
  'stage',
  'title',
  'startedOn',
  'hasIdNumber',
  'hasAccount',
  'posts',
  'enrolments',
  'classes',
  'attendances',
  'records',
  'centihours',
  'certificates',
] as const

const kinds = [...movedTables, 'hours'] as const

const coded = { gender: 'gender', state: 'state', stage: 'stage', title: 'title' } as const
const isCoded = (field: string): field is keyof typeof coded => field in coded

function useSide(): (side: Side, field: (typeof fields)[number]) => string {
  const t = useWords(words)
  const say = useCodes()
  return (side, field) => {
    if (isCoded(field)) return say(coded[field], side[field])
    if (field === 'centihours') return formatHours(side.centihours)
    const value = side[field]
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    return value === null ? '–' : String(value)
  }
}

/** Two numbers side by side: which stays, what would move, and then the merging. */
export function MergeDialog({ pair, onClose }: { pair: DuplicatePair; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const say = useSide()
  const [id] = useState(() => crypto.randomUUID())
  const { first, second } = pair
  const form = useForm({ defaultValues: { keptId: first.id, reason: '' } })
  const keptId = useWatch({ control: form.control, name: 'keptId' })
  const draftOf = (kept: string, reason: string) => ({
    ...{ id, reason, keptId: kept },
    goneId: kept === first.id ? second.id : first.id,
  })
  const preview = useQuery({
    queryKey: ['person-merge-preview', id, keptId],
    queryFn: () => call(api['person-merge-previews'].$post({ json: draftOf(keptId, t('compare')) })),
  })
  const merge = useMutation({
    mutationFn: (values: { keptId: string; reason: string }) =>
      call(api['person-merges'].$post({ json: draftOf(values.keptId, values.reason) })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['duplicates'] })
      void cache.invalidateQueries({ queryKey: ['person-merges'] })
      void cache.invalidateQueries({ queryKey: ['people'] })
      toast(t('merge.done'))
      onClose()
    },
  })
  const moves = preview.data?.moves ?? {}
  const rows = fields.map((field) => ({ field, first: say(first, field), second: say(second, field) }))
  const code = `refusal.${preview.data?.refusal ?? ''}`
  const isRefusal = (key: string): key is keyof (typeof words)['zh'] & `refusal.${string}` => key in words.zh
  return (
    <Dialog title={t('compare.title')} open onClose={onClose} width={760}>
      <PlainTable
        label={t('compare.title')}
        rows={rows}
        rowId={(row) => row.field}
        toneOf={(row) => (row.first === row.second ? undefined : 'attention')}
        columns={[
          { key: 'field', title: t('compare.field'), cell: (row) => t(`side.${row.field}`) },
          { key: 'first', title: t('pair.first'), cell: (row) => row.first },
          { key: 'second', title: t('pair.second'), cell: (row) => row.second },
        ]}
      />
      <Form
        form={form}
        onSubmit={(values) => merge.mutate(values)}
        pending={merge.isPending}
        problem={merge.error}
        words={words}
        submit={t('merge.submit')}
        reason={isRefusal(code) ? t(code) : undefined}
        onCancel={onClose}
      >
        <RadioField
          control={form.control}
          name="keptId"
          label={t('kept.which')}
          options={[first, second].map((side) => ({ value: side.id, label: side.staffNo }))}
        />
        {isRefusal(code) ? <Note tone="danger">{t(code)}</Note> : null}
        {preview.data?.refusal === null ? (
          <Facts
            items={[
              ...kinds
                .filter((kind) => moves[kind])
                .map((kind) => ({ label: t(`move.${kind}`), value: formatCount(moves[kind] ?? 0) })),
              { label: t('countedOnce'), value: formatCount(preview.data?.countedOnce ?? 0) },
            ]}
          />
        ) : null}
        <TextArea control={form.control} name="reason" label={t('reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}
