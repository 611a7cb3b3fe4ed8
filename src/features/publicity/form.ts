import { z } from '../../platform/http/openapi.ts'

/** What a stranger writes on the public page. */
export const StrangerForm = z.object({
  id: z.uuid(),
  position: z
    .string()
    .regex(/^\d{0,5}$/)
    .transform((text) => (text === '' ? null : Number(text))),
  text: z.string().trim().min(10).max(2000),
  name: z.string().trim().min(2).max(60),
  contact: z.string().trim().min(5).max(120),
})
