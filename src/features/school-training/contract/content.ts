import { z } from '../../../platform/http/openapi.ts'
import { sessionForms, sessionTiers } from '../tables.ts'

const line = (most: number) => z.string().trim().max(most)
const lineOrNull = (most: number) =>
  line(most)
    .nullable()
    .transform((typed) => (typed === '' ? null : typed))

export const trainingModes = ['school', 'gathered', 'remote'] as const

const SessionDraft = z.object({
  id: z.uuid(),
  title: line(80),
  on: z.iso.date().nullable(),
  centihours: z.int().min(1).max(10_000),
  form: z.enum(sessionForms),
  tier: z.enum(sessionTiers).nullable(),
  speaker: lineOrNull(40),
})

/** What a plan says, as it is saved while it is written: much of it may still be open. */
export const Content = z
  .object({
    title: line(80).min(2),
    goals: line(2_000),
    topic: lineOrNull(120),
    teamId: z.uuid().nullable(),
    category: lineOrNull(40),
    mode: z.enum(trainingModes),
    centihours: z.int().min(0).max(100_000).describe('The most that one person can earn, in hundredths'),
    members: z.array(z.uuid()).max(2_000),
    sessions: z.array(SessionDraft).max(200),
  })
  .refine(({ members }) => new Set(members).size === members.length, { path: ['members'], message: 'named twice' })
  .refine(({ sessions }) => new Set(sessions.map(({ id }) => id)).size === sessions.length, {
    path: ['sessions'],
    message: 'named twice',
  })
  .openapi('SchoolPlanContent')
