import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

type SideSheetProps = {
  title: string
  open: boolean
  onClose: () => void
  actions?: ReactNode
  footer?: ReactNode
  /** The address of the same thing as a page of its own. */
  fullPage?: string | undefined
  children: ReactNode
}

/** One row's object beside its list: the list stays usable, Escape closes, the focus goes back where it came from. */
export function SideSheet(props: SideSheetProps) {
  return props.open ? <OpenSheet {...props} /> : null
}

function OpenSheet({ title, onClose, actions, footer, fullPage, children }: SideSheetProps) {
  const t = useWords(kitWords)
  const titleId = useId()
  const sheet = useRef<HTMLDivElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const before = document.activeElement
    sheet.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) close()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <div className="sheet" ref={sheet} tabIndex={-1} role="dialog" aria-labelledby={titleId}>
      <header className="sheet-head">
        <h2 id={titleId}>{title}</h2>
        <div className="cluster">
          {actions}
          {fullPage ? (
            <Link to={fullPage} className="button button-quiet" aria-label={t('fullPage')} title={t('fullPage')}>
              <Icon name="external" />
            </Link>
          ) : null}
          <button type="button" className="button button-quiet" aria-label={t('close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      </header>
      <div className="sheet-body stack">{children}</div>
      {footer ? <footer className="sheet-foot cluster">{footer}</footer> : null}
    </div>
  )
}
