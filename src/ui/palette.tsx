import { useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useBackCloses } from './back.ts'
import { Icon, type IconName } from './icons.tsx'

/** One thing that can be chosen. */
export type PaletteItem = {
  readonly key: string
  readonly title: string
  readonly detail?: string | null | undefined
  readonly icon: IconName
}

/** Things of one kind, under its name. */
export type PaletteGroup = {
  readonly key: string
  readonly title: string
  /** Beside the title, such as the way to the whole list. */
  readonly aside?: ReactNode
  readonly items: readonly PaletteItem[]
}

type PaletteProps = {
  label: string
  placeholder: string
  typed: string
  onType: (typed: string) => void
  groups: readonly PaletteGroup[]
  /** The key of the marked item. */
  marked: string | undefined
  onMark: (key: string) => void
  /** An arrow was pressed. */
  onStep: (by: 1 | -1) => void
  onChoose: (key: string) => void
  onClose: () => void
  /** Said where there is nothing to choose, and beside what there is. */
  children?: ReactNode
  busy: boolean
  hint: ReactNode
  words: { readonly close: string }
}

/** A box over the page in which one types a name and goes to what bears it: arrows move, Enter opens, Escape closes. */
export function Palette(props: PaletteProps) {
  const { label, typed, groups, marked, onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useBackCloses(onClose)
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const optionId = (key: string) => `${id}-${key}`
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className="dialog-box palette-box">
        <Box {...props} listId={id} markedId={marked === undefined ? undefined : optionId(marked)} />
        <div className="palette-found" id={id} role="listbox" aria-label={label} aria-busy={props.busy}>
          {groups.map((group) => (
            <Group key={group.key} {...props} group={group} optionId={optionId} />
          ))}
        </div>
        {props.children ? (
          <div className="palette-said" role="status">
            {props.children}
          </div>
        ) : null}
        <p className="palette-foot quiet">{typed === '' && groups.length === 0 ? null : props.hint}</p>
      </div>
    </dialog>
  )
}

function Box(props: PaletteProps & { listId: string; markedId: string | undefined }) {
  const { label, placeholder, typed, onType, marked, onStep, onChoose, onClose, busy, words } = props
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word chooses nothing.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      onStep(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && marked !== undefined) {
      event.preventDefault()
      onChoose(marked)
    }
  }
  return (
    <div className={busy ? 'palette-head busy' : 'palette-head'}>
      <Icon name="search" size={18} />
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={props.listId}
        aria-activedescendant={props.markedId}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={60}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        autoFocus
      />
      <button type="button" className="button button-quiet" aria-label={words.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  )
}

type GroupProps = Pick<PaletteProps, 'marked' | 'onMark' | 'onChoose'> & {
  group: PaletteGroup
  optionId: (key: string) => string
}

function Group({ group, marked, onMark, onChoose, optionId }: GroupProps) {
  const titleId = optionId(`of-${group.key}`)
  return (
    <div role="group" aria-labelledby={titleId} className="palette-group">
      <p className="palette-title quiet" id={titleId}>
        {group.title}
        {group.aside}
      </p>
      {group.items.map((item) => (
        <div
          key={item.key}
          id={optionId(item.key)}
          role="option"
          aria-selected={item.key === marked}
          className="palette-item"
          onPointerMove={() => onMark(item.key)}
          onClick={() => onChoose(item.key)}
        >
          <Icon name={item.icon} />
          <span className="palette-name">{item.title}</span>
          {item.detail ? <span className="palette-detail quiet">{item.detail}</span> : null}
        </div>
      ))}
    </div>
  )
}

/** Opens the palette: a box in the bar where there is room for one, a sign where there is not. */
export function PaletteButton({ label, keys, onClick }: { label: string; keys: string; onClick: () => void }) {
  return (
    <button type="button" className="button palette-button" aria-keyshortcuts={keys} onClick={onClick}>
      <Icon name="search" />
      <span className="palette-button-label">{label}</span>
      <kbd className="palette-button-keys">{keys === 'Meta+K' ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  )
}
