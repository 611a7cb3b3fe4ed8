import { useMutation } from '@tanstack/react-query'
import { useFieldArray, useForm, useWatch } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { rulesRefusal } from '../core/engine.ts'
import { blankStep, draftOf, newKey, rulesOf, usualRules, type Called, type RulesDraft } from '../drafting.ts'
import { words } from '../words.ts'
import { QuotaFields } from './QuotaFields.tsx'
import { StepFields } from './StepFields.tsx'
import { TieFields } from './TieFields.tsx'

/** How the steps of the usual scheme are called, in the language of whoever writes the rules. */
export function useCalled(): Called {
  const t = useWords(words)
  return {
    ...{ written: t('step.form.written'), practical: t('step.form.practical'), overall: t('step.form.overall') },
    ...{ paper: t('paper'), lesson: t('lesson'), answers: t('answers'), record: t('record') },
  }
}

/** Writes the rules of a selection that does not run yet: its steps in any order, what is scored, ties and places. */
export function RulesEditor({ selection, onClose }: { selection: SelectionInFull; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const called = useCalled()
  const form = useForm<RulesDraft>({ defaultValues: draftOf(selection.rules) })
  const { control } = form
  const list = useFieldArray({ control, name: 'steps', keyName: 'row' })
  const save = useMutation({
    mutationFn: (values: RulesDraft) =>
      call(
        selectionApi.selections[':selectionId'].rules.$put({
          param: { selectionId: selection.id },
          json: rulesOf(values),
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('edit.saved'))
      onClose()
    },
  })
  useWatch({ control })
  const draft = form.getValues()
  const refusal = rulesRefusal(rulesOf(draft))
  const remove = (index: number) => {
    const gone = draft.steps[index]?.id
    list.remove(index)
    form.setValue(
      'ties',
      draft.ties.filter((tie) => tie.split('|')[0] !== gone),
    )
  }
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('edit.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <p className="quiet">{t('edit.lead')}</p>
      {list.fields.map((field, index) => (
        <StepFields
          key={field.row}
          form={form}
          index={index}
          onUp={index === 0 ? undefined : () => list.swap(index, index - 1)}
          onDown={index === list.fields.length - 1 ? undefined : () => list.swap(index, index + 1)}
          onRemove={() => remove(index)}
        />
      ))}
      <div className="cluster">
        <ActionButton
          icon="plus"
          reason={list.fields.length >= 6 ? t('edit.steps.most') : undefined}
          onClick={() => list.append(blankStep(newKey(), newKey()))}
        >
          {t('edit.steps.add')}
        </ActionButton>
        <ActionButton
          kind="quiet"
          onClick={() =>
            form.reset(draftOf(usualRules(Number(draft.places) || 10, called)), { keepDefaultValues: true })
          }
        >
          {t('edit.usual')}
        </ActionButton>
      </div>
      <TieFields form={form} />
      <QuotaFields form={form} />
      <Section title={t('edit.check')}>
        {refusal === undefined ? (
          <Note tone="done">{t('edit.check.good')}</Note>
        ) : (
          <Note tone="attention">
            {t('edit.check.lacks')} {sayRefusal({ code: refusal }, words)}
          </Note>
        )}
      </Section>
    </Form>
  )
}
