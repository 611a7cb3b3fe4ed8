import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { qrPath } from '../../../platform/pdf/qr.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../commands/second-factor.ts'
import {
  beginSecondFactorRoute,
  confirmSecondFactorRoute,
  readSecondFactorRoute,
  removeSecondFactorRoute,
  renewRecoveryCodesRoute,
} from '../contract/second-factor.ts'
import { isFactorRequired } from '../store.ts'
import { countRecoveryCodes, findSecondFactor } from '../store/second-factor.ts'
import { proofRefusals } from './proof.ts'

const factorRefusals = {
  second_factor_exists: { status: 409, title: 'This account has a second factor already.' },
  second_factor_missing: { status: 404, title: 'This account has no second factor; begin to set one up.' },
  second_factor_required: { status: 409, title: 'A role of this account demands a second factor.' },
} as const satisfies Record<
  RefusalOf<typeof beginSecondFactor> | RefusalOf<typeof removeSecondFactor>,
  { status: number; title: string }
>

export const secondFactorRoutes = createApp()
  .openapi(readSecondFactorRoute, async (c) => {
    const { accountId } = c.var.actor
    const shown = await read(c.var.db, async (tx) => ({
      isOn: (await findSecondFactor(tx, accountId))?.confirmedAt != null,
      recoveryCodesLeft: await countRecoveryCodes(tx, accountId),
      isRequired: await isFactorRequired(tx, accountId),
    }))
    return c.json(shown, 200)
  })
  .openapi(beginSecondFactorRoute, async (c) => {
    const begun = await transact(c.var.db, (tx) => beginSecondFactor(tx, c.var.vault, c.var.actor))
    if (!begun.ok) return refuse(c, factorRefusals, begun.error)
    return c.json({ ...begun.value, ...qrPath(begun.value.link) }, 201)
  })
  .openapi(confirmSecondFactorRoute, async (c) => {
    const { code } = c.req.valid('json')
    const tried = await transact(c.var.db, (tx) => confirmSecondFactor(tx, c.var.vault, c.var.actor, code))
    const outcome = tried.ok ? tried.value : tried
    if (!outcome.ok) return refuse(c, { ...factorRefusals, ...proofRefusals }, outcome.error)
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.json({ recoveryCodes: [...outcome.value] }, 201)
  })
  .openapi(renewRecoveryCodesRoute, async (c) => {
    const renewed = await transact(c.var.db, (tx) => renewRecoveryCodes(tx, c.var.vault, c.var.actor))
    if (!renewed.ok) return refuse(c, factorRefusals, renewed.error)
    return c.json({ recoveryCodes: [...renewed.value] }, 201)
  })
  .openapi(removeSecondFactorRoute, async (c) => {
    const removed = await transact(c.var.db, (tx) => removeSecondFactor(tx, c.var.actor))
    if (!removed.ok) return refuse(c, factorRefusals, removed.error)
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.body(null, 204)
  })
