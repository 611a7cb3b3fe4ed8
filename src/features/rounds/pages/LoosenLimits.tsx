import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, TextArea, numberOf } from '../../../ui/fields.tsx'
import { Fieldset, Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { roundsApi } from './asking.ts'
import { changesOf, givable } from './giving.ts'
import { sayWhere } from './saying.ts'

/** The way to let limits of a published round give. */
export function LoosenLimits({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ActionButton reason={givable(round).length === 0 ? t('loosen.none') : undefined} onClick={() => setOpen(true)}>
        {t('loosen')}
      </ActionButton>
      {isOpen ? <LoosenDialog round={round} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

type Written = { reason: string; given: { atLeast: string; atMost: string }[] }

function LoosenDialog({ round, onClose }: { round: RoundInFull; onClose: () => void }) {
  const t = useWords(words)
  const say = useCodes()
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [limits] = useState(() => givable(round))
  const form = useForm<Written>({
    defaultValues: {
      reason: '',
      given: limits.map(({ before }) => ({
        ...{ atLeast: String(before.atLeast ?? ''), atMost: String(before.atMost ?? '') },
      })),
    },
  })
  const loosen = useMutation({
    mutationFn: ({ reason, given }: Written) => {
      const after = given.map(({ atLeast, atMost }) => ({
        ...{ atLeast: numberOf(atLeast) ?? null, atMost: numberOf(atMost) ?? null },
      }))
      const json = { id, reason, changes: changesOf(limits, after) }
      return call(
        roundsApi['matching-rounds'][':matchingRoundId'].loosenings.$post({
          ...{ param: { matchingRoundId: round.id }, json },
        }),
      )
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['rounds'] })
      toast(t('loosen.done'))
      onClose()
    },
  })
  const submit = (values: Written) => loosen.mutate(values)
  return (
    <Dialog title={t('loosen')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={submit}
        submit={t('loosen')}
        pending={loosen.isPending}
        problem={loosen.error}
        words={words}
        onCancel={onClose}
      >
        <p>{t('loosen.what')}</p>
        {limits.map((limit, index) => (
          <Fieldset key={index} legend={sayWhere(t, say, limit, limit.where)}>
            <FormRow>
              {limit.before.atLeast === null ? null : (
                <NumberField
                  control={form.control}
                  name={`given.${index}.atLeast`}
                  label={t('limit.atLeast')}
                  placeholder={t('bounds.none')}
                  min={0}
                  max={limit.before.atLeast}
                />
              )}
              {limit.before.atMost === null ? null : (
                <NumberField
                  control={form.control}
                  name={`given.${index}.atMost`}
                  label={t('limit.atMost')}
                  placeholder={t('bounds.none')}
                  min={limit.before.atMost}
                  max={100_000}
                />
              )}
            </FormRow>
          </Fieldset>
        ))}
        <TextArea control={form.control} name="reason" label={t('loosen.reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}
