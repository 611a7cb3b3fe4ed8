import type { ReactNode } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions, useRosterOptions } from '../../people/parts.tsx'
import { words } from '../words.ts'
import { matchStaffNos, type ChangeValues } from './change-values.ts'

type Props = { form: UseFormReturn<ChangeValues>; organisationId: string; existing: ReactNode }

/** Who is split off, chosen one by one or by pasted staff numbers, and where they go: to a school that is there, or a new one. */
export function SplitFields({ form, organisationId, existing }: Props) {
  const t = useWords(words)
  const roster = useRosterOptions(organisationId)
  const { control } = form
  const target = useWatch({ control, name: 'target' })
  const chosen = useWatch({ control, name: 'personIds' })
  return (
    <>
      <MultiSelect
        control={control}
        name="personIds"
        label={t('split.people')}
        hint={t('split.people.hint', { chosen: chosen.length, all: roster.length })}
        required
        options={roster}
      />
      <Pasted form={form} roster={roster} />
      <RadioField
        control={control}
        name="target"
        label={t('split.target')}
        options={[
          { value: 'existing', label: t('split.target.existing') },
          { value: 'new', label: t('split.target.new') },
        ]}
      />
      {target === 'new' ? <NewSchool form={form} /> : existing}
    </>
  )
}

function Pasted({ form, roster }: { form: Props['form']; roster: ReturnType<typeof useRosterOptions> }) {
  const t = useWords(words)
  const { control, getValues, setValue } = form
  const pasted = useWatch({ control, name: 'pasted' })
  const { found, missing } = matchStaffNos(pasted, roster)
  const add = () => {
    setValue('personIds', [...new Set([...getValues('personIds'), ...found])], { shouldValidate: true })
    setValue('pasted', '')
  }
  return (
    <div className="stack-tight">
      <TextArea control={control} name="pasted" label={t('split.paste')} hint={t('split.paste.hint')} rows={2} />
      {pasted.trim() === '' ? null : (
        <div className="cluster">
          <span className="quiet">{t('split.paste.found', { found: found.length, missing })}</span>
          <ActionButton onClick={add} reason={found.length === 0 ? t('split.paste.none') : undefined}>
            {t('split.paste.add')}
          </ActionButton>
        </div>
      )}
    </div>
  )
}

function NewSchool({ form: { control } }: { form: Props['form'] }) {
  const t = useWords(words)
  return (
    <>
      <TextField control={control} name="newName" label={t('split.new.name')} required maxLength={60} />
      <FormRow>
        <SelectField
          control={control}
          name="schoolKind"
          label={t('split.new.kind')}
          required
          options={useCodeOptions('school')}
        />
        <SelectField
          control={control}
          name="setting"
          label={t('split.new.setting')}
          options={useCodeOptions('setting')}
        />
      </FormRow>
      <MultiSelect control={control} name="stages" label={t('split.new.stages')} options={useCodeOptions('stage')} />
    </>
  )
}
