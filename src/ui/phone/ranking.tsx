import { useRef, useState, type PointerEvent } from 'react'
import { Icon } from '../icons.tsx'
import './ranking.css'

type RankingProps = {
  label: string
  items: readonly { readonly id: string; readonly title: string; readonly lead?: string | undefined }[]
  /** What the three buttons of one entry are called. */
  words: {
    readonly up: (title: string) => string
    readonly down: (title: string) => string
    readonly remove: (title: string) => string
  }
  onChange: (ids: readonly string[]) => void
  disabled?: boolean | undefined
}

/** A short list in an order of one's own: drawn with a finger, or moved with buttons, which the keyboard and a reader of screens reach as well. */
export function Ranking({ label, items, words, onChange, disabled = false }: RankingProps) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<string>()
  const ids = items.map(({ id }) => id)
  const move = (from: number, to: number) => {
    if (to < 0 || to >= ids.length || to === from) return
    const moved = ids.toSpliced(from, 1)
    onChange(moved.toSpliced(to, 0, ids[from] ?? ''))
  }
  const onMove = (event: PointerEvent) => {
    if (dragged === undefined) return
    const rows = [...(list.current?.children ?? [])]
    const at = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return event.clientY >= top && event.clientY < bottom
    })
    if (at >= 0) move(ids.indexOf(dragged), at)
  }
  return (
    <ol className="rows ranking" aria-label={label} ref={list}>
      {items.map(({ id, title, lead }, index) => (
        <li key={id} className={dragged === id ? 'ranking-dragged' : undefined}>
          <span
            className="ranking-place num"
            aria-hidden="true"
            onPointerDown={(event) => {
              if (disabled) return
              event.currentTarget.setPointerCapture(event.pointerId)
              setDragged(id)
            }}
            onPointerMove={onMove}
            onPointerUp={() => setDragged(undefined)}
            onPointerCancel={() => setDragged(undefined)}
          >
            <Icon name="menu" />
            {index + 1}
          </span>
          <span className="row-body">
            <span className="row-title">{title}</span>
            {lead === undefined ? null : <span className="row-lead num">{lead}</span>}
          </span>
          {disabled ? null : (
            <span className="ranking-buttons">
              <button
                type="button"
                aria-label={words.up(title)}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                <Icon name="chevron-down" />
              </button>
              <button
                type="button"
                aria-label={words.down(title)}
                disabled={index === items.length - 1}
                onClick={() => move(index, index + 1)}
              >
                <Icon name="chevron-down" />
              </button>
              <button type="button" aria-label={words.remove(title)} onClick={() => onChange(ids.toSpliced(index, 1))}>
                <Icon name="close" />
              </button>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
