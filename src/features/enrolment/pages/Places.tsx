import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { NumberField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { WaitingList } from '../contract/waiting.ts'
import type { waitingRoutes } from '../routes/waiting.ts'
import { words } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { enrolmentApi } from './deciding.ts'

const api = client<typeof waitingRoutes>()

/** How the places of one programme stand, for whoever holds it; whoever owns it changes how many there are. */
export function PlacesLine({ programmeId }: { programmeId: string }) {
  const t = useWords(waitingWords)
  const [setting, setSetting] = useState(false)
  const maySet = useHolds('bureau_officer')
  const mayRead = useHolds('bureau_officer', 'town_officer', 'provider', 'class_lead', 'auditor')
  const list = useQuery({
    queryKey: ['waiting-list', programmeId],
    queryFn: () => call(api.programmes[':programmeId']['waiting-list'].$get({ param: { programmeId } })),
    enabled: mayRead,
  })
  if (!list.data) return null
  const { placesMax, placesTaken } = list.data
  return (
    <p className="cluster">
      <span className="num">
        {placesMax === null
          ? t('places.open', { taken: placesTaken })
          : t('places.are', { max: placesMax, taken: placesTaken, free: Math.max(0, placesMax - placesTaken) })}
      </span>
      {maySet ? (
        <ActionButton kind="quiet" onClick={() => setSetting(true)}>
          {t('places.set')}
        </ActionButton>
      ) : null}
      {setting ? <PlacesDialog programmeId={programmeId} there={list.data} onClose={() => setSetting(false)} /> : null}
    </p>
  )
}

type DialogProps = {
  readonly programmeId: string
  readonly there: Pick<WaitingList, 'placesMax' | 'placesTaken'>
  readonly onClose: () => void
}

function PlacesDialog({ programmeId, there, onClose }: DialogProps) {
  const t = useWords(waitingWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { places: String(there.placesMax ?? '') } })
  const save = useMutation({
    mutationFn: ({ places }: { places: string }) =>
      call(
        enrolmentApi.programmes[':programmeId'].places.$put({
          ...{ param: { programmeId }, json: { placesMax: numberOf(places) ?? 0 } },
        }),
      ),
    onSuccess: async () => {
      toast(t('places.saved'))
      onClose()
      await cache.invalidateQueries()
    },
  })
  return (
    <Dialog title={t('places.set')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('places.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <NumberField
          control={form.control}
          name="places"
          label={t('places.max')}
          hint={t('places.hint', { taken: there.placesTaken })}
          min={Math.max(1, there.placesTaken)}
          max={100_000}
          required
        />
      </Form>
    </Dialog>
  )
}
