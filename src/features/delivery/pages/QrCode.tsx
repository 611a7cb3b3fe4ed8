import { create } from 'qrcode'
import { useMemo } from 'react'

/** A QR code drawn as one path: sharp at any size, on a projector and on paper. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => draw(text), [text])
  // A quiet zone of four modules: scanners need it on a bright screen in a dark hall.
  return (
    <svg
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ width: '100%', height: 'auto', display: 'block', background: 'var(--surface)' }}
    >
      <path d={path} fill="var(--ink)" />
    </svg>
  )
}

function draw(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const parts: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) parts.push(`M${column} ${row}h1v1h-1z`)
    }
  }
  return { path: parts.join(''), size: modules.size }
}
