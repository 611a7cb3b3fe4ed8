import { useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { useArrival } from '../arrival.ts'
import { Icon, type IconName } from '../icons.tsx'
import { kitWords } from '../kit-words.ts'
import { Toaster } from '../toaster.tsx'
import { useWords } from '../words.ts'

export type BarItem = {
  readonly to: string
  readonly label: string
  readonly icon: IconName
  readonly raised?: boolean | undefined
}

type ShellProps = { bar: readonly BarItem[]; barLabel: string; children: ReactNode }

/** The phone's frame: the screen, and the bar beneath it where there is one. */
export function PhoneShell({ bar, barLabel, children }: ShellProps) {
  useArrival()
  return (
    <div className={bar.length > 0 ? 'phone with-bar' : 'phone'}>
      <OfflineBanner />
      {children}
      {bar.length > 0 ? (
        <nav className="bar" aria-label={barLabel}>
          {bar.map((item) => (
            <NavLink key={item.to} to={item.to} end={item.to === '/m'} className={item.raised ? 'bar-raised' : ''}>
              <span className="bar-icon">
                <Icon name={item.icon} size={22} />
              </span>
              {item.label}
            </NavLink>
          ))}
        </nav>
      ) : null}
      <Toaster />
    </div>
  )
}

function subscribeToNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** Whether the device says that it has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribeToNetwork, () => navigator.onLine)
}

function OfflineBanner() {
  const t = useWords(kitWords)
  const online = useOnline()
  return (
    <div role="status">
      {online ? null : (
        <p className="offline">
          <Icon name="offline" />
          {t('offline.banner')}
        </p>
      )}
    </div>
  )
}

type ScreenProps = {
  title: string
  back?: string | undefined
  action?: ReactNode
  /** Stays above the bar: the one thing to do. */
  footer?: ReactNode
  children: ReactNode
}

/** One screen: its title, the way back, its content and the one big button. */
export function Screen({ title, back, action, footer, children }: ScreenProps) {
  const t = useWords(kitWords)
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main className="screen" tabIndex={-1}>
      <header className="screen-head">
        {back ? (
          <Link to={back} className="screen-back" aria-label={t('back')}>
            <Icon name="chevron-left" size={22} />
          </Link>
        ) : null}
        <h1>{title}</h1>
        {action}
      </header>
      <div className="screen-body">{children}</div>
      {footer ? <footer className="screen-foot">{footer}</footer> : null}
    </main>
  )
}

type BlockProps = { title?: string | undefined; more?: { to: string; label: string } | undefined; children: ReactNode }

/** A part of a screen. */
export function Block({ title, more, children }: BlockProps) {
  return (
    <section className="block">
      {title || more ? (
        <div className="block-head">
          {title ? <h2>{title}</h2> : null}
          {more ? <Link to={more.to}>{more.label}</Link> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
