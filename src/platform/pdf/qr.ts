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
