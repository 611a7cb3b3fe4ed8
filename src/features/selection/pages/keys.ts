import type { KeyboardEvent } from 'react'

/** Enter and the arrows go to the same field of another row, as in a spreadsheet. */
export function downOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const field = event.target
  const isBack = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey)
  const moves = event.key === 'Enter' || event.key === 'ArrowUp' || event.key === 'ArrowDown'
  if (!moves || !(field instanceof HTMLInputElement)) return
  event.preventDefault()
  const column = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[name="${field.name}"]`)]
  column[column.indexOf(field) + (isBack ? -1 : 1)]?.focus()
}
