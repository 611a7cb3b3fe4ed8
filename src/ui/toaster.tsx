import { Icon } from './icons.tsx'
import { dismiss, useToasts } from './toast.ts'

/** Where brief messages appear, in both shells. */
export function Toaster() {
  const toasts = useToasts()
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map((each) => (
        <div key={each.id} className={`toast toast-${each.tone}`}>
          <Icon name={each.tone === 'danger' ? 'stop' : 'done'} />
          <span>{each.text}</span>
          {each.undo ? (
            <button
              type="button"
              onClick={() => {
                each.undo?.run()
                dismiss(each.id)
              }}
            >
              {each.undo.label}
            </button>
          ) : null}
        </div>
      ))}
    </div>
  )
}
