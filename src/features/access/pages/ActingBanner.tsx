import { ActionButton } from '../../../ui/button.tsx'
import { ActingLines } from './ActingLines.tsx'

/** The lines about standing in, above every page of the console. */
export function ActingBanner() {
  return (
    <ActingLines
      button={({ label, pending, onPress }) => (
        <ActionButton kind="quiet" pending={pending} onClick={onPress}>
          {label}
        </ActionButton>
      )}
    />
  )
}
