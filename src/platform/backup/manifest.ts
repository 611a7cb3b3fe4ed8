import { z } from 'zod'

const Sum = z.object({ size: z.int(), sha256: z.string() })

/** What a backup says of itself: what is in it, from which program, and what each part hashes to. */
export const Manifest = z.object({
  format: z.literal(1),
  program: z.string(),
  takenAt: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), sha256: z.string() })),
  tables: z.record(z.string(), Sum.extend({ rows: z.int(), columns: z.array(z.string()) })),
  files: z.record(z.string(), Sum),
  /** Files that the tables name and the folder did not hold. */
  missingFiles: z.array(z.string()),
  keys: Sum.extend({ sealed: z.boolean() }).nullable(),
  keyPrint: z.string().nullable(),
})
export type Manifest = z.infer<typeof Manifest>
