import type { Translate } from '../../ui/words.ts'
import type { FailedRule } from './contract.ts'
import type { words } from './words.ts'

type Say = Translate<typeof words>
// Those of the audience and the time need nothing to complete them.
const plain = [
  'outside_owner',
  'not_in_post',
  'stage_differs',
  'subject_differs',
  'post_differs',
  'title_differs',
  'talent_level_differs',
  'setting_differs',
  'organisation_differs',
  'years_differ',
  'enrolment_not_open',
  'enrolment_not_yet',
  'enrolment_closed',
] as const

/** A failed rule as a sentence with its parameters. */
export function sayRule(say: Say, { code, params }: FailedRule): string {
  const text = (name: string) => String(params[name] ?? '')
  switch (code) {
    case 'previous_stage_missing':
      return say('rule.previous_stage_missing', { series: text('series'), stage: text('stage') })
    case 'prerequisite_missing':
      return say('rule.prerequisite_missing', { title: text('title') })
    case 'cycle_limit_reached':
      return say('rule.cycle_limit_reached', {
        ...{ from: text('from'), to: text('to'), most: text('most'), count: text('count') },
      })
    case 'taken_before':
      return say('rule.taken_before', { title: text('title'), year: text('year') })
    case 'integrity_ban':
      return say('rule.integrity_ban', { title: text('title'), until: text('until') })
    case 'restricted':
      return say('rule.restricted', { contact: text('contact') })
    case 'time_clash':
      return `${say('rule.time_clash', { title: text('title'), from: text('from'), to: text('to') })}${sayTimes(say, params)}`
    default: {
      const known = plain.find((each) => each === code)
      return known ? say(`rule.${known}`) : code
    }
  }
}

/** What is worth knowing before joining, as a sentence. */
export function sayWarning(say: Say, { code, params }: FailedRule): string {
  const text = (name: string) => String(params[name] ?? '')
  return code === 'hours_full'
    ? say('warn.hours_full')
    : `${say('warn.time_clash', { title: text('title'), from: text('from'), to: text('to') })}${sayTimes(say, params)}`
}

// The sittings that meet, where classes have any.
function sayTimes(say: Say, { own, ownAt, their, theirAt }: FailedRule['params']): string {
  if (own !== undefined && their !== undefined) {
    return say('clash.both', {
      ...{ own: String(own), ownAt: String(ownAt), their: String(their), theirAt: String(theirAt) },
    })
  }
  if (own !== undefined) return say('clash.own', { title: String(own), at: String(ownAt) })
  return their === undefined ? '' : say('clash.their', { title: String(their), at: String(theirAt) })
}
