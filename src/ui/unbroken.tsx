import type { ReactNode } from 'react'

// A day, a month, the end of a range without its year, hours of a day: browsers break all of them at their hyphens.
const dates = /(\d{4}-\d{2}(?:-\d{2})?|(?<![\d-])\d{2}-\d{2}(?![\d-])|\d{2}:\d{2}–\d{2}:\d{2})/

/** The same text with every date in one piece; whatever is no text stays as it is. */
export function unbroken(shown: ReactNode): ReactNode {
  if (typeof shown !== 'string' || !dates.test(shown)) return shown
  const parts = shown.split(dates).map((part, index) =>
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
