import { held } from '../../lib/access.ts'

/** Who may search the audit trail of the whole bureau. */
export const mayReadTrail = held('auditor', 'system_admin')
