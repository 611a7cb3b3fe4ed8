import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { InlineSelect, InlineText } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { LayoutInFull } from '../contract/layout-versions.ts'
import { encodings, type LayoutColumn, type LayoutContent } from '../layouts/layout.ts'
import { layoutReasons } from '../layouts/reasons.ts'
import { words } from '../words.ts'
import { ColumnLine } from './ColumnLine.tsx'
import { fileKindOf } from './LayoutReading.tsx'
import { AdoptLayoutDialog } from './LayoutDialogs.tsx'
import { layoutsApi as api } from './layouts-api.ts'

type Props = { layout: LayoutInFull; draft: NonNullable<LayoutInFull['draft']> }

/** A column beside a key of its own, so that it stays itself wherever it is moved. */
export type Keyed = { readonly key: string; readonly column: LayoutColumn }

const keyed = (columns: readonly LayoutColumn[]): Keyed[] =>
  columns.map((column) => ({ key: crypto.randomUUID(), column }))

/** A list with one of its members at another place. */
function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const [member, rest] = [list[from], list.toSpliced(from, 1)]
  return member === undefined ? [...list] : rest.toSpliced(to, 0, member)
}

// The order of keys says nothing: a text is the same however it was put together.
const inOrder = ({ columns, encoding, file, sheet, above }: LayoutContent) =>
  JSON.stringify({
    file,
    encoding,
    sheet,
    above,
    columns: columns.map((each) =>
      Object.entries(each)
        .filter(([, value]) => value !== undefined)
        .toSorted(),
    ),
  })

/** The draft of a layout, column by column: dragged or moved by the keyboard, saved when that is asked for, and put in force when it is whole. */
export function LayoutEditor({ layout, draft }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [known, setKnown] = useState({ revision: draft.revision, content: inOrder(draft.content) })
  const [{ columns: _, ...file }, setFile] = useState<LayoutContent>(draft.content)
  const [columns, setColumns] = useState(() => keyed(draft.content.columns))
  const [adopting, setAdopting] = useState(false)
  const content: LayoutContent = { ...file, columns: columns.map(({ column }) => column) }
  const reasons = layoutReasons(content, layout.subject)
  const isChanged = inOrder(content) !== known.content
  const save = useMutation({
    mutationFn: () =>
      call(
        api['hour-layouts'][':hourLayoutId'].draft.$put({
          param: { hourLayoutId: layout.id },
          json: { revision: known.revision, content },
        }),
      ),
    onSuccess: (answer) => {
      cache.setQueryData(['hour-layouts', layout.id], answer)
      setKnown({ revision: answer.draft?.revision ?? known.revision, content: inOrder(content) })
      toast(t('save.done'))
    },
  })
  const add = () =>
    setColumns([
      ...columns,
      ...keyed([{ title: t('column.new', { n: columns.length + 1 }), field: 'empty', kind: 'text', width: 16 }]),
    ])
  const [last] = layout.versions
  const isInForce = last !== undefined && inOrder(last.content) === inOrder(content)
  const flawed = reasons.length > 0 ? t('reason.flawed') : undefined
  const held = isChanged ? t('reason.unsaved') : (flawed ?? (isInForce ? t('refusal.nothing_changed') : undefined))
  return (
    <>
      <div className="cluster">
        <span className="quiet" role="status">
          {isChanged ? t('draft.unsaved') : <Saved draft={draft} />}
        </span>
        <ActionButton
          pending={save.isPending}
          reason={isChanged ? undefined : t('save.none')}
          onClick={() => save.mutate()}
        >
          {t('save')}
        </ActionButton>
        <ActionButton kind="primary" icon="check" reason={held} onClick={() => setAdopting(true)}>
          {t('adopt')}
        </ActionButton>
      </div>
      <ProblemNote problem={save.error} words={words} />
      {reasons.length > 0 ? <Note tone="danger">{t('draft.flaws', { count: reasons.length })}</Note> : null}
      <Section title={t('file.settings')}>
        <FileLine content={content} onChange={setFile} />
        {reasons.flatMap(({ code, column }) =>
          column === null
            ? [
                <Note key={code} tone="danger">
                  {t(`why.${code}`)}
                </Note>,
              ]
            : [],
        )}
      </Section>
      <Section
        title={t('columns.title')}
        note={t('columns.hint')}
        actions={
          <ActionButton icon="plus" onClick={add}>
            {t('columns.add')}
          </ActionButton>
        }
      >
        <ol className="rule-lines">
          {columns.map(({ key, column }, index) => (
            <ColumnLine
              key={key}
              column={column}
              index={index}
              last={columns.length - 1}
              subject={layout.subject}
              reasons={reasons.filter((one) => one.column === index).map(({ code }) => t(`why.${code}`))}
              onChange={(next) => setColumns(columns.with(index, { key, column: next }))}
              onMove={(from, to) => setColumns(moved(columns, from, to))}
              onRemove={() => setColumns(columns.toSpliced(index, 1))}
            />
          ))}
        </ol>
      </Section>
      {adopting ? (
        <AdoptLayoutDialog layout={layout} revision={known.revision} onClose={() => setAdopting(false)} />
      ) : null}
    </>
  )
}

function Saved({ draft: { changedByName, changedAt } }: Pick<Props, 'draft'>) {
  const t = useWords(words)
  if (changedByName === null) return t('draft.shipped')
  return t('draft.saved', { name: changedByName, at: formatDateTime(changedAt) })
}

const mostAbove = 10

function FileLine({ content, onChange }: { content: LayoutContent; onChange: (next: LayoutContent) => void }) {
  const t = useWords(words)
  const kinds = ['xlsx', ...encodings.map((encoding) => `csv-${encoding}` as const)] as const
  const choose = (kind: string) => {
    const encoding = encodings.find((one) => kind === `csv-${one}`)
    const { encoding: _, ...rest } = content
    onChange(encoding === undefined ? { ...rest, file: 'xlsx' } : { ...rest, file: 'csv', encoding })
  }
  return (
    <div className="stack-tight">
      <div className="cluster">
        <span className="quiet">{t('file.kind')}</span>
        <InlineSelect
          label={t('file.kind')}
          value={fileKindOf(content)}
          options={kinds.map((value) => ({ value, label: t(`file.${value}`) }))}
          onChange={choose}
        />
        {content.file === 'xlsx' ? (
          <>
            <span className="quiet">{t('file.sheet')}</span>
            <InlineText
              label={t('file.sheet')}
              value={content.sheet}
              maxLength={31}
              onChange={(sheet) => onChange({ ...content, sheet })}
            />
          </>
        ) : null}
      </div>
      <label className="field">
        <span className="field-label">{t('file.above')}</span>
        <textarea
          className="input"
          rows={2}
          defaultValue={content.above.join('\n')}
          onChange={(event) => onChange({ ...content, above: linesOf(event.target.value).slice(0, mostAbove) })}
        />
        <span className="field-hint">
          {t('file.above.hint', { year: '{{year}}', place: '{{place}}', date: '{{date}}' })}
        </span>
      </label>
    </div>
  )
}

const linesOf = (typed: string) =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
