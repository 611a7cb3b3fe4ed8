import type { Typesetter } from './typeset.ts'

const red = '#c4161c'

/** Draws a round red seal: the organisation's name around a star, what the seal is for below it. */
export function drawSeal(
  doc: PDFKit.PDFDocument,
  set: Typesetter,
  seal: {
    readonly x: number
    readonly y: number
    readonly radius: number
    readonly around: string
    readonly below: string
  },
): void {
  const { x, y, radius } = seal
  doc.save().opacity(0.88)
  doc
    .lineWidth(radius * 0.05)
    .strokeColor(red)
    .circle(x, y, radius)
    .stroke()
  doc.path(star(x, y - radius * 0.02, radius * 0.29)).fill(red)

  const characters = [...seal.around]
  // A long name closes three quarters of the circle; a short one keeps its characters near each other.
  const sweep = Math.min(270, 24 * (characters.length - 1))
  const step = characters.length > 1 ? sweep / (characters.length - 1) : 0
  const size = Math.min(radius * 0.25, ((Math.PI * radius * 0.74) / 180) * (step || 24) * 0.96)
  for (const [place, character] of characters.entries()) {
    doc.save().rotate(place * step - sweep / 2, { origin: [x, y] })
    set.line(character, x, y - radius * 0.7, { size, weight: 'bold', color: red }, 'center')
    doc.restore()
  }
  set.line(seal.below, x, y + radius * 0.54, { size: radius * 0.16, weight: 'bold', color: red }, 'center')
  doc.restore()
}

function star(x: number, y: number, radius: number): string {
  const inner = radius * 0.382
  const points = Array.from({ length: 10 }, (_, place) => {
    const angle = (place * Math.PI) / 5 - Math.PI / 2
    const reach = place % 2 === 0 ? radius : inner
    return `${(x + reach * Math.cos(angle)).toFixed(3)} ${(y + reach * Math.sin(angle)).toFixed(3)}`
  })
  return `M ${points.join(' L ')} Z`
}
