import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import { call, client, ProblemError } from '../../platform/web/call.ts'
import { usePasted } from '../../platform/web/query.ts'
import { ActionButton } from '../../ui/button.tsx'
import { Note, ProblemNote } from '../../ui/feedback.tsx'
import { formatCount } from '../../ui/format.ts'
import type { ShownList } from '../../ui/list-tools.ts'
import { useWords, type Translate } from '../../ui/words.ts'
import type { PastedList } from './contract.ts'
import { pasteSubjects } from './core.ts'
import { OpenRowsDialog } from './pages/OpenRowsDialog.tsx'
import { PasteDialog } from './pages/PasteDialog.tsx'
import type { pasteRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof pasteRoutes>()

// Several rows, or several cells: a single word is more likely meant for a field.
const isList = (text: string) => /[\t\n]/.test(text.trim())

const isTyping = (target: EventTarget | null) =>
  (target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null) ||
  document.querySelector('dialog[open]') !== null

/** Narrows the list below it to what was copied from a spreadsheet: by its button, or by pasting while no field is open. */
export function PasteButton({ list }: { list: ShownList }) {
  const t = useWords(words)
  const [text, setText] = useState<string>()
  const [, setSearch] = useSearchParams()
  const subjects = pasteSubjects.filter((one) => list.paste.includes(one))
  const inOrder = list.paste.flatMap((one) => subjects.filter((subject) => subject === one))
  const take = useEffectEvent((event: ClipboardEvent) => {
    const copied = event.clipboardData?.getData('text/plain') ?? ''
    if (inOrder.length === 0 || isTyping(event.target) || !isList(copied)) return
    event.preventDefault()
    setText(copied)
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => take(event)
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  if (inOrder.length === 0) return null
  const show = (pasted: string) => {
    setText(undefined)
    // Exactly what was pasted: no other condition hides a part of it.
    setSearch((before) => {
      const tab = list.tab === undefined ? null : before.get(list.tab)
      return { ...(list.tab === undefined || tab === null ? {} : { [list.tab]: tab }), pasted }
    })
  }
  return (
    <>
      <ActionButton kind="quiet" icon="list" onClick={() => setText('')}>
        {t('paste')}
      </ActionButton>
      {text === undefined ? null : (
        <PasteDialog text={text} subjects={inOrder} onClose={() => setText(undefined)} onPasted={show} />
      )}
    </>
  )
}

/** What became of the rows that narrow the list: how many were found, and the way to those that were not. */
export function PastedLine() {
  const t = useWords(words)
  const [, setSearch] = useSearchParams()
  const { pasted } = usePasted()
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['pasted-list', pasted],
    queryFn: () => call(api['pasted-lists'][':pastedListId'].$get({ param: { pastedListId: pasted ?? '' } })),
    enabled: pasted !== undefined,
  })
  if (pasted === undefined) return null
  const drop = () =>
    setSearch((before) => {
      const params = new URLSearchParams(before)
      params.delete('pasted')
      params.delete('cursor')
      return params
    })
  const all = (
    <ActionButton kind="quiet" onClick={drop}>
      {t('line.drop')}
    </ActionButton>
  )
  if (query.error instanceof ProblemError && query.error.status === 404) {
    return (
      <Note tone="attention">
        {t('line.expired')} {all}
      </Note>
    )
  }
  if (!query.data) return <ProblemNote problem={query.error} onRetry={() => void query.refetch()} />
  const left = query.data.asked + query.data.missing
  return (
    <div className="pasted-line" role="status">
      <span className="num">{sayCounts(t, query.data)}</span>
      {left > 0 ? (
        <ActionButton kind="quiet" icon="alert" onClick={() => setOpen(true)}>
          {t('line.open')}
        </ActionButton>
      ) : null}
      {all}
      {open ? <OpenRowsDialog id={pasted} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}

function sayCounts(t: Translate<typeof words>, { rows, found, repeated, asked, missing }: PastedList): string {
  const part = (key: 'repeated' | 'asked' | 'missing', count: number) =>
    count === 0 ? [] : [t(`line.${key}`, { count: formatCount(count) })]
  const parts = [t('line.found', { count: formatCount(found) })]
  parts.push(...part('repeated', repeated), ...part('asked', asked), ...part('missing', missing))
  return t('line.rows', { count: formatCount(rows) }) + parts.join(t('line.comma'))
}
