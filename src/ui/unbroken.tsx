import type { ReactNode } from 'react'
import { splitAtDates } from '../lib/dates.ts'

/** The same text with every date in one piece; whatever is no text stays as it is. */
export function unbroken(shown: ReactNode): ReactNode {
  if (typeof shown !== 'string') return shown
  const pieces = splitAtDates(shown)
  if (pieces.length === 1) return shown
  const parts = pieces.map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="unbroken">
        {part}
      </span>
    ),
  )
  // One thing, as the text was: where things stand side by side, its parts would be pushed apart.
  return <span>{parts}</span>
}
