import { useId, useState, type DragEvent } from 'react'
import { useController, type FieldValues } from 'react-hook-form'
import { mustBeFilled, type FieldProps } from './field-rules.ts'
import { FieldFrame } from './field-frame.tsx'
import { formatBytes, formatPercent } from './format.ts'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

type DropProps = {
  label: string
  hint?: string | undefined
  /** Endings without the dot, such as `docx`. The server looks at the content again. */
  accept: readonly string[]
  maxBytes: number
  onFile: (file: File) => void
  /** The share sent so far, 0–1, while it is being sent. */
  progress?: number | undefined
  disabled?: boolean | undefined
  id?: string | undefined
  describedBy?: string | undefined
}

/** A place to drop a file or choose one; says at once when it is of the wrong kind or too large. */
export function FileDrop(props: DropProps) {
  const { label, hint, accept, maxBytes, onFile, progress, disabled } = props
  const t = useWords(kitWords)
  const ownId = useId()
  const id = props.id ?? ownId
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<string | undefined>()
  const endings = accept.map((ending) => `.${ending}`).join(' ')
  const take = (file: File | undefined) => {
    if (!file) return
    const known = accept.some((ending) => file.name.toLowerCase().endsWith(`.${ending}`))
    if (!known) return setWrong(t('file.wrongType', { accept: endings }))
    if (file.size > maxBytes) {
      return setWrong(t('file.tooLarge', { size: formatBytes(file.size), limit: formatBytes(maxBytes) }))
    }
    setWrong(undefined)
    return onFile(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files[0])
  }
  return (
    <div
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" size={24} />
      <p>
        {t('file.drop')}{' '}
        <label htmlFor={id} className="drop-choose">
          {t('file.choose')}
          <span className="unseen">{label}</span>
        </label>
      </p>
      <input
        id={id}
        type="file"
        className="unseen"
        accept={accept.map((ending) => `.${ending}`).join(',')}
        disabled={disabled}
        aria-describedby={props.describedBy}
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <p className="quiet">{hint ?? t('file.limit', { accept: endings, size: formatBytes(maxBytes) })}</p>
      {progress === undefined ? null : <Sending share={progress} />}
      {wrong ? (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}

function Sending({ share }: { share: number }) {
  const t = useWords(kitWords)
  const percent = formatPercent(share, 1)
  return (
    <p className="drop-sending num" role="status">
      <progress value={share} max={1} aria-label={t('file.sending', { percent })} />
      {t('file.sending', { percent })}
    </p>
  )
}

type FileFieldProps<V extends FieldValues> = FieldProps<V> & Pick<DropProps, 'accept' | 'maxBytes' | 'progress'>

/** One file of a form; its value is a `File` or null. */
export function FileField<V extends FieldValues>(props: FileFieldProps<V>) {
  const { control, name, label, hint, required, disabled, accept, maxBytes, progress } = props
  const t = useWords(kitWords)
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: mustBeFilled(label, required, 'choose') },
  })
  const value: unknown = field.value
  return (
    <FieldFrame label={label} required={required} error={fieldState.error?.message}>
      {(wiring) =>
        value instanceof File ? (
          <p className="file-chosen">
            <Icon name="file" />
            <span>{value.name}</span>
            <span className="quiet num">{formatBytes(value.size)}</span>
            {progress === undefined ? (
              <button type="button" className="button button-quiet" onClick={() => field.onChange(null)}>
                <Icon name="close" size={14} />
                <span className="unseen">{t('file.remove')}</span>
              </button>
            ) : (
              <Sending share={progress} />
            )}
          </p>
        ) : (
          <FileDrop
            id={wiring.id}
            describedBy={wiring['aria-describedby']}
            label={label}
            hint={hint}
            accept={accept}
            maxBytes={maxBytes}
            disabled={disabled}
            onFile={(file) => field.onChange(file)}
          />
        )
      }
    </FieldFrame>
  )
}
