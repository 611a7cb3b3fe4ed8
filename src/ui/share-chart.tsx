import { useRef } from 'react'
import { ActionButton } from './button.tsx'
import { ProgressBar } from './figures.tsx'

export type ShareItem = { readonly id: string; readonly label: string; readonly share: number; readonly text: string }

type ShareChartProps = {
  readonly label: string
  /** What the button that saves the picture is called. */
  readonly save: string
  readonly items: readonly ShareItem[]
}

const sheet = { width: 880, left: 340, right: 140, line: 34, top: 36 }
const room = sheet.width - sheet.left - sheet.right

// A picture that was saved knows none of the page's colours: each is written out as it is now.
function saveDrawing(drawing: SVGSVGElement | null, name: string): void {
  if (!drawing) return
  const style = getComputedStyle(drawing)
  const text = new XMLSerializer()
    .serializeToString(drawing)
    .replaceAll(/var\((--[\w-]+)\)/g, (_, colour: string) => style.getPropertyValue(colour).trim())
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  link.download = `${name}.svg`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Shares as bars, to be saved as a picture; the same figures stand beside the bars as text. */
export function ShareChart({ label, save, items }: ShareChartProps) {
  const drawing = useRef<SVGSVGElement>(null)
  const height = sheet.top + items.length * sheet.line + 8
  return (
    <div className="stack-tight">
      <div className="table-scroll share-drawing">
        <svg
          ref={drawing}
          xmlns="http://www.w3.org/2000/svg"
          viewBox={`0 0 ${sheet.width} ${height}`}
          width={sheet.width}
          height={height}
          role="img"
          aria-label={`${label}: ${items.map((item) => `${item.label} ${item.text}`).join('; ')}`}
          fontFamily="sans-serif"
          fontSize="14"
        >
          <text x="0" y="20" fontWeight="600" fill="var(--ink)">
            {label}
          </text>
          {items.map((item, place) => {
            const y = sheet.top + place * sheet.line
            return (
              <g key={item.id}>
                <text x="0" y={y + 17} fill="var(--ink)">
                  {item.label.length > 24 ? `${item.label.slice(0, 23)}…` : item.label}
                </text>
                <rect x={sheet.left} y={y + 4} width={room} height="16" rx="3" fill="var(--hairline)" />
                <rect
                  x={sheet.left}
                  y={y + 4}
                  width={Math.max(0, Math.min(1, item.share)) * room}
                  height="16"
                  rx="3"
                  fill="var(--bamboo)"
                />
                <text x={sheet.left + room + 10} y={y + 17} fill="var(--ink-2)">
                  {item.text}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      <ul className="share-lines">
        {items.map(({ id, label: name, share, text }) => (
          <li key={id}>
            {name}
            <ProgressBar label={name} value={share} max={1} text={text} />
          </li>
        ))}
      </ul>
      <div className="cluster">
        <ActionButton icon="download" onClick={() => saveDrawing(drawing.current, label)}>
          {save}
        </ActionButton>
      </div>
    </div>
  )
}
