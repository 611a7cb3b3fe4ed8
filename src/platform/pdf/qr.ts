import { create } from 'qrcode'

/** Draws a QR code as one filled path, `side` points wide, its quiet zone not counted. */
export function drawQr(
  doc: PDFKit.PDFDocument,
  text: string,
  box: { readonly x: number; readonly y: number; readonly side: number; readonly color: string },
): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const unit = box.side / modules.size
  for (let row = 0; row < modules.size; row++) {
    for (let from = 0; from < modules.size; from++) {
      let to = from
      // Neighbours are one rectangle: seams between them would show on screen and on paper.
      while (to < modules.size && modules.get(row, to)) to++
      if (to > from) doc.rect(box.x + from * unit, box.y + row * unit, (to - from) * unit, unit)
      from = to
    }
  }
  doc.fill(box.color)
}

/** A QR code as the path of its dark modules in a square of `size` units, its quiet zone not counted: for a page to draw. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const parts: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) parts.push(`M${column} ${row}h1v1h-1z`)
    }
  }
  return { size: modules.size, path: parts.join('') }
}
