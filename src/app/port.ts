import { createServer } from 'node:net'
import { codeOf } from '../platform/disk.ts'
import type { StartRefusal } from '../platform/start/refusals.ts'

/** What a failure to listen means, for whoever chose the port. */
export function portRefusal(failure: unknown, host: string, port: number): StartRefusal | undefined {
  const code = codeOf(failure)
  if (code === 'EADDRINUSE') return { code: 'port_taken', host, port }
  if (code === 'EACCES' || code === 'EPERM') return { code: 'port_forbidden', host, port }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'host_unknown', host }
  return undefined
}

/** Looks whether the port can be had, before anything is started for its sake. */
export async function whyNoPort(host: string, port: number): Promise<StartRefusal | undefined> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, resolve)
    })
    return undefined
  } catch (failure) {
    return portRefusal(failure, host, port)
  } finally {
    server.close()
  }
}
