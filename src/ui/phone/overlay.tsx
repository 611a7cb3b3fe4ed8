import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useBackCloses, useShieldBeneath } from '../back.ts'
import { Icon } from '../icons.tsx'
import { kitWords } from '../kit-words.ts'
import { useWords } from '../words.ts'

type SheetProps = { title: string; open: boolean; onClose: () => void; children: ReactNode }

/** Something that comes up from below and has to be dealt with before going on. The way back closes it. */
export function Sheet(props: SheetProps) {
  return props.open ? <OpenSheet {...props} /> : null
}

function OpenSheet({ title, onClose, children }: SheetProps) {
  const t = useWords(kitWords)
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed before it leaves the page, so that the browser gives the focus back to where it came from.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useBackCloses(onClose)
  useShieldBeneath(dialog)
  return (
    <dialog
      ref={dialog}
      className="phone-sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="phone-sheet-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" size={20} />
        </button>
      </header>
      <div className="stack">{children}</div>
    </dialog>
  )
}
