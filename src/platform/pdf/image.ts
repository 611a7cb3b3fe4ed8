import { crc32, inflateSync } from 'node:zlib'

const widest = 2000

/**
 * Whether an uploaded seal or signature can be drawn on paper: a whole PNG (not interlaced) or JPEG of no more than
 * 2000 pixels a side. Looked at before pdfkit sees it, because there a broken image fails outside every promise.
 */
export function isDrawableImage(image: Buffer): boolean {
  try {
    return image.toString('latin1', 1, 4) === 'PNG' ? isWholePng(image) : isWholeJpeg(image)
  } catch {
    // An image that ends in the middle of what it announces is the finding, not a failure.
    return false
  }
}

function fits(width: number, height: number): boolean {
  return width > 0 && height > 0 && width <= widest && height <= widest
}

const channels = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
])

function isWholePng(image: Buffer): boolean {
  const [width, height] = [image.readUInt32BE(16), image.readUInt32BE(20)]
  const samples = channels.get(image.readUInt8(25))
  const isInterlaced = image.readUInt8(28) !== 0
  if (!fits(width, height) || samples === undefined || isInterlaced) return false
  const length = (Math.ceil((width * samples * image.readUInt8(24)) / 8) + 1) * height
  const packed: Buffer[] = []
  for (let at = 8; ;) {
    const size = image.readUInt32BE(at)
    const body = image.subarray(at + 4, at + 8 + size)
    if (crc32(body) !== image.readUInt32BE(at + 8 + size)) return false
    const name = body.toString('latin1', 0, 4)
    if (name === 'IDAT') packed.push(body.subarray(4))
    if (name === 'IEND') return inflateSync(Buffer.concat(packed), { maxOutputLength: length }).length === length
    at += 12 + size
  }
}

function isWholeJpeg(image: Buffer): boolean {
  if (image.readUInt16BE(0) !== 0xffd8 || image.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) return false
  for (let at = 2; ;) {
    const marker = image.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return fits(image.readUInt16BE(at + 7), image.readUInt16BE(at + 5))
    at += 2 + image.readUInt16BE(at + 2)
  }
}
