import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { DuplicatePair, PersonMerge, Side } from '../contract/merges.ts'
import type { moveRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { MergeDialog } from './MergeDialog.tsx'

const api = client<typeof moveRoutes>()

/** Numbers that look like one person, side by side, and the latest mergings with the way back. */
export function DuplicatesPage() {
  const t = useWords(words)
  const [open, setOpen] = useState<DuplicatePair | undefined>()
  const query = useQuery({ queryKey: ['duplicates'], queryFn: () => call(api.duplicates.$get()) })
  const said = (side: Side) => `${side.staffNo} · ${side.organisationName}`
  return (
    <Page title={t('duplicates')} count={query.data?.items.length} lead={t('duplicates.lead')}>
      <Loaded query={query} words={words}>
        {({ items }) => (
          <PlainTable
            label={t('duplicates')}
            rows={items}
            rowId={(pair) => `${pair.first.id} ${pair.second.id}`}
            empty={<EmptyState title={t('duplicates.empty')} />}
            columns={[
              { key: 'name', title: t('side.name'), cell: (pair) => pair.first.name },
              { key: 'first', title: t('pair.first'), cell: (pair) => said(pair.first) },
              { key: 'second', title: t('pair.second'), cell: (pair) => said(pair.second) },
              {
                key: 'why',
                title: t('pair.why'),
                cell: (pair) => pair.reasons.map((reason) => t(`why.${reason}`)).join(' · '),
              },
              {
                key: 'act',
                title: '',
                align: 'end',
                cell: (pair) => <ActionButton onClick={() => setOpen(pair)}>{t('compare')}</ActionButton>,
              },
            ]}
          />
        )}
      </Loaded>
      <Merges />
      {open ? <MergeDialog pair={open} onClose={() => setOpen(undefined)} /> : null}
    </Page>
  )
}

const undoCodes = ['merge_undone', 'merge_too_old'] as const

function Merges() {
  const t = useWords(words)
  const [open, setOpen] = useState<PersonMerge | undefined>()
  const query = useQuery({ queryKey: ['person-merges'], queryFn: () => call(api['person-merges'].$get()) })
  const whyNot = (merge: PersonMerge) => {
    const code = undoCodes.find((one) => one === merge.undoRefusal)
    return code === undefined ? undefined : t(`refusal.${code}`)
  }
  return (
    <Section title={t('merges')}>
      <PlainTable
        label={t('merges')}
        rows={query.data?.items ?? []}
        rowId={(merge) => merge.id}
        empty={t('merges.none')}
        columns={[
          { key: 'name', title: t('side.name'), cell: (merge) => merge.name },
          { key: 'numbers', title: t('side.staffNo'), cell: (merge) => `${merge.goneStaffNo} → ${merge.keptStaffNo}` },
          { key: 'on', title: t('merge.on'), cell: (merge) => formatDateTime(merge.mergedAt) },
          { key: 'by', title: t('merge.by'), cell: (merge) => merge.mergedByName },
          { key: 'why', title: t('reason'), cell: (merge) => merge.reason },
          {
            key: 'act',
            title: '',
            align: 'end',
            cell: (merge) =>
              merge.undoneAt === null ? (
                <ActionButton kind="quiet" reason={whyNot(merge)} onClick={() => setOpen(merge)}>
                  {t('merge.undo')}
                </ActionButton>
              ) : (
                t('merge.undone')
              ),
          },
        ]}
      />
      {open ? <UndoDialog merge={open} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  )
}

function UndoDialog({ merge, onClose }: { merge: PersonMerge; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const undo = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api['person-merges'][':mergeId'].undoing.$post({ param: { mergeId: merge.id }, json })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['person-merges'] })
      void cache.invalidateQueries({ queryKey: ['duplicates'] })
      void cache.invalidateQueries({ queryKey: ['people'] })
      toast(t('merge.undone'))
      onClose()
    },
  })
  return (
    <Dialog title={`${merge.name} · ${t('merge.undo')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => undo.mutate(values)}
        pending={undo.isPending}
        problem={undo.error}
        words={words}
        submit={t('merge.undo')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}
