import { createHash } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { isDrawableImage } from './image.ts'

/** What pdfkit makes of an image: it writes itself into a document as objects that refer to each other. */
type Drawable = {
  width: number
  height: number
  orientation?: number
  label: string
  obj: unknown
  embed: (document: Writer) => void
}
type Part = { data: Record<string, unknown>; end: (body?: Uint8Array) => void }
type Writer = { ref: (data?: Record<string, unknown>) => Part }

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- pdfkit's types are a namespace; this adds what its types forgot
  namespace PDFKit.Mixins {
    interface PDFImage {
      openImage(src: Buffer): Drawable
      image(opened: Drawable, x: number, y: number, options?: ImageOption): this
    }
  }
}

/** An image unpacked once; `open` gives it to one document. */
export type PreparedImage = { readonly open: () => Drawable }

class RecordedPart implements Part {
  data: Record<string, unknown>
  body: Uint8Array | undefined
  readonly ended: Promise<void>
  end: (body?: Uint8Array) => void = () => undefined
  constructor(data: Record<string, unknown>) {
    this.data = data
    this.ended = new Promise((resolve) => {
      this.end = (body) => {
        this.body = body
        resolve()
      }
    })
  }
}

const kept = new Map<string, Promise<PreparedImage>>()
const mostKept = 16

/** Unpacks a PNG or JPEG for drawing. A seal stands on thousands of certificates: separating its transparency takes longer than the rest of the page, so the last few images are kept. */
export function prepareImage(image: Buffer): Promise<PreparedImage> {
  const label = `I${createHash('sha256').update(image).digest('hex').slice(0, 24)}`
  const known = kept.get(label)
  if (known) return known
  const prepared = record(image, label)
  const [oldest] = kept.keys()
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(label, prepared)
  // A broken image is refused each time it comes, never remembered.
  prepared.catch(() => kept.delete(label))
  return prepared
}

/** Lets pdfkit write the image into a document that only remembers what was written. */
async function record(image: Buffer, label: string): Promise<PreparedImage> {
  if (!isDrawableImage(image)) throw new Error('An image that cannot be drawn')
  const opened = new PDFDocument({ autoFirstPage: false }).openImage(image)
  const parts: RecordedPart[] = []
  const writer: Writer = {
    ref: (data = {}) => {
      const part = new RecordedPart(data)
      parts.push(part)
      return part
    },
  }
  opened.embed(writer)
  const [root] = parts
  if (!root) throw new Error('An image that writes nothing')
  await root.ended
  const { width, height, orientation } = opened
  return {
    open: () => ({
      width,
      height,
      ...(orientation === undefined ? {} : { orientation }),
      label,
      obj: null,
      embed(document) {
        this.obj = replay(root, document)
      },
    }),
  }
}

function replay(part: RecordedPart, document: Writer): Part {
  const copy = (value: unknown): unknown => {
    if (value instanceof RecordedPart) return replay(value, document)
    return Array.isArray(value) ? value.map(copy) : value
  }
  const made = document.ref(Object.fromEntries(Object.entries(part.data).map(([key, value]) => [key, copy(value)])))
  made.end(part.body)
  return made
}
