import { err, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { isSurveyed, loadSurveySetting, needsLack } from '../../surveys/public.ts'
import { publishProgramme } from '../commands.ts'
import { findProgramme } from '../store.ts'

type Published = Awaited<ReturnType<typeof publishProgramme>>

/** Publishes an approved programme, where the bureau does not ask for a survey of needs first that nobody has answered yet. */
export async function publishSurveyed(
  tx: Tx,
  id: string,
  scope: readonly string[],
): Promise<Published | Result<never, 'needs_survey_missing'>> {
  const programme = await findProgramme(tx, id)
  if (programme?.state === 'approved') {
    const { needs } = await loadSurveySetting(tx)
    if (needsLack(needs, await isSurveyed(tx, id)) === 'block') return err('needs_survey_missing')
  }
  return publishProgramme(tx, id, scope)
}
