import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect, RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { CheckField, NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useProgrammeChoice } from '../../programmes/parts.tsx'
import type { RuleSetShown } from '../contract.ts'
import type { eligibilityRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { shortOf } from './short.ts'

const api = client<typeof eligibilityRoutes>()

type Values = {
  series: string
  stage: string
  previousStage: boolean
  prerequisites: string[]
  cycleMost: string
  notAgain: boolean
  clash: string
}

const valuesOf = ({ series, stage, rules }: RuleSetShown): Values => ({
  series: series ?? '',
  stage: stage === null ? '' : String(stage),
  previousStage: rules.previousStage,
  prerequisites: [...rules.prerequisites],
  cycleMost: rules.cycleMost === null ? '' : String(rules.cycleMost),
  notAgain: rules.notAgain,
  clash: rules.clash,
})

const setOf = ({ series, stage, previousStage, prerequisites, cycleMost, notAgain, clash }: Values) => ({
  series: series.trim() === '' ? null : series,
  stage: numberOf(stage) ?? null,
  rules: {
    ...{ previousStage, prerequisites, notAgain },
    cycleMost: numberOf(cycleMost) ?? null,
    clash: clash === 'bar' ? ('bar' as const) : ('warn' as const),
  },
})

/** Decides what a programme asks of people; how many of its audience would pass can be tried before it is kept. */
export function RulesDialog({
  programmeId,
  set,
  onClose,
}: {
  programmeId: string
  set: RuleSetShown
  onClose: () => void
}) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const form = useForm<Values>({ defaultValues: valuesOf(set) })
  const { control } = form
  const options = useProgrammeChoice().filter(({ value }) => value !== programmeId)
  const save = useMutation({
    mutationFn: (values: Values) =>
      call(api.programmes[':programmeId']['eligibility-rules'].$put({ param: { programmeId }, json: setOf(values) })),
    onSuccess: async () => {
      toast(t('saved'))
      onClose()
      await Promise.all(
        ['eligibility-rules', 'eligible-audience'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  return (
    <Dialog title={t('rules')} open onClose={onClose} width={680}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
      >
        <p className="quiet">{t('rules.lead')}</p>
        <FormRow>
          <TextField control={control} name="series" label={t('series')} hint={t('series.hint')} maxLength={60} />
          <NumberField control={control} name="stage" label={t('stage')} min={1} max={9} />
        </FormRow>
        <CheckField control={control} name="previousStage" label={t('previousStage')} />
        <MultiSelect control={control} name="prerequisites" label={t('prerequisites')} options={options} />
        <NumberField
          control={control}
          name="cycleMost"
          label={t('cycleMost')}
          hint={t('cycleMost.hint')}
          unit={t('times')}
          min={1}
          max={20}
        />
        <CheckField control={control} name="notAgain" label={t('notAgain')} />
        <RadioField
          control={control}
          name="clash"
          label={t('clash')}
          options={[
            { value: 'warn', label: t('clash.warn') },
            { value: 'bar', label: t('clash.bar') },
          ]}
        />
        <Trial programmeId={programmeId} values={() => form.getValues()} />
      </Form>
    </Dialog>
  )
}

function Trial({ programmeId, values }: { programmeId: string; values: () => Values }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const preview = useMutation({
    mutationFn: () =>
      call(
        api.programmes[':programmeId']['eligibility-previews'].$post({ param: { programmeId }, json: setOf(values()) }),
      ),
  })
  const { data } = preview
  return (
    <div className="stack-tight" role="status">
      <div>
        <ActionButton pending={preview.isPending} onClick={() => preview.mutate()}>
          {t('try')}
        </ActionButton>
      </div>
      <ProblemNote problem={preview.error} words={words} />
      {data ? (
        <>
          <p className="num">{t('tried', { size: formatCount(data.size), passed: formatCount(data.passed) })}</p>
          <p className="quiet num">
            {data.byRule.map(({ code, count }) => `${shortOf(say, code)} ${formatCount(count, 'person')}`).join(' · ')}
          </p>
        </>
      ) : null}
    </div>
  )
}
