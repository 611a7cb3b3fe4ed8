import { parentPort, workerData } from 'node:worker_threads'
import { readBytes } from './open.ts'

// One document is read in this thread, which then ends.
if (workerData instanceof Uint8Array) parentPort?.postMessage(await readBytes(Buffer.from(workerData.buffer)))
