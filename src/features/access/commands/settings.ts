import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findBureau } from '../../organisations/public.ts'
import { splitRefusal } from '../core/grants.ts'
import { listThree, loadSettings, saveSettings, type Settings } from '../store/settings.ts'

/** Changes how rights are handled over the whole region. Whoever may must hold their role over all of it. */
export async function changeSettings(
  tx: Tx,
  settings: Settings,
  scope: readonly string[],
): Promise<Result<Settings, 'settings_of_the_region' | 'split_without_all_three' | 'split_by_security_admin'>> {
  const bureau = await findBureau(tx)
  if (!bureau || !(await covers(tx, scope, [bureau.id]))) return err('settings_of_the_region')
  const before = await loadSettings(tx)
  const refusal = splitRefusal({
    was: before.administratorsSplit,
    willBe: settings.administratorsSplit,
    isSecurityAdmin: tx.context.actor?.grants.some(({ role }) => role === 'security_admin') ?? false,
    holders: await listThree(tx, bureau.id),
  })
  if (refusal) return err(refusal)
  await saveSettings(tx, settings)
  note(tx, {
    act: 'access.settings_changed',
    object: { kind: 'tenant', id: tx.context.tenantId },
    before,
    after: settings,
  })
  return ok(settings)
}
