import { useState } from 'react'
import { useWatch, type Control, type FieldValues, type Path } from 'react-hook-form'
import { termOf } from '../../../lib/policy/names.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { FileDrop } from '../../../ui/files.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { formatBytes } from '../../../ui/format.ts'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import { useProofChoices } from '../../policies/parts.tsx'
import { words } from '../words.ts'
import type { ChosenProof } from './proofs.ts'

const maxBytes = 20 * 1024 * 1024
const mostFiles = 12

type ProofFilesProps<V extends FieldValues> = {
  control: Control<V>
  /** Holds what the next file proves. */
  name: Path<V>
  proofs: readonly ChosenProof[]
  onChange: (proofs: readonly ChosenProof[]) => void
}

/** Files that hours rest on, each with what it proves in the words of the policies of the region. */
export function ProofFiles<V extends FieldValues>({ control, name, proofs, onChange }: ProofFilesProps<V>) {
  const t = useWords(words)
  const kinds = useProofChoices()
  const kind: unknown = useWatch({ control, name })
  const [unsaid, setUnsaid] = useState(false)
  const add = (file: File) => {
    const said = typeof kind === 'string' ? kind : ''
    setUnsaid(said === '')
    if (said !== '') onChange([...proofs, { fileId: crypto.randomUUID(), kind: said, file }])
  }
  return (
    <>
      <FormRow>
        <SelectField
          control={control}
          name={name}
          label={t('record.proof')}
          hint={t('record.proof.hint')}
          options={kinds}
        />
        <FileDrop
          label={t('record.proof.file')}
          hint={t('record.proof.add')}
          accept={['pdf', 'docx', 'xlsx', 'png', 'jpg', 'jpeg']}
          maxBytes={maxBytes}
          disabled={proofs.length >= mostFiles}
          onFile={add}
        />
      </FormRow>
      {unsaid ? (
        <p className="field-error" role="alert">
          {t('record.proof.none')}
        </p>
      ) : null}
      <Chosen proofs={proofs} onChange={onChange} />
    </>
  )
}

function Chosen({ proofs, onChange }: Pick<ProofFilesProps<FieldValues>, 'proofs' | 'onChange'>) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  if (proofs.length === 0) return null
  return (
    <ul className="stack-tight">
      {proofs.map(({ fileId, kind, file }) => (
        <li key={fileId} className="cluster">
          {t('proof', { kind: termOf(kind, tongue), title: file.name })}
          <span className="quiet num">{formatBytes(file.size)}</span>
          <ActionButton
            kind="quiet"
            icon="trash"
            onClick={() => onChange(proofs.filter((each) => each.fileId !== fileId))}
          >
            {t('record.proof.drop')}
          </ActionButton>
        </li>
      ))}
    </ul>
  )
}
