import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { joinNames } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icons.tsx'
import { InlineCheck, InlineSelect, InlineText, Phrase } from '../../../ui/inline.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { fields, fieldsFor, type LayoutColumn, type Subject } from '../layouts/layout.ts'
import { isFigure } from '../layouts/reasons.ts'
import { words } from '../words.ts'
import { ColumnAsks } from './ColumnAsks.tsx'
import { sayAsks } from './LayoutReading.tsx'

type LineProps = {
  column: LayoutColumn
  index: number
  last: number
  subject: Subject
  /** Why the layout cannot be put in force as this column is. */
  reasons: readonly string[]
  onChange: (column: LayoutColumn) => void
  onMove: (from: number, to: number) => void
  onRemove: () => void
}

// What was asked of text says nothing of figures, and the other way round.
const bare = ({ title, width, required }: LayoutColumn) => ({ title, width, ...(required ? { required } : {}) })

/** One column as a line: its heading, what stands in it, its format, what is asked of it; dragged by its handle or moved by Alt and an arrow. */
export function ColumnLine(props: LineProps) {
  const { column, index, last, subject, reasons, onChange, onMove, onRemove } = props
  const t = useWords(words)
  const [open, setOpen] = useState(false)
  const { title, field, kind, required = false } = column
  const move = (to: number) => {
    if (to < 0 || to > last) return
    onMove(index, to)
    toast(t('column.moved', { title, n: to + 1 }))
  }
  const byKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? index - 1 : index + 1)
  }
  const drop = (event: DragEvent) => {
    const from = Number(event.dataTransfer.getData('text/x-column'))
    event.preventDefault()
    if (Number.isInteger(from) && from !== index) onMove(from, index)
  }
  const choose = (said: string) => {
    const chosen = fields.find((each) => each === said) ?? 'empty'
    const part = chosen === 'hoursOf' ? { part: column.part ?? { over: 'year' as const } } : {}
    onChange({ ...bare(column), ...part, field: chosen, kind: isFigure(chosen) ? 'number' : 'text' })
    // Of which hours it tells is asked where the rest of a column is.
    if (chosen === 'hoursOf') setOpen(true)
  }
  return (
    <li className="rule-line" onKeyDown={byKey} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="rule-head">
        <span
          className="quiet num"
          draggable
          title={t('column.drag', { title })}
          style={{ cursor: 'grab' }}
          onDragStart={(event) => event.dataTransfer.setData('text/x-column', String(index))}
        >
          <Icon name="menu" /> {index + 1}
        </span>
        <InlineText
          wide
          label={`${t('column.title')} ${String(index + 1)}`}
          value={title}
          maxLength={60}
          onChange={(next) => onChange({ ...column, title: next })}
        />
        <InlineSelect
          label={`${t('column.field')} · ${title}`}
          value={field}
          options={fieldsFor(subject).map((value) => ({ value, label: t(`field.${value}`) }))}
          onChange={choose}
        />
        <InlineSelect
          label={`${t('column.kind')} · ${title}`}
          value={kind}
          options={(['text', 'number'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(next) =>
            onChange({ ...bare(column), part: column.part, field, kind: next === 'number' ? 'number' : 'text' })
          }
        />
        <InlineCheck
          label={t('column.required')}
          value={required}
          onChange={(next) => onChange({ ...column, required: next ? true : undefined })}
        />
        <Phrase label={`${t('column.more')} · ${title}`} open={open} onToggle={() => setOpen(!open)}>
          {joinNames(sayAsks(t, column)) || t('column.more')}
        </Phrase>
        <span className="cluster">
          <ActionButton kind="quiet" label={`${t('column.up')} ${title}`} onClick={() => move(index - 1)}>
            ↑
          </ActionButton>
          <ActionButton kind="quiet" label={`${t('column.down')} ${title}`} onClick={() => move(index + 1)}>
            ↓
          </ActionButton>
          <ActionButton kind="quiet" icon="trash" label={`${t('column.remove')} ${title}`} onClick={onRemove}>
            {t('column.remove')}
          </ActionButton>
        </span>
      </div>
      {open ? <ColumnAsks column={column} onChange={onChange} /> : null}
      {reasons.map((reason) => (
        <Note key={reason} tone="danger">
          {reason}
        </Note>
      ))}
    </li>
  )
}
