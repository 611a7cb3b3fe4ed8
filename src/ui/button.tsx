import { Dropdown, Popover, Tooltip } from 'antd'
import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

type ActionButtonProps = {
  children: ReactNode
  onClick?: (() => void) | undefined
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  pending?: boolean | undefined
  /** Why it may not be pressed; the button stays reachable and says so. */
  reason?: string | undefined
  type?: 'button' | 'submit' | undefined
  /** The name for screen readers where the button shows only a drawing. */
  label?: string | undefined
}

/** A button with a verb. One that may not be pressed says why, to the mouse, to the keyboard and to a screen reader. */
export function ActionButton(props: ActionButtonProps) {
  const { children, onClick, kind = 'plain', icon, pending = false, reason, type = 'button', label } = props
  const t = useWords(kitWords)
  const reasonId = useId()
  const held = reason !== undefined || pending
  const button = (
    <button
      type={held ? 'button' : type}
      className={`button button-${kind}`}
      aria-disabled={held || undefined}
      aria-describedby={reason === undefined ? undefined : reasonId}
      aria-label={label}
      aria-busy={pending || undefined}
      onClick={held ? undefined : onClick}
    >
      {pending ? <span className="working" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
      {children}
      {pending ? <span className="unseen">{t('working')}</span> : null}
    </button>
  )
  if (reason === undefined) return button
  return (
    <>
      <Tooltip title={reason} trigger={['hover', 'focus']}>
        {button}
      </Tooltip>
      <span id={reasonId} className="unseen">
        {reason}
      </span>
    </>
  )
}

type ActionLinkProps = { to: string; kind?: ButtonKind | undefined; icon?: IconName | undefined; children: ReactNode }

/** A link that looks like the button beside it, for an action that is a page of its own. */
export function ActionLink({ to, kind = 'plain', icon, children }: ActionLinkProps) {
  return (
    <Link to={to} className={`button button-${kind}`}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  )
}

/** A link to what is no page of the console, such as a page that everybody may see: it opens beside it. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="button button-plain">
      <Icon name="external" />
      {children}
    </a>
  )
}

/** A link that brings a file. */
export function DownloadLink({
  href,
  kind = 'plain',
  children,
}: {
  href: string
  kind?: ButtonKind
  children: ReactNode
}) {
  return (
    <a href={href} download className={`button button-${kind}`}>
      <Icon name="download" />
      {children}
    </a>
  )
}

/** Brings the rows of the list below as an Excel file, narrowed as they are. */
export function ExportLink({ href }: { href: string }) {
  const t = useWords(kitWords)
  return <DownloadLink href={href}>{t('exportList')}</DownloadLink>
}

export type MenuItem = {
  readonly key: string
  readonly label: string
  readonly onSelect: () => void
  readonly reason?: string | undefined
  readonly danger?: boolean | undefined
}

type MenuButtonProps = {
  label: string
  items: readonly MenuItem[]
  kind?: ButtonKind | undefined
  icon?: IconName | undefined
  /** What the button shows; its label alone where nothing is given. */
  children?: ReactNode
}

/** A button that opens a short list of actions; what may not be chosen says why beneath its name. */
export function MenuButton({ label, items, kind = 'plain', icon, children }: MenuButtonProps) {
  const entries = items.map(({ key, label: name, reason, danger, onSelect }) => ({
    key,
    danger: danger ?? false,
    disabled: reason !== undefined,
    label:
      reason === undefined ? (
        name
      ) : (
        <span className="menu-reason">
          {name}
          <small>{reason}</small>
        </span>
      ),
    onClick: onSelect,
  }))
  return (
    <Dropdown menu={{ items: entries }} trigger={['click']} placement="bottomRight" autoFocus>
      <button
        type="button"
        className={`button button-${kind}`}
        aria-label={children ? label : undefined}
        aria-haspopup="menu"
      >
        {icon ? <Icon name={icon} /> : null}
        {children ?? label}
        {children ? null : <Icon name="chevron-down" size={14} />}
      </button>
    </Dropdown>
  )
}

/** How many wait, on a button whose label says the same in words. */
export function Badge({ count }: { count: number }) {
  // Drawn by the style sheet, so that it is no part of the button's words.
  return count > 0 ? <span className="badge num" data-count={count > 99 ? '99+' : count} /> : null
}

type PopoverButtonProps = { icon: IconName; label: string; badge?: number | undefined; children: ReactNode }

/** A button at the head of the console that opens something small beneath it. */
export function PopoverButton({ icon, label, badge = 0, children }: PopoverButtonProps) {
  return (
    <Popover content={children} trigger="click" placement="bottomRight" arrow={false}>
      <button type="button" className="button button-quiet" aria-label={label} title={label} aria-haspopup="dialog">
        <Icon name={icon} />
        <Badge count={badge} />
      </button>
    </Popover>
  )
}
