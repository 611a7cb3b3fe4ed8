import { z } from '../../../platform/http/openapi.ts'

/** How somebody whom a settled selection left next in order stands. */
export const Reserve = z
  .object({
    state: z.enum(['waiting', 'offered', 'accepted', 'declined', 'expired', 'left']),
    nth: z.int().nullable().describe('Which in order of their part of the quota; null once they were asked'),
    offerUntil: z.string().nullable(),
  })
  .openapi('SelectionReserve')
export type Reserve = z.infer<typeof Reserve>
