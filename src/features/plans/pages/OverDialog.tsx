import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Link } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { CheckField, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { usePopulations } from '../../populations/parts.tsx'
import type { CitePopulation, Over, PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { overWords } from '../words/over.ts'

const api = client<typeof planRoutes>()
// A refusal may be of the plan or of the population.
const allWords = { zh: { ...words.zh, ...overWords.zh }, en: { ...words.en, ...overWords.en } }

type Part =
  { kind: 'target'; row: PlanInFull['targets'][number] } | { kind: 'hourRule'; row: PlanInFull['hourRules'][number] }

/** The population that a part of a plan is about, beside its words. */
export function OverName({ over, said }: { over: Over; said: string | null }) {
  const t = useWords(overWords)
  if (!over) return said ?? '–'
  const { name, version, newest, size } = over
  return (
    <div className="stack-tight">
      <Link to={at.population(over.populationId)}>
        {t('over.is', { name, n: version, size: formatCount(size, 'person') })}
      </Link>
      {newest > version ? <span className="quiet">{t('over.behind', { now: newest })}</span> : null}
    </div>
  )
}

/** The button that says over which saved population a target is measured, or of whom hours are asked. */
export function OverAction({ plan, part }: { plan: PlanInFull; part: Part }) {
  const t = useWords(overWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ActionButton kind="quiet" icon="filter" onClick={() => setOpen(true)}>
        {t('over')}
      </ActionButton>
      {isOpen ? <OverDialog plan={plan} part={part} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function OverDialog({ plan, part, onClose }: { plan: PlanInFull; part: Part; onClose: () => void }) {
  const t = useWords(overWords)
  const kit = useWords(words)
  const cache = useQueryClient()
  const { over } = part.row
  const form = useForm({
    defaultValues: {
      populationId: over?.populationId ?? '',
      newest: false,
      counted: part.kind === 'target' && part.row.figureSource === 'trained',
      reason: '',
    },
  })
  const { control } = form
  const chosen = useWatch({ control, name: 'populationId' })
  const saved = usePopulations().data?.items ?? []
  // One that was put away since is still what this part cites.
  const known = saved.some(({ id }) => id === over?.populationId)
  const options = [
    ...saved.map(({ id, name, version }) => ({ value: id, label: t('over.option', { name, n: version }) })),
    ...(over && !known
      ? [{ value: over.populationId, label: t('over.option', { name: over.name, n: over.version }) }]
      : []),
  ]
  const save = useMutation({
    mutationFn: (json: CitePopulation) =>
      part.kind === 'target'
        ? call(
            api.plans[':planId'].targets[':targetId'].population.$put({
              param: { planId: plan.id, targetId: part.row.id },
              json,
            }),
          )
        : call(
            api.plans[':planId']['hour-rules'][':hourRuleId'].population.$put({
              param: { planId: plan.id, hourRuleId: part.row.id },
              json,
            }),
          ),
    onSuccess: (changed) => {
      cache.setQueryData(['plans', plan.id], changed)
      void cache.invalidateQueries({ queryKey: ['populations'] })
      toast(kit('done.saved'))
      onClose()
    },
  })
  const isBehind = over !== null && chosen === over.populationId && over.newest > over.version
  return (
    <Dialog title={t('over.title')} open onClose={onClose}>
      <p>{part.kind === 'target' ? part.row.measure : part.row.scope}</p>
      <Form
        form={form}
        submit={kit('save')}
        pending={save.isPending}
        problem={save.error}
        words={allWords}
        onCancel={onClose}
        onSubmit={({ populationId, ...said }) =>
          save.mutate({ ...said, populationId: populationId === '' ? null : populationId, revision: plan.revision })
        }
      >
        <SelectField
          control={control}
          name="populationId"
          label={t('over.choose')}
          placeholder={t(part.kind === 'target' ? 'over.none' : 'over.none.rule')}
          options={options}
        />
        {part.kind === 'target' && chosen !== '' ? (
          <CheckField control={control} name="counted" label={t('over.counted')} />
        ) : null}
        {isBehind ? (
          <CheckField control={control} name="newest" label={t('over.newest', { n: over.version, now: over.newest })} />
        ) : null}
        <Note tone="neutral">{t('over.hint')}</Note>
        {plan.state === 'published' ? (
          <TextField
            control={control}
            name="reason"
            label={kit('edit.reason')}
            hint={kit('edit.reason.hint')}
            required
            maxLength={300}
          />
        ) : null}
      </Form>
    </Dialog>
  )
}
