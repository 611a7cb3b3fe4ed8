import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { centihoursOf, HoursField, NumberField, numberOf, TextArea, TextField } from '../../../ui/fields.tsx'
import { Fieldset, Form, FormRow } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { SchoolPlanInFull, SchoolSession } from '../contract/plans.ts'
import { words } from '../words.ts'
import { Pasted } from './PeopleDialog.tsx'
import { trainingApi, useKeepPlan } from './plans-api.ts'

type Mark = SchoolSession['marks'][number]
type Values = { heldOn: string; minutes: string; hours: string; speaker: string; summary: string }
type Props = { plan: SchoolPlanInFull; session: SchoolSession; onClose: () => void }

const today = () => wallOf(new Date().toISOString()).date

function useHold({ plan, session, onClose }: Props, marks: readonly Mark[]) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const route = trainingApi['school-plans'][':schoolPlanId'].sessions[':schoolSessionId'].holding
  return useMutation({
    mutationFn: ({ heldOn, minutes, hours, speaker, summary }: Values) => {
      const json = {
        ...{ heldOn, minutes: numberOf(minutes) ?? 0, centihours: centihoursOf(hours), speaker, summary },
        marks: [...marks],
      }
      return call(route.$put({ param: { schoolPlanId: plan.id, schoolSessionId: session.id }, json }))
    },
    onSuccess: async (kept) => {
      await keep(kept)
      toast(t('hold.done'))
      onClose()
    },
  })
}

/** Writes down that a session was held: when, for how long, what was said and who was there. Everybody is there at first. */
export function HoldDialog({ plan, session, onClose }: Props) {
  const t = useWords(words)
  const [marks, setMarks] = useState<readonly Mark[]>(() => {
    const before = new Map(session.marks.map((mark) => [mark.personId, mark]))
    const fresh = (personId: string): Mark => ({ personId, mark: 'present', reason: null })
    return plan.content.members.map((personId) => before.get(personId) ?? fresh(personId))
  })
  const [firstDay] = useState(() => (session.plannedOn <= today() ? session.plannedOn : today()))
  const form = useForm<Values>({
    defaultValues: {
      heldOn: session.heldOn ?? firstDay,
      minutes: String(session.minutes ?? 90),
      hours: formatHours(session.centihours ?? session.plannedCentihours),
      speaker: session.speaker ?? '',
      summary: session.summary ?? '',
    },
  })
  const hold = useHold({ plan, session, onClose }, marks)
  const { control } = form
  const unexplained = marks.some(({ mark, reason }) => mark === 'leave' && (reason ?? '').trim() === '')
  return (
    <Dialog title={t('hold.title', { title: session.title })} open onClose={onClose} width={720}>
      <Form
        form={form}
        onSubmit={(values) => hold.mutate(values)}
        submit={t('hold')}
        pending={hold.isPending}
        problem={hold.error}
        reason={unexplained ? t('leave.why') : undefined}
        words={words}
        onCancel={onClose}
      >
        <FormRow>
          <DateField control={control} name="heldOn" label={t('heldOn')} required max={today()} />
          <NumberField control={control} name="minutes" label={t('minutes')} min={1} max={1_440} required />
        </FormRow>
        <FormRow>
          <HoursField
            control={control}
            name="hours"
            label={t('hours')}
            hint={t('hold.hours.hint', { hours: formatHours(session.plannedCentihours) })}
            required
          />
          <TextField control={control} name="speaker" label={t('session.speaker')} maxLength={40} />
        </FormRow>
        <TextArea
          control={control}
          name="summary"
          label={t('summary')}
          hint={t('summary.hint')}
          rows={4}
          maxLength={4_000}
        />
        <Sheet plan={plan} marks={marks} onMarks={setMarks} />
      </Form>
    </Dialog>
  )
}

type SheetProps = { plan: SchoolPlanInFull; marks: readonly Mark[]; onMarks: (marks: readonly Mark[]) => void }

const states = ['present', 'leave', 'absent'] as const

function Sheet({ plan, marks, onMarks }: SheetProps) {
  const t = useWords(words)
  const people = new Map(plan.people.map((person) => [person.id, person]))
  const roster = plan.people.filter(({ id }) => marks.some(({ personId }) => personId === id))
  const put = (personId: string, change: Partial<Mark>) =>
    onMarks(marks.map((mark) => (mark.personId === personId ? { ...mark, ...change } : mark)))
  const there = marks.filter(({ mark }) => mark === 'present').length
  return (
    <Fieldset legend={t('sheet', { there, of: marks.length })}>
      <Pasted
        roster={roster}
        onFound={(ids) =>
          onMarks(
            marks.map((mark) => ({ ...mark, mark: ids.includes(mark.personId) ? 'present' : 'absent', reason: null })),
          )
        }
      />
      <div>
        <ActionButton
          kind="quiet"
          onClick={() => onMarks(marks.map((mark) => ({ ...mark, mark: 'present', reason: null })))}
        >
          {t('sheet.all')}
        </ActionButton>
      </div>
      <div className="ticks">
        {marks.map(({ personId, mark, reason }) => {
          const name = people.get(personId)?.name ?? ''
          return (
            <div key={personId} className="cluster" role="group" aria-label={name}>
              <span className="tick-name">{name}</span>
              {states.map((value) => (
                <label key={value} className="check">
                  <input
                    type="radio"
                    name={`mark ${personId}`}
                    checked={mark === value}
                    onChange={() => put(personId, { mark: value })}
                  />
                  {t(`mark.${value}`)}
                </label>
              ))}
              {mark === 'present' ? null : (
                <input
                  className="input"
                  value={reason ?? ''}
                  maxLength={100}
                  aria-label={t('leave.reason', { name })}
                  placeholder={t('leave.reason', { name })}
                  onChange={(event) => put(personId, { reason: event.target.value })}
                />
              )}
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}
