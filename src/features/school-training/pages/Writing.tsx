import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { centihoursOf, HoursField, TextArea, TextField } from '../../../ui/fields.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { contentRefusal } from '../core/content.ts'
import { words } from '../words.ts'
import { useDraft, type Content, type Draft } from './drafting.ts'
import { useTeamOptions } from './NewPlanDialog.tsx'
import { PeopleDialog } from './PeopleDialog.tsx'
import { sessionColumns } from './PlanText.tsx'
import { SessionDialog, WeeklyDialog } from './SessionDialog.tsx'

const modes = ['school', 'gathered', 'remote'] as const

/** Where a plan is written: it is saved by itself, and submitted when it is whole. */
export function Writing({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const draft = useDraft(plan)
  const { content, isDirty, isSaving, submit } = draft
  const refusal = contentRefusal(content)
  return (
    <div className="stack">
      <Basics plan={plan} draft={draft} />
      <Sittings plan={plan} content={content} change={draft.change} />
      <Members plan={plan} content={content} change={draft.change} />
      <ProblemNote problem={draft.problem} words={words} onRetry={draft.retry} />
      <ProblemNote problem={submit.error} words={words} />
      <div className="form-foot">
        <ActionButton
          kind="primary"
          onClick={() => submit.mutate()}
          pending={submit.isPending}
          reason={refusal && t(`refusal.${refusal}`)}
        >
          {t('submit')}
        </ActionButton>
        <span className="quiet" role="status">
          {t(isSaving || isDirty ? 'saving' : 'saved')}
        </span>
      </div>
    </div>
  )
}

function Basics({ plan, draft }: { plan: SchoolPlanInFull; draft: Draft }) {
  const t = useWords(words)
  const { content, change } = draft
  const teams = useTeamOptions(plan.organisationId)
  const { control } = useForm({
    mode: 'onChange',
    defaultValues: {
      title: content.title,
      goals: content.goals,
      topic: content.topic ?? '',
      category: content.category ?? '',
      teamId: content.teamId ?? '',
      mode: content.mode,
      hours: content.centihours === 0 ? '' : formatHours(content.centihours),
    },
  })
  const values = useWatch({ control })
  useEffect(() => {
    const { title = '', goals = '', topic = '', category = '', teamId = '', hours = '' } = values
    change({
      ...{ title: title.trim(), goals: goals.trim(), topic: topic.trim() || null, category: category.trim() || null },
      ...{ teamId: teamId || null, mode: modes.find((each) => each === values.mode) ?? 'school' },
      centihours: centihoursOf(hours),
    })
    // What was typed is the only thing that is new here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [values])
  return (
    <Section title={t('tab.plan')}>
      <div className="form">
        <TextField control={control} name="title" label={t('title')} required maxLength={80} />
        <TextArea
          control={control}
          name="goals"
          label={t('goals')}
          hint={t('goals.hint')}
          required
          rows={3}
          maxLength={2_000}
        />
        <FormRow>
          <TextField control={control} name="topic" label={t('topic')} hint={t('topic.hint')} maxLength={120} />
          <SelectField control={control} name="teamId" label={t('team')} options={teams} />
        </FormRow>
        <FormRow>
          <TextField control={control} name="category" label={t('category')} hint={t('category.hint')} maxLength={40} />
          <HoursField control={control} name="hours" label={t('hours.most')} hint={t('hours.most.hint')} required />
        </FormRow>
        <RadioField
          control={control}
          name="mode"
          label={t('mode')}
          options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        />
      </div>
    </Section>
  )
}

type PartProps = { plan: SchoolPlanInFull; content: Content; change: (part: Partial<Content>) => void }

function Sittings({ plan, content, change }: PartProps) {
  const t = useWords(words)
  const [open, setOpen] = useState<string | undefined>()
  const [weekly, setWeekly] = useState(false)
  const settled = new Set(plan.runs.filter(({ state }) => state !== 'planned').map(({ id }) => id))
  const sessions = [...content.sessions].sort((a, b) => ((a.on ?? '9') < (b.on ?? '9') ? -1 : 1))
  const total = sessions.reduce((all, { centihours }) => all + centihours, 0)
  const put = (session: Content['sessions'][number]) =>
    change({ sessions: [...content.sessions.filter(({ id }) => id !== session.id), session] })
  return (
    <Section
      title={t('tab.sessions')}
      note={t('sessions.total', { hours: formatHours(total) })}
      actions={
        <>
          <ActionButton icon="calendar" onClick={() => setWeekly(true)}>
            {t('weekly')}
          </ActionButton>
          <ActionButton icon="plus" onClick={() => setOpen(crypto.randomUUID())}>
            {t('session.add')}
          </ActionButton>
        </>
      }
    >
      <PlainTable
        label={t('tab.sessions')}
        rows={sessions}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('sessions.none')} hint={t('sessions.none.hint')} />}
        columns={[
          ...sessionColumns(t),
          {
            key: 'act',
            title: t('change'),
            cell: (row) => {
              const reason = settled.has(row.id) ? t('refusal.amendment_touches_held') : undefined
              return (
                <span className="cluster">
                  <ActionButton kind="quiet" onClick={() => setOpen(row.id)} reason={reason}>
                    {t('session.edit')}
                  </ActionButton>
                  <ActionButton
                    kind="quiet"
                    onClick={() => change({ sessions: content.sessions.filter(({ id }) => id !== row.id) })}
                    reason={reason}
                  >
                    {t('session.remove')}
                  </ActionButton>
                </span>
              )
            },
          },
        ]}
      />
      {open === undefined ? null : (
        <SessionDialog
          id={open}
          session={content.sessions.find(({ id }) => id === open)}
          onSave={put}
          onClose={() => setOpen(undefined)}
        />
      )}
      {weekly ? (
        <WeeklyDialog
          onSave={(more) => change({ sessions: [...content.sessions, ...more] })}
          onClose={() => setWeekly(false)}
        />
      ) : null}
    </Section>
  )
}

function Members({ plan, content, change }: PartProps) {
  const t = useWords(words)
  const [choosing, setChoosing] = useState(false)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(
    () => new Map(plan.people.map(({ id, name }) => [id, name])),
  )
  return (
    <Section
      title={t('members')}
      note={t('members.count', { count: content.members.length })}
      actions={
        <ActionButton icon="users" onClick={() => setChoosing(true)}>
          {t('members.choose')}
        </ActionButton>
      }
    >
      {content.members.length === 0 ? (
        <EmptyState title={t('members.none')} hint={t('members.none.hint')} />
      ) : (
        <p>{content.members.map((id) => names.get(id) ?? '…').join('　')}</p>
      )}
      {choosing ? (
        <PeopleDialog
          title={t('members.choose')}
          organisationId={plan.organisationId}
          chosen={content.members}
          known={plan.people}
          onSave={(people) => {
            setNames(new Map([...names, ...people.map(({ id, name }) => [id, name] as const)]))
            change({ members: people.map(({ id }) => id) })
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </Section>
  )
}
