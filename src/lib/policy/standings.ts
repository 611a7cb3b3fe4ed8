import { compile, type EarlierRates } from './evaluate.ts'
import type { Standing } from './reckoning.ts'
import type { Bucket, Policy } from './language.ts'
import type { Moment, Subject } from './who.ts'

/** How one person stands under a policy, with every step. For many people compile the policy once instead. */
export function standings(
  policy: Policy,
  subject: Subject,
  buckets: readonly Bucket[],
  moment: Moment,
  earlier: EarlierRates = [],
): readonly Standing[] {
  const totals = {
    years: buckets.map(({ year }) => year),
    classes: buckets.map((_, place) => place),
    centihours: buckets.map(({ centihours }) => centihours),
  }
  return compile(policy, buckets, earlier).stand(subject, totals, moment, true)
}
