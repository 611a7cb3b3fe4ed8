import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from '../icons.tsx'
import { kitWords } from '../kit-words.ts'
import { unbroken } from '../unbroken.tsx'
import { useWords } from '../words.ts'
import { BigButton } from './press.tsx'

/** A list between hairlines. */
export function Rows({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  )
}

type RowProps = {
  title: ReactNode
  lead?: ReactNode
  note?: ReactNode
  to?: string | undefined
  /** A page that is no screen of the phone. */
  href?: string | undefined
  onPress?: (() => void) | undefined
  end?: ReactNode
  icon?: IconName | undefined
}

/** One entry of a list; it may lead somewhere. */
export function Row({ title, lead, note, to, href, onPress, end, icon }: RowProps) {
  const body = (
    <>
      {icon ? <Icon name={icon} size={20} /> : null}
      <span className="row-body">
        <span className="row-title">{unbroken(title)}</span>
        {lead ? <span className="row-lead num">{unbroken(lead)}</span> : null}
        {note ? <span className="row-note num">{unbroken(note)}</span> : null}
      </span>
      {end ? <span className="row-end num">{end}</span> : null}
      {(to ?? href) ? (
        <span className="row-go">
          <Icon name="chevron-right" />
        </span>
      ) : null}
    </>
  )
  return <li>{frameOf(body, { to, href, onPress })}</li>
}

function frameOf(body: ReactNode, { to, href, onPress }: Pick<RowProps, 'to' | 'href' | 'onPress'>) {
  if (to) {
    return (
      <Link className="row" to={to}>
        {body}
      </Link>
    )
  }
  if (href) {
    return (
      <a className="row" href={href}>
        {body}
      </a>
    )
  }
  if (onPress) {
    return (
      <button type="button" className="row" onClick={onPress}>
        {body}
      </button>
    )
  }
  return <div className="row">{body}</div>
}

/** Names and values under each other. */
export function Pairs({ items }: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="pairs">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className="num">{unbroken(item.value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Lets a list grow; nothing when there is no more. */
export function MoreButton({ more }: { more: { readonly pending: boolean; readonly run: () => void } | undefined }) {
  const t = useWords(kitWords)
  if (!more) return null
  return (
    <BigButton onPress={more.run} pending={more.pending}>
      {t('loadMore')}
    </BigButton>
  )
}
