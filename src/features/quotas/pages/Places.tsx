import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useWords } from '../../../ui/words.ts'
import type { QuotaKind } from '../core.ts'
import { readPlaces } from '../core/matrix.ts'
import { words } from '../words.ts'

type PlacesProps = {
  label: string
  text: string
  /** What counts while nothing is written. */
  hint?: string | undefined
  /** How many places the programme has, of which a share is. */
  of: number | null | undefined
  kind?: QuotaKind
  place: { readonly down: number; readonly right: number }
  disabled: boolean
  onText: (text: string) => void
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}

/** Where a number of places is written; the arrow keys go on to the next cell of the table. */
export function Places({ label, text, hint, of, kind = 'reserve', place, disabled, onText, onPaste }: PlacesProps) {
  const t = useWords(words)
  const read = readPlaces(text, of, kind)
  const share = typeof read === 'object' && read.share ? read : undefined
  return (
    <>
      <input
        className="num end"
        style={{ width: '6rem' }}
        aria-label={label}
        aria-invalid={read === 'bad' || undefined}
        value={text}
        placeholder={hint ?? ''}
        disabled={disabled}
        data-place={`${String(place.down)}/${String(place.right)}`}
        onChange={(event) => onText(event.target.value)}
        onPaste={onPaste}
        onKeyDown={(event) => walk(event, place)}
      />
      {share ? (
        <span className="quiet num" style={{ display: 'block' }}>
          {t(`share.${kind}`, { places: share.placesMax ?? 0 })}
        </span>
      ) : null}
    </>
  )
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  Enter: [1, 0],
  ArrowUp: [-1, 0],
}

// Up and down always go on; left and right only where the text ends, so that it can still be edited.
function walk(event: KeyboardEvent<HTMLInputElement>, { down, right }: PlacesProps['place']): void {
  const input = event.currentTarget
  const atStart = event.key === 'ArrowLeft' && input.selectionStart === 0
  const atEnd = event.key === 'ArrowRight' && input.selectionEnd === input.value.length
  const step = steps[event.key] ?? (atStart ? [0, -1] : atEnd ? [0, 1] : undefined)
  if (!step) return
  const place = `${String(down + step[0])}/${String(right + step[1])}`
  const next = input.closest('table')?.querySelector<HTMLInputElement>(`input[data-place="${place}"]`)
  if (!next) return
  event.preventDefault()
  next.focus()
  next.select()
}
