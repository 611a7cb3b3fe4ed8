import { useEffect, type ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { formatCount, unitWord, type Unit } from './format.ts'
import { Icon } from './icons.tsx'
import { unbroken } from './unbroken.tsx'

type Back = { readonly to: string; readonly label: string }
type Fact = { readonly label: string; readonly value: ReactNode }

/** Gives the browser's tab the name of what is open. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}

type PageProps = {
  title: string
  /** How many there are, beside the title. */
  count?: number | undefined
  /** In place of `count` where nobody counted to the end: `1,000+`. */
  countAtLeast?: number | undefined
  unit?: Unit | undefined
  lead?: ReactNode
  actions?: ReactNode
  back?: Back | undefined
  /** A column at the right, such as the history. */
  aside?: ReactNode
  children: ReactNode
}

/** A page: what it is, how many there are, what can be done, and then the thing itself. */
export function Page({ title, count, countAtLeast, unit, lead, actions, back, aside, children }: PageProps) {
  useTitle(title)
  return (
    <div className="page">
      {back ? <BackLink back={back} /> : null}
      <header className="page-head">
        <div>
          <h1>
            {title}
            {count === undefined && countAtLeast === undefined ? null : (
              <span className="page-count num">
                {count === undefined ? `${formatCount(countAtLeast ?? 0)}+` : formatCount(count)}
                {unit ? <small>{unitWord(unit)}</small> : null}
              </span>
            )}
          </h1>
          {lead ? <p className="quiet">{lead}</p> : null}
        </div>
        {actions ? <div className="cluster">{actions}</div> : null}
      </header>
      {aside ? <Split aside={aside}>{children}</Split> : children}
    </div>
  )
}

function BackLink({ back }: { back: Back }) {
  return (
    <Link to={back.to} className="back">
      <Icon name="chevron-left" size={14} />
      {back.label}
    </Link>
  )
}

type ObjectHeadProps = {
  title: string
  state?: ReactNode
  lead?: ReactNode
  facts?: readonly Fact[] | undefined
  /** The one next action. */
  action?: ReactNode
  /** Everything else that can be done: quieter. */
  more?: ReactNode
  back?: Back | undefined
}

/** The head of an object's page: what it is, how it stands, and the one thing to do next. */
export function ObjectHead({ title, state, lead, facts, action, more, back }: ObjectHeadProps) {
  useTitle(title)
  return (
    <div className="object-head">
      {back ? <BackLink back={back} /> : null}
      <header className="page-head">
        <div>
          <h1>
            {title} {state}
          </h1>
          {lead ? <p className="quiet">{lead}</p> : null}
        </div>
        <div className="cluster">
          {more}
          {action}
        </div>
      </header>
      {facts && facts.length > 0 ? <Facts items={facts} /> : null}
    </div>
  )
}

/** Short facts side by side, each under its name. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className="facts">
      {items.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd className="num">{unbroken(fact.value)}</dd>
        </div>
      ))}
    </dl>
  )
}

export type TabItem = { readonly to: string; readonly label: string; readonly count?: number | undefined }

/** The parts of an object, each at its own address. */
export function Tabs({ items, label }: { items: readonly TabItem[]; label?: string | undefined }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end>
          {item.label}
          {item.count === undefined ? null : <span className="tab-count num">{formatCount(item.count)}</span>}
        </NavLink>
      ))}
    </nav>
  )
}

type SectionProps = { title: string; actions?: ReactNode; note?: ReactNode; children: ReactNode }

/** A part of a page under its own heading. */
export function Section({ title, actions, note, children }: SectionProps) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {note ? <span className="quiet">{note}</span> : null}
        {actions ? <div className="cluster">{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}

/** The main thing, and beside it what belongs to it. */
export function Split({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="split">
      <div className="stack">{children}</div>
      <aside className="stack">{aside}</aside>
    </div>
  )
}
