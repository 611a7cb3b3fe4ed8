import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { centihoursOf, HoursField, NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { weeklyDays } from '../core/content.ts'
import { words } from '../words.ts'
import type { Content } from './drafting.ts'

type Session = Content['sessions'][number]
const forms = ['theory', 'lesson_study', 'case_clinic', 'salon', 'lecture'] as const
const tiers = ['backbone', 'peers', 'reflection'] as const

const formOf = (chosen: string) => forms.find((each) => each === chosen) ?? 'lesson_study'
const tierOf = (chosen: string) => tiers.find((each) => each === chosen) ?? null

type Props = { id: string; session: Session | undefined; onSave: (session: Session) => void; onClose: () => void }

/** One planned session: what, when, how long and who speaks. */
export function SessionDialog({ id, session, onSave, onClose }: Props) {
  const t = useWords(words)
  const form = useForm<KindValues>({
    defaultValues: {
      title: session?.title ?? '',
      on: session?.on ?? '',
      hours: session ? formatHours(session.centihours) : '2',
      form: session?.form ?? 'lesson_study',
      tier: session?.tier ?? '',
      speaker: session?.speaker ?? '',
    },
  })
  const { control } = form
  return (
    <Dialog title={t(session ? 'session.edit' : 'session.add')} open onClose={onClose} width={560}>
      <Form
        form={form}
        onSubmit={({ title, on, hours, speaker, ...codes }) => {
          const centihours = Math.max(1, centihoursOf(hours))
          const said = { title: title.trim(), on: on || null, speaker: speaker.trim() || null, centihours }
          onSave({ id, ...said, form: formOf(codes.form), tier: tierOf(codes.tier) })
          onClose()
        }}
        submit={t('session.save')}
        pending={false}
        words={words}
        onCancel={onClose}
      >
        <TextField control={control} name="title" label={t('session.title')} required maxLength={80} />
        <FormRow>
          <DateField control={control} name="on" label={t('session.on')} required />
          <HoursField control={control} name="hours" label={t('hours')} required />
        </FormRow>
        <Kinds control={control} />
        <TextField control={control} name="speaker" label={t('session.speaker')} maxLength={40} />
      </Form>
    </Dialog>
  )
}

type KindValues = { title: string; on: string; hours: string; form: string; tier: string; speaker: string }

function Kinds({ control }: { control: ReturnType<typeof useForm<KindValues>>['control'] }) {
  const t = useWords(words)
  return (
    <FormRow>
      <SelectField
        control={control}
        name="form"
        label={t('session.form')}
        required
        options={forms.map((value) => ({ value, label: t(`form.${value}`) }))}
      />
      <SelectField
        control={control}
        name="tier"
        label={t('session.tier')}
        options={tiers.map((value) => ({ value, label: t(`tier.${value}`) }))}
      />
    </FormRow>
  )
}

/** A session that comes every week of the semester, such as the study time of a teaching team. */
export function WeeklyDialog({ onSave, onClose }: { onSave: (sessions: Session[]) => void; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm({
    defaultValues: { title: '', on: '', weeks: '18', hours: '1', form: 'lesson_study', tier: 'peers' },
  })
  const { control } = form
  return (
    <Dialog title={t('weekly')} open onClose={onClose} width={560}>
      <p className="quiet">{t('weekly.what')}</p>
      <Form
        form={form}
        onSubmit={(values) => {
          const centihours = Math.max(1, centihoursOf(values.hours))
          const kind = { form: formOf(values.form), tier: tierOf(values.tier), speaker: null }
          const days = weeklyDays(values.on, numberOf(values.weeks) ?? 1)
          onSave(
            days.map((on, week) => {
              const title = t('weekly.title', { title: values.title.trim(), week: week + 1 })
              return { id: crypto.randomUUID(), title, on, centihours, ...kind }
            }),
          )
          onClose()
        }}
        submit={t('weekly.add')}
        pending={false}
        words={words}
        onCancel={onClose}
      >
        <TextField control={control} name="title" label={t('session.title')} required maxLength={60} />
        <FormRow>
          <DateField control={control} name="on" label={t('weekly.first')} required />
          <NumberField control={control} name="weeks" label={t('weekly.weeks')} min={1} max={30} required />
        </FormRow>
        <FormRow>
          <HoursField control={control} name="hours" label={t('hours')} required />
          <SelectField
            control={control}
            name="form"
            label={t('session.form')}
            required
            options={forms.map((value) => ({ value, label: t(`form.${value}`) }))}
          />
        </FormRow>
      </Form>
    </Dialog>
  )
}
