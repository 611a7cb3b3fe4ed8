import { parentPort, workerData } from 'node:worker_threads'
import { readWorkbook } from './workbook.ts'

// One workbook is read in this thread, which then ends: whatever a hostile one costs, it costs only here.
if (workerData instanceof Uint8Array) parentPort?.postMessage(readWorkbook(Buffer.from(workerData.buffer)))
