import { ActingLines } from '../ActingLines.tsx'

/** The lines about standing in, above every screen of the phone. */
export function ActingStrip() {
  return (
    <ActingLines
      button={({ label, pending, onPress }) => (
        <button type="button" disabled={pending} onClick={onPress}>
          {label}
        </button>
      )}
    />
  )
}
