/** A QR code that the server drew, with the quiet zone that scanners need. */
export function SecretPath({ size, path, label }: { size: number; path: string; label: string }) {
  return (
    <svg
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ width: 200, maxWidth: '100%', height: 'auto', display: 'block', background: 'var(--surface)' }}
    >
      <path d={path} fill="var(--ink)" />
    </svg>
  )
}
