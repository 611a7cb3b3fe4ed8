import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'

const widest = 2000

/** Whether an uploaded seal or signature can be drawn on paper: a whole PNG or JPEG of no more than 2000 pixels a side. */
export async function isDrawableImage(image: Buffer): Promise<boolean> {
  const size = pixelSize(image)
  if (!size || size.width > widest || size.height > widest) return false
  const doc = new PDFDocument()
  const bytes = buffer(doc)
  try {
    doc.image(image, 0, 0)
    doc.end()
    return (await bytes).length > 0
  } catch {
    // What the library cannot read is the finding, not a failure.
    return false
  }
}

/** Reads only the head, so that a small file that claims to be huge is never unpacked. */
function pixelSize(image: Buffer): { width: number; height: number } | undefined {
  if (image.length > 24 && image.toString('latin1', 1, 4) === 'PNG')
    return { width: image.readUInt32BE(16), height: image.readUInt32BE(20) }
  if (image.length < 4 || image.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < image.length;) {
    const marker = image.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: image.readUInt16BE(at + 5), width: image.readUInt16BE(at + 7) }
    at += 2 + image.readUInt16BE(at + 2)
  }
  return undefined
}
