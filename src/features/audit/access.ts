import { held } from '../../lib/access.ts'

/** Who may search the audit trail of the whole bureau. With the three administrators apart, the auditor alone. */
export const mayReadTrail = held('auditor', 'system_admin')
