import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { Certificate } from './contract.ts'
import type { certificateRoutes } from './routes.ts'

/** The routes of certificates, and of what brings them: verifying hours and reversing entries. */
export const certificatesApi = client<typeof certificateRoutes>()

/** How a certificate stands, as a tone. */
export const certificateTone = {
  genuine: 'done',
  superseded: 'attention',
  revoked: 'danger',
} as const satisfies Record<Certificate['state'], Tone>

/** Where the PDF of a certificate is. */
export function documentOf(id: string): string {
  return `/api/v1/certificates/${id}/document`
}

/** The public page that verifies a certificate. */
export function verifyPageOf({ number, code }: { number: string; code: string }): string {
  return `/verify/${encodeURIComponent(number)}?c=${code}`
}
