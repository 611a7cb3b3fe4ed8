import { useState, type ReactNode } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { useArrival } from './arrival.ts'
import { Icon, type IconName } from './icons.tsx'
import { Toaster } from './toaster.tsx'

export type RailItem = { readonly to: string; readonly label: string }

/** One stage of the year's line, with its pages; its first page is what the entry leads to. */
export type RailGroup = {
  readonly key: string
  readonly label: string
  readonly icon: IconName
  readonly items: readonly RailItem[]
}

type LayoutProps = {
  brand: string
  groups: readonly RailGroup[]
  /** Whose region is shown, and which year. */
  scope: ReactNode
  /** Language, jobs, notices, account. */
  tools: ReactNode
  words: { readonly skip: string; readonly rail: string; readonly menu: string }
  children: ReactNode
}

/** The console's frame: the year's line at the left, scope and tools above, the page in the middle. */
export function Layout({ brand, groups, scope, tools, words, children }: LayoutProps) {
  const { pathname } = useLocation()
  useArrival()
  const [openAt, setOpenAt] = useState<string | undefined>()
  const open = openAt === pathname
  return (
    <div className={open ? 'console rail-open' : 'console'}>
      <a href="#main" className="skip">
        {words.skip}
      </a>
      <nav className="rail" aria-label={words.rail}>
        <p className="brand">{brand}</p>
        <ul>
          {groups.map((group) => (
            <RailEntry key={group.key} group={group} pathname={pathname} />
          ))}
        </ul>
      </nav>
      <header className="top">
        <button
          type="button"
          className="button button-quiet rail-toggle"
          aria-label={words.menu}
          aria-expanded={open}
          onClick={() => setOpenAt(open ? undefined : pathname)}
        >
          <Icon name="menu" />
        </button>
        <div className="top-scope">{scope}</div>
        <div className="top-tools">{tools}</div>
      </header>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <Toaster />
    </div>
  )
}

function RailEntry({ group, pathname }: { group: RailGroup; pathname: string }) {
  const isIn = (to: string) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`))
  // Of two addresses that both lead here, such as a list and a list below it, the longer is the one.
  const current = group.items
    .filter((item) => isIn(item.to))
    .reduce<string | undefined>((best, { to }) => (to.length > (best?.length ?? 0) ? to : best), undefined)
  const active = current !== undefined
  const [first] = group.items
  if (!first) return null
  return (
    <li>
      <NavLink to={first.to} end={first.to === '/'} className={active ? 'rail-link active' : 'rail-link'}>
        <Icon name={group.icon} />
        {group.label}
      </NavLink>
      {active && group.items.length > 1 ? (
        <ul className="rail-sub">
          {group.items.map((item) => (
            <li key={item.to}>
              <Link to={item.to} aria-current={item.to === current ? 'page' : undefined}>
                {item.label}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}

/** The frame of a page outside the console: signing in, the first run. */
export function Doorway({
  brand,
  lead,
  tools,
  children,
}: {
  brand: string
  lead: string
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="doorway">
      <header className="doorway-head">
        <p className="brand">{brand}</p>
        {tools}
      </header>
      <main className="doorway-main">
        <div className="doorway-lead" aria-hidden="true">
          <p>{lead}</p>
          <YearLine />
        </div>
        <div className="doorway-form">{children}</div>
      </main>
      <Toaster />
    </div>
  )
}

// Twelve months as rising lines: the product's one ornament.
function YearLine() {
  const heights = [18, 22, 34, 40, 46, 58, 64, 62, 78, 88, 100, 112]
  return (
    <svg className="year-line" viewBox="0 0 240 120" role="presentation">
      {heights.map((height, month) => (
        <path
          key={month}
          d={`M${month * 20 + 10} 118v${-height}`}
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      ))}
    </svg>
  )
}
