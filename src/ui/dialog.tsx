import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useBackCloses } from './back.ts'
import { ActionButton } from './button.tsx'
import { dismissalOf } from './dismissal.ts'
import { ProblemNote } from './feedback.tsx'
import { kitWords } from './kit-words.ts'
import { useWords, type Words } from './words.ts'

type DialogProps = {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  width?: number | undefined
}

/** A question that has to be answered before going on. The browser keeps the focus inside; Escape and the way back close it. */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null
}

function OpenDialog({ title, onClose, children, width = 480 }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Closed before it leaves the page, so that the browser gives the focus back to where it came from.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useBackCloses(onClose)
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-box" style={{ width }}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}

type ConfirmDialogProps = DialogProps & {
  onConfirm: () => void
  /** The verb of the thing that will be done. */
  confirm: string
  danger?: boolean | undefined
  pending?: boolean | undefined
  reason?: string | undefined
  problem?: unknown
  words?: Words | undefined
}

/** Asks before something that others will feel: says what will happen, and names the deed on its button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, open, onClose, children, width, onConfirm, confirm, danger, pending, reason, problem, words } = props
  const t = useWords(kitWords)
  return (
    <Dialog title={title} open={open} onClose={onClose} width={width}>
      <div className="dialog-body stack">{children}</div>
      <ProblemNote problem={problem} words={words} />
      <div className="dialog-foot">
        <ActionButton onClick={onClose}>{t(dismissalOf(confirm))}</ActionButton>
        <ActionButton kind={danger ? 'danger' : 'primary'} onClick={onConfirm} pending={pending} reason={reason}>
          {confirm}
        </ActionButton>
      </div>
    </Dialog>
  )
}
