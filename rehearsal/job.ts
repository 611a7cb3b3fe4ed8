import { z } from 'zod'
import type { Parts } from '../src/app/application.ts'
import { err, ok } from '../src/lib/result.ts'
import { defineJob, handle, type JobHandler } from '../src/platform/jobs/queue.ts'
import { drawCounty } from './draw.ts'
import { live } from './life.ts'
import { stepsOf } from './steps.ts'

/** Lives through the years of a county that was founded. */
export const rehearsalHistory = defineJob(
  'rehearsal.history',
  z.object({ seed: z.int(), size: z.int(), date: z.iso.date() }),
)

/** The background work of a rehearsal. It may be stopped and tried again: it goes on where it was. */
export function rehearsalHandlers({ files, vault }: Pick<Parts, 'files' | 'vault'>): readonly JobHandler[] {
  return [
    handle(rehearsalHistory, async (options, tools) => {
      const county = drawCounty(options)
      if (county.tenantId !== tools.db.context.tenantId) return err('county_differs')
      const steps = stepsOf(county)
      const ended = await live(tools.db, { county, vault, files }, steps, {
        cancelled: () => tools.cancelled(),
        progress: (done, total) => tools.progress(Math.round(done), Math.round(total)),
      })
      return ended === 'lived' ? ok({ steps: steps.length }) : err('cancelled')
    }),
  ]
}
