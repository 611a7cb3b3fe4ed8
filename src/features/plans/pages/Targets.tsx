import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import { isRatio, writeHundredths } from '../core/targets.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { AddPart, PartActions } from './Amending.tsx'
import { OverAction, OverName } from './OverDialog.tsx'

const api = client<typeof planRoutes>()

type Target = PlanInFull['targets'][number]

const toneOf: Readonly<Record<Target['standing']['state'], Tone>> = {
  no_figure: 'neutral',
  no_baseline: 'attention',
  reached: 'done',
  beyond: 'done',
  missed: 'attention',
}

/** The targets of a plan, each with its figure and how it stands. */
export function Targets({ plan, mayEdit }: { plan: PlanInFull; mayEdit: boolean }) {
  const t = useWords(words)
  const [entering, setEntering] = useState<Target | undefined>()
  return (
    <Section title={t('targets')} actions={mayEdit ? <AddPart plan={plan} kind="target" /> : null}>
      <PlainTable
        label={t('targets')}
        rows={plan.targets}
        rowId={(row) => row.id}
        empty={<p className="quiet">{t('targets.none')}</p>}
        columns={[
          { key: 'measure', title: t('measure'), cell: (row) => row.measure },
          {
            key: 'population',
            title: t('population'),
            cell: (row) => <OverName over={row.over} said={row.population} />,
          },
          { key: 'wanted', title: t('wanted'), cell: (row) => wantedIn(t, row) },
          { key: 'actual', title: t('actual'), align: 'end', cell: actualOf },
          {
            key: 'standing',
            title: t('standing'),
            cell: (row) => <StateTag tone={toneOf[row.standing.state]}>{standingIn(t, row)}</StateTag>,
          },
          {
            key: 'act',
            title: '',
            align: 'end',
            cell: (row) => (
              <>
                {row.figureSource !== 'entered' ? (
                  <span className="quiet">{t('figure.counted')}</span>
                ) : mayEdit ? (
                  <ActionButton kind="quiet" icon="chart" onClick={() => setEntering(row)}>
                    {t('figure.enter')}
                  </ActionButton>
                ) : null}
                {mayEdit ? <OverAction plan={plan} part={{ kind: 'target', row }} /> : null}
                {mayEdit ? <PartActions plan={plan} part={{ kind: 'target', id: row.id }} /> : null}
              </>
            ),
          },
        ]}
      />
      {entering ? <FigureDialog planId={plan.id} target={entering} onClose={() => setEntering(undefined)} /> : null}
    </Section>
  )
}

function wantedIn(t: Translate<typeof words>, { comparator, valueHundredths, upperHundredths, unit }: Target): string {
  const value = writeHundredths(valueHundredths)
  if (comparator === 'range') return t('compare.range', { value, upper: writeHundredths(upperHundredths ?? 0), unit })
  if (comparator === '+pp' || comparator === '+%') return t(`compare.${comparator}`, { value })
  return t(`compare.${comparator}`, { value, unit })
}

function actualOf({ standing, unit, numerator, denominator }: Target): string {
  if (standing.actual === null) return '–'
  const figure = `${writeHundredths(standing.actual)}${unit}`
  return denominator === null || !isRatio({ unit }) ? figure : `${figure} (${numerator ?? 0}/${denominator})`
}

function standingIn(t: Translate<typeof words>, { standing, unit }: Target): string {
  if (standing.state !== 'missed') return t(`standing.${standing.state}`)
  return t('standing.missed', { gap: writeHundredths(standing.gap ?? 0), unit })
}

type Values = { numerator: string; denominator: string }

function FigureDialog({ planId, target, onClose }: { planId: string; target: Target; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const written = (value: number | null) => (value === null ? '' : String(value))
  const form = useForm<Values>({
    defaultValues: { numerator: written(target.numerator), denominator: written(target.denominator) },
  })
  const ratio = isRatio(target) && target.over === null
  const save = useMutation({
    mutationFn: ({ numerator, denominator }: Values) =>
      call(
        api.plans[':planId'].targets[':targetId'].figure.$put({
          param: { planId, targetId: target.id },
          json: { numerator: numberOf(numerator) ?? null, denominator: ratio ? (numberOf(denominator) ?? null) : null },
        }),
      ),
    onSuccess: (plan) => {
      cache.setQueryData(['plans', planId], plan)
      toast(t('done.saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('figure.title')} open onClose={onClose}>
      <p>{target.measure}</p>
      <Form
        form={form}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => save.mutate(values)}
      >
        <FormRow>
          <NumberField control={form.control} name="numerator" label={t('figure.numerator')} min={0} required />
          {ratio ? (
            <NumberField control={form.control} name="denominator" label={t('figure.denominator')} min={1} required />
          ) : null}
        </FormRow>
        {ratio ? <p className="quiet">{t('figure.hint')}</p> : null}
      </Form>
    </Dialog>
  )
}
