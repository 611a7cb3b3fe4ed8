import { Link } from 'react-router'

type Segment = { readonly to: string; readonly label: string; readonly current: boolean }

/** A few ways to look at the same, beside each other; the one that is shown is marked. */
export function Segments({ label, items }: { label: string; items: readonly Segment[] }) {
  return (
    <nav className="segments" aria-label={label}>
      {items.map((item) => (
        <Link key={item.to} to={item.to} replace aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </Link>
      ))}
    </nav>
  )
}

type Bar = { readonly label: string; readonly value: number; readonly text: string }

/** A bar for each of several years, with its figure beside it. */
export function Bars({ items, max }: { items: readonly Bar[]; max: number }) {
  return (
    <dl className="bars">
      {items.map((item) => (
        <div key={item.label}>
          <dt className="num">{item.label}</dt>
          <dd className="bar-track" aria-hidden="true">
            <i style={{ width: `${max <= 0 ? 0 : Math.min(100, Math.max(0, (item.value / max) * 100))}%` }} />
          </dd>
          <dd className="num">{item.text}</dd>
        </div>
      ))}
    </dl>
  )
}
