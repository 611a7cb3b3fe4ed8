import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField } from '../../../ui/fields.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { WaitingList } from '../contract/waiting.ts'
import type { waitingRoutes } from '../routes/waiting.ts'
import { words } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'

const api = client<typeof waitingRoutes>()

/** How the list of one programme stands and for how long its offers do; whoever owns the programme sets that. */
export function OfferRuleLine({ programmeId, maySet }: { programmeId: string; maySet: boolean }) {
  const t = useWords(waitingWords)
  const [setting, setSetting] = useState(false)
  const list = useQuery({
    queryKey: ['waiting-list', programmeId],
    queryFn: () => call(api.programmes[':programmeId']['waiting-list'].$get({ param: { programmeId } })),
  })
  // A school sees its own people in the list, and not the programme's places.
  if (!list.data) return null
  const { waiting, offered, termHours, leadHours } = list.data
  return (
    <p className="cluster">
      <span className="num">{t('waiting.counts', { waiting, offered })}</span>
      <span className="quiet num">{t('offerRule.says', { term: termHours, lead: leadHours })}</span>
      {maySet ? (
        <ActionButton kind="quiet" onClick={() => setSetting(true)}>
          {t('offerRule')}
        </ActionButton>
      ) : null}
      {setting ? <RuleDialog programmeId={programmeId} rule={list.data} onClose={() => setSetting(false)} /> : null}
    </p>
  )
}

type RuleProps = { programmeId: string; rule: WaitingList; onClose: () => void }

function RuleDialog({ programmeId, rule, onClose }: RuleProps) {
  const t = useWords(waitingWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { term: String(rule.termHours), lead: String(rule.leadHours) } })
  const save = useMutation({
    mutationFn: ({ term, lead }: { term: string; lead: string }) =>
      call(
        api.programmes[':programmeId']['waiting-list'].$put({
          param: { programmeId },
          json: { termHours: numberOf(term) ?? 0, leadHours: numberOf(lead) ?? -1 },
        }),
      ),
    onSuccess: async () => {
      toast(t('offerRule.saved'))
      onClose()
      await cache.invalidateQueries()
    },
  })
  return (
    <Dialog title={t('offerRule')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('offerRule.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <NumberField control={form.control} name="term" label={t('offerRule.term')} required />
        <NumberField control={form.control} name="lead" label={t('offerRule.lead')} required />
      </Form>
    </Dialog>
  )
}
