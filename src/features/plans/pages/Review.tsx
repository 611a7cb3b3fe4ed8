import { useEffect, useEffectEvent, useState } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { wordsIn, useWords, type Translate } from '../../../ui/words.ts'
import type { PlanReview } from '../contract/documents.ts'
import type { At } from '../core/lines.ts'
import type { ItemKind } from '../core/fields.ts'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import { blankOf, isShownLive, itemKinds, joined, type Content, type ShownItem } from './items.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { ItemRow } from './ItemRow.tsx'
import { SourceView } from './SourceView.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import { useSteps, type Step } from './steps.ts'
import './review.css'

type Asking =
  | { readonly deed: 'edit' | 'split'; readonly item: ShownItem }
  | { readonly deed: 'merge'; readonly ids: readonly string[]; readonly content: Content }
  | { readonly deed: 'add'; readonly content: Content; readonly id: string }
  | { readonly deed: 'accept'; readonly count: number }

type ReviewProps = { review: PlanReview; document: number; items: readonly ShownItem[] }

const placeOf = (at: ShownItem['at']): At | null =>
  at && {
    block: at.block,
    start: at.start,
    end: at.end,
    ...(at.row === undefined ? {} : { row: at.row }),
    ...(at.column === undefined ? {} : { column: at.column }),
  }

/** One document of a file under review: its text, its items by kind, and the keys J K A R E. */
export function Review({ review, document, items }: ReviewProps) {
  const t = useWords(reviewWords)
  const first = itemKinds.find((kind) => items.some((item) => item.kind === kind)) ?? 'programme'
  const [kind, setKind] = useState<ItemKind>(first)
  const shown = items.filter((item) => item.kind === kind)
  const [currentId, setCurrentId] = useState<string | undefined>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | undefined>()
  const [place, setPlace] = useState<At | null>(null)
  const steps = useSteps(review.id)
  const undecided = items.filter((item) => item.decision === 'open')
  const current = shown.find((item) => item.id === currentId) ?? shown.at(0)

  const open = (item: ShownItem | undefined) => {
    setCurrentId(item?.id)
    if (item?.at) setPlace(placeOf(item.at))
    if (item)
      globalThis.document.querySelector(`[data-item="${CSS.escape(item.id)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const move = (by: 1 | -1) => {
    const index = current ? shown.indexOf(current) : -1
    open(shown[Math.max(0, Math.min(shown.length - 1, index + by))])
  }
  const take = (...ops: Step[]) => steps.mutate(ops)
  const act = (item: ShownItem, deed: 'accept' | 'drop' | 'restore' | 'edit' | 'split') => {
    if (deed === 'edit' || deed === 'split') return setAsking({ deed, item })
    take({ op: deed, item: item.id })
    // What was decided makes room: the next undecided item opens itself.
    if (deed !== 'restore') move(1)
  }
  useKeys(asking === undefined, {
    j: () => move(1),
    k: () => move(-1),
    a: () => current && isShownLive(current) && act(current, 'accept'),
    r: () => current && isShownLive(current) && act(current, 'drop'),
    e: () => current && isShownLive(current) && act(current, 'edit'),
  })

  const picked = shown.filter((item) => chosen.has(item.id) && isShownLive(item))
  const merged = picked.length > 1 ? joined(picked) : undefined
  const close = () => setAsking(undefined)
  const save = (op: Step) =>
    steps.mutate([op], {
      onSuccess: () => {
        close()
        setChosen(new Set())
      },
    })
  return (
    <>
      <Warnings t={t} warnings={review.warnings[document] ?? []} onShow={(at) => setPlace(at)} />
      <ProblemNote problem={asking ? null : steps.error} words={words} />
      <div className="review">
        <section className="review-side" aria-label={t('source')} tabIndex={0}>
          <h2>{t('source')}</h2>
          <SourceView blocks={review.blocks} place={place} />
        </section>
        <section className="review-side" aria-label={t('draft')}>
          <div className="review-head">
            <Kinds
              items={items}
              kind={kind}
              onChoose={(each) => {
                setKind(each)
                setCurrentId(undefined)
                setChosen(new Set())
              }}
            />
            <Tools
              undecided={undecided}
              merged={merged}
              onSure={() => take({ op: 'accept_open', document, least: 'high' })}
              onAll={() => setAsking({ deed: 'accept', count: undecided.length })}
              onMerge={(content) => setAsking({ deed: 'merge', ids: picked.map((item) => item.id), content })}
              onAdd={() => setAsking({ deed: 'add', content: blankOf[kind], id: crypto.randomUUID() })}
            />
          </div>
          <p className="quiet">{t('keys')}</p>
          {shown.length === 0 ? <EmptyState title={t('none')} hint={t('none.hint')} /> : null}
          <ul>
            {shown.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                current={item === current}
                chosen={chosen.has(item.id)}
                onOpen={() => open(item)}
                onChoose={(on) =>
                  setChosen(new Set(on ? [...chosen, item.id] : [...chosen].filter((id) => id !== item.id)))
                }
                act={(deed) => act(item, deed)}
              />
            ))}
          </ul>
        </section>
      </div>
      {asking ? (
        <Asked
          asking={asking}
          document={document}
          onClose={close}
          onStep={save}
          pending={steps.isPending}
          problem={steps.error}
        />
      ) : null}
    </>
  )
}

type ToolsProps = {
  undecided: readonly ShownItem[]
  merged: Content | undefined
  onSure: () => void
  onAll: () => void
  onMerge: (content: Content) => void
  onAdd: () => void
}

function Tools({ undecided, merged, onSure, onAll, onMerge, onAdd }: ToolsProps) {
  const t = useWords(reviewWords)
  const sure = undecided.filter((item) => item.sure === 'high').length
  return (
    <div className="cluster review-tools">
      {sure > 0 ? <ActionButton onClick={onSure}>{t('acceptSure', { count: sure })}</ActionButton> : null}
      {undecided.length > 0 ? (
        <ActionButton onClick={onAll}>{t('acceptAll', { count: undecided.length })}</ActionButton>
      ) : null}
      {merged ? <ActionButton onClick={() => onMerge(merged)}>{t('merge')}</ActionButton> : null}
      <ActionButton icon="plus" kind="quiet" onClick={onAdd}>
        {t('add')}
      </ActionButton>
    </div>
  )
}

type KindsProps = { items: readonly ShownItem[]; kind: ItemKind; onChoose: (kind: ItemKind) => void }

function Kinds({ items, kind, onChoose }: KindsProps) {
  const t = useWords(reviewWords)
  return (
    <div className="kinds" role="group" aria-label={t('draft')}>
      {itemKinds.map((each) => (
        <button
          key={each}
          type="button"
          className={`button ${each === kind ? 'button-plain' : 'button-quiet'}`}
          aria-pressed={each === kind}
          onClick={() => onChoose(each)}
        >
          {t(`kind.${each}`)}{' '}
          <span className="num quiet">{items.filter((item) => item.kind === each && isShownLive(item)).length}</span>
        </button>
      ))}
    </div>
  )
}

type AskedProps = {
  asking: Asking
  document: number
  onClose: () => void
  onStep: (step: Step) => void
  pending: boolean
  problem: unknown
}

function Asked({ asking, document, onStep, ...rest }: AskedProps) {
  switch (asking.deed) {
    case 'split':
      return (
        <SplitDialog
          content={asking.item}
          onSplit={(into) => onStep({ op: 'split', item: asking.item.id, into })}
          {...rest}
        />
      )
    case 'edit':
      return (
        <ItemDialog
          title="edit"
          content={asking.item}
          onSave={(content) => onStep({ op: 'correct', item: asking.item.id, content })}
          {...rest}
        />
      )
    case 'merge':
      return (
        <ItemDialog
          title="merge"
          content={asking.content}
          onSave={(content) => onStep({ op: 'merge', items: [...asking.ids], content })}
          {...rest}
        />
      )
    case 'accept':
      return (
        <AcceptDialog
          count={asking.count}
          onAccept={() => onStep({ op: 'accept_open', document, least: 'low' })}
          {...rest}
        />
      )
    case 'add':
      return (
        <ItemDialog
          title="add"
          content={asking.content}
          onSave={(content) => onStep({ op: 'add', id: asking.id, document, content })}
          {...rest}
        />
      )
  }
}

type AcceptDialogProps = Omit<AskedProps, 'asking' | 'document' | 'onStep'> & { count: number; onAccept: () => void }

// It reaches beyond the kind that is shown, and takes what the reader was unsure of.
function AcceptDialog({ count, onAccept, ...rest }: AcceptDialogProps) {
  const t = useWords(reviewWords)
  return (
    <ConfirmDialog
      open
      title={t('acceptAll.ask', { count })}
      confirm={t('acceptAll', { count })}
      onConfirm={onAccept}
      words={words}
      {...rest}
    >
      <p>{t('acceptAll.what')}</p>
    </ConfirmDialog>
  )
}

type Warning = PlanReview['warnings'][number][number]
type WarningKey = keyof (typeof reviewWords)['zh'] & `warning.${string}`
const isWarningKey = (key: string): key is WarningKey => key in reviewWords.zh

type WarningsProps = {
  t: Translate<typeof reviewWords>
  warnings: readonly Warning[]
  onShow: (at: At | null) => void
}

function Warnings({ t, warnings, onShow }: WarningsProps) {
  if (warnings.length === 0) return null
  const say = wordsIn<{ zh: Record<string, string>; en: Record<string, string> }>(reviewWords)
  return (
    <Note tone="attention">
      <details className="warnings" open={warnings.length <= 4}>
        <summary>{t('warnings', { count: warnings.length })}</summary>
        <ul>
          {warnings.map((warning, index) => {
            const key = `warning.${warning.code}`
            const sentence = isWarningKey(key) ? say(key, warning.params) : warning.code
            return (
              <li key={index}>
                {warning.at ? (
                  <button type="button" className="item-name" onClick={() => onShow(placeOf(warning.at))}>
                    {sentence}
                  </button>
                ) : (
                  sentence
                )}
              </li>
            )
          })}
        </ul>
      </details>
    </Note>
  )
}

/** Single keys, while nobody is typing and no dialog is open. */
function useKeys(active: boolean, deeds: Readonly<Record<string, () => unknown>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const typing =
      target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select, [role=combobox]')
    if (!active || typing || event.ctrlKey || event.metaKey || event.altKey) return
    const deed = deeds[event.key.toLowerCase()]
    if (!deed) return
    event.preventDefault()
    deed()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    globalThis.addEventListener('keydown', listen)
    return () => globalThis.removeEventListener('keydown', listen)
  }, [])
}
