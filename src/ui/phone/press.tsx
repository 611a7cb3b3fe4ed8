import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import { Icon, type IconName } from '../icons.tsx'
import { kitWords } from '../kit-words.ts'
import { iconOfTone, type Tone } from '../states.tsx'
import { useWords } from '../words.ts'

export type PressKind = 'primary' | 'plain' | 'danger'

type BigButtonProps = {
  children: ReactNode
  onPress?: (() => void) | undefined
  kind?: PressKind | undefined
  icon?: IconName | undefined
  pending?: boolean | undefined
  /** Why it may not be pressed; stands beneath it. */
  reason?: string | undefined
  type?: 'button' | 'submit' | undefined
}

/** A button that a thumb finds. One that may not be pressed says why beneath. */
export function BigButton(props: BigButtonProps) {
  const { children, onPress, kind = 'plain', icon, pending = false, reason, type = 'button' } = props
  const t = useWords(kitWords)
  const reasonId = useId()
  const held = pending || reason !== undefined
  return (
    <>
      <button
        type={held ? 'button' : type}
        className={`big big-${kind}`}
        aria-disabled={held || undefined}
        aria-busy={pending || undefined}
        aria-describedby={reason === undefined ? undefined : reasonId}
        onClick={(event) => {
          // The second of two quick taps is the same wish: what it asks for is on its way already.
          if (event.detail > 1) event.preventDefault()
          else if (!held) onPress?.()
        }}
      >
        {pending ? <span className="working" aria-hidden="true" /> : icon ? <Icon name={icon} size={20} /> : null}
        {children}
        {pending ? <span className="unseen">{t('working')}</span> : null}
      </button>
      {reason === undefined ? null : (
        <p id={reasonId} className="big-reason">
          {reason}
        </p>
      )}
    </>
  )
}

type BigLinkProps = { to: string; kind?: PressKind | undefined; icon?: IconName | undefined; children: ReactNode }

/** A link as large as a button, for an action that is a screen of its own. */
export function BigLink({ to, kind = 'plain', icon, children }: BigLinkProps) {
  return (
    <Link to={to} className={`big big-${kind}`}>
      {icon ? <Icon name={icon} size={20} /> : null}
      {children}
    </Link>
  )
}

type FileButtonProps = {
  label: string
  /** Which files, and how large; stands beneath it. */
  hint: string
  accept: string
  pending: boolean
  onPick: (file: File) => void
}

/** A button that asks the phone for a file or a photo, in the language of the page. */
export function FileButton({ label, hint, accept, pending, onPick }: FileButtonProps) {
  const hintId = useId()
  return (
    <>
      <label className="big big-plain" aria-busy={pending || undefined}>
        {pending ? <span className="working" aria-hidden="true" /> : <Icon name="plus" size={20} />}
        {label}
        <input
          className="unseen"
          type="file"
          accept={accept}
          aria-describedby={hintId}
          disabled={pending}
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            event.target.value = ''
            if (chosen) onPick(chosen)
          }}
        />
      </label>
      <p id={hintId} className="quiet">
        {hint}
      </p>
    </>
  )
}

/** A link to something outside of the screens: a file, a page that prints. */
export function BigFileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="big big-plain">
      <Icon name="download" size={20} />
      {children}
    </a>
  )
}

/** A state as word, drawing and colour together. */
export function Chip({ tone, icon, children }: { tone: Tone; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className={`state state-${tone}`}>
      <Icon name={icon ?? iconOfTone[tone]} size={14} />
      {children}
    </span>
  )
}
