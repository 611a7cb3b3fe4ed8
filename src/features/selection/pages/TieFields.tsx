import { useWatch, type UseFormReturn } from 'react-hook-form'
import { ActionButton, MenuButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { RulesDraft, StepDraft } from '../drafting.ts'
import { words } from '../words.ts'

/** Says in words what decides between equal scores; undefined for what is not scored any more. */
export function useSayTie(steps: readonly Pick<StepDraft, 'id' | 'title' | 'criteria'>[]) {
  const t = useWords(words)
  return (tie: string): string | undefined => {
    if (tie === 'years') return t('tie.years')
    const [stepId, criterionId] = tie.split('|')
    const step = steps.find(({ id }) => id === stepId)
    if (!step) return undefined
    if (criterionId === undefined) return t('tie.step', { title: step.title })
    const criterion = step.criteria.find(({ id }) => id === criterionId)
    return criterion && t('tie.criterion', { title: step.title, criterion: criterion.title })
  }
}

/** What decides between equal scores, in an order that can be changed; the lot comes last. */
export function TieFields({ form }: { form: UseFormReturn<RulesDraft> }) {
  const t = useWords(words)
  const ties = useWatch({ control: form.control, name: 'ties' })
  const steps = useWatch({ control: form.control, name: 'steps' })
  const say = useSayTie(steps)
  const set = (next: string[]) => form.setValue('ties', next, { shouldDirty: true })
  const offered = [
    ...steps.flatMap(({ id, criteria }) => [
      id,
      ...(criteria.length > 1 ? criteria.map((one) => `${id}|${one.id}`) : []),
    ]),
    'years',
  ].filter((tie) => !ties.includes(tie))
  const swap = (a: number, b: number) =>
    set(ties.map((tie, place) => (place === a ? (ties[b] ?? tie) : place === b ? (ties[a] ?? tie) : tie)))
  return (
    <Section
      title={t('ties')}
      note={t('tie.lot')}
      actions={
        <MenuButton
          label={t('edit.tie.add')}
          icon="plus"
          items={offered.map((tie) => ({
            key: tie,
            label: say(tie) ?? tie,
            onSelect: () => set([...ties, tie]),
            reason: ties.length >= 10 ? t('edit.tie.most') : undefined,
          }))}
        >
          {t('edit.tie.add')}
        </MenuButton>
      }
    >
      <PlainTable
        label={t('ties')}
        rows={ties.map((tie, place) => ({ tie, place }))}
        rowId={({ tie }) => tie}
        empty={<EmptyState title={t('edit.tie.none')} />}
        columns={[
          {
            key: 'tie',
            title: t('edit.tie'),
            cell: ({ tie, place }) => `${place + 1}. ${say(tie) ?? t('edit.tie.gone')}`,
          },
          {
            key: 'act',
            title: '',
            cell: ({ place }) => (
              <span className="cluster">
                <ActionButton
                  kind="quiet"
                  reason={place === 0 ? t('edit.first') : undefined}
                  onClick={() => swap(place, place - 1)}
                >
                  {t('edit.up')}
                </ActionButton>
                <ActionButton
                  kind="quiet"
                  reason={place === ties.length - 1 ? t('edit.last') : undefined}
                  onClick={() => swap(place, place + 1)}
                >
                  {t('edit.down')}
                </ActionButton>
                <ActionButton kind="quiet" onClick={() => set(ties.filter((_, at) => at !== place))}>
                  {t('edit.criterion.remove')}
                </ActionButton>
              </span>
            ),
          },
        ]}
      />
    </Section>
  )
}
