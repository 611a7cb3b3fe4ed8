import type { Readable } from 'node:stream'

/**
 * A stream as the body of an answer: read as fast as it is taken, and ended when whoever asked goes away in the middle.
 * (The conversion that Node brings throws where nobody hears it when a chunk arrives after that.)
 */
export function streamed(content: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = content[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await chunks.return?.()
    },
  })
}
