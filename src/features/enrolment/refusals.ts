import type { RefusalOf } from '../../lib/result.ts'
import type { apply } from './commands/apply.ts'
import type { decideOne } from './commands/decide.ts'
import type { setPlaces } from './commands/places.ts'
import type { substitute } from './commands/substituting.ts'

/** How an application is refused. */
export const applyRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  person_not_found: { status: 404, title: 'You are not on the roster.' },
  id_reused: { status: 409, title: 'This id already names a different application.' },
  already_applied: { status: 409, title: 'You have already applied.' },
  programme_full: { status: 409, title: 'All places are taken.' },
  quota_full: { status: 409, title: 'The places for people like you are taken.' },
  quota_outside: { status: 422, title: 'No place of this programme is for people like you.' },
  already_waiting: { status: 409, title: 'You are in the waiting list already.' },
  offer_over: { status: 409, title: 'The time of this offer is over.' },
  declined_before: { status: 422, title: 'Your application was declined.' },
  dismissed_before: { status: 422, title: 'Your part in this programme was ended.' },
  outside_owner: { status: 422, title: 'This programme is for another part of the region.' },
  enrolment_not_open: { status: 422, title: 'Nobody can apply to this programme.' },
  enrolment_not_yet: { status: 422, title: 'Applications are not open yet.' },
  enrolment_closed: { status: 422, title: 'Applications are closed.' },
  not_in_post: { status: 422, title: 'This programme is for people in post.' },
  stage_differs: { status: 422, title: 'This programme is for another school stage.' },
  subject_differs: { status: 422, title: 'This programme is for another subject.' },
  post_differs: { status: 422, title: 'This programme is for people in another post.' },
  title_differs: { status: 422, title: 'This programme is for another title.' },
  talent_level_differs: { status: 422, title: 'This programme is for another talent level.' },
  setting_differs: { status: 422, title: 'This programme is for schools of another setting.' },
  years_differ: { status: 422, title: 'This programme is for other years of teaching.' },
  organisation_differs: { status: 422, title: 'This programme is for other schools.' },
  previous_stage_missing: { status: 422, title: 'The stage before this one comes first.' },
  prerequisite_missing: { status: 422, title: 'Another programme comes first.' },
  cycle_limit_reached: { status: 422, title: 'Programmes of this level were taken as often as a cycle allows.' },
  taken_before: { status: 422, title: 'You passed this before.' },
  integrity_ban: { status: 422, title: 'You are barred from such programmes for a time.' },
  restricted: { status: 422, title: 'A restriction stands.' },
  time_clash: { status: 422, title: 'You have a place in another programme on these days.' },
} as const satisfies Record<RefusalOf<typeof apply>, { status: number; title: string }>

/** How somebody is refused whom a ban or a restriction keeps away by now. */
export const barRefusals = {
  integrity_ban: { status: 422, title: 'They are barred from such programmes for a time.' },
  restricted: { status: 422, title: 'A restriction stands.' },
} as const

/** How a decision is refused. */
export const decideRefusals = {
  ...barRefusals,
  enrolment_not_found: { status: 404, title: 'There is no such application in your part of the region.' },
  not_vouched_yet: { status: 409, title: 'The school has not vouched for this application yet.' },
  already_decided: { status: 409, title: 'This application was decided already.' },
  programme_full: { status: 409, title: 'All places are taken.' },
  quota_full: { status: 409, title: 'The places for people like them are taken.' },
  quota_outside: { status: 422, title: 'No place of this programme is for people like them.' },
  own_enrolment: { status: 403, title: 'Somebody else must decide on your own application.' },
  reason_missing: { status: 422, title: 'Say why.' },
  programme_over: { status: 422, title: 'The programme is over.' },
  programme_running: { status: 422, title: 'The programme has begun; ask its class lead.' },
} as const satisfies Record<RefusalOf<typeof decideOne>, { status: number; title: string }>

/** How a change of places is refused. */
export const placesRefusals = {
  programme_not_found: applyRefusals.programme_not_found,
  programme_over: decideRefusals.programme_over,
  places_held: { status: 422, title: 'More places than that are held already.' },
} as const satisfies Record<RefusalOf<typeof setPlaces>, { status: number; title: string }>

/** How a substitution is refused. */
export const substituteRefusals = {
  ...applyRefusals,
  enrolment_not_found: decideRefusals.enrolment_not_found,
  own_enrolment: decideRefusals.own_enrolment,
  programme_over: decideRefusals.programme_over,
  not_admitted_yet: { status: 409, title: 'Only somebody who was admitted can be substituted.' },
} as const satisfies Record<RefusalOf<typeof substitute>, { status: number; title: string }>
