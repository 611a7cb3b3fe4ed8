import type { ReactNode } from 'react'
import { formatDateTime } from './format.ts'

export type HistoryItem = {
  readonly id: string
  readonly at: string
  readonly who: string
  readonly what: ReactNode
  readonly detail?: ReactNode
}

/** Who did what when, newest first as given. */
export function History({ items }: { items: readonly HistoryItem[] }) {
  return (
    <ol className="history">
      {items.map((item) => (
        <li key={item.id}>
          <p>
            <span className="history-who">{item.who}</span> {item.what}
          </p>
          {item.detail ? <p className="quiet">{item.detail}</p> : null}
          <time className="quiet num" dateTime={item.at}>
            {formatDateTime(item.at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
