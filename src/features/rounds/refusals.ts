import type { RefusalOf } from '../../lib/result.ts'
import type { loosenLimits } from './commands/loosening.ts'
import type { DecideRefusal, Unadmitted } from './commands/results.ts'
import type {
  beginRound,
  cancelRound,
  changeRound,
  LimitFlaw,
  publishRound,
  PublishFlaw,
  recallRound,
} from './commands/rounds.ts'
import type { askRun, keepRun, pin, unpin } from './commands/running.ts'
import type { beginSecond } from './commands/second-round.ts'
import type { settleRound } from './commands/settling.ts'
import type { showRound, takeBackRound } from './commands/showing.ts'

/* What a command of rounds is answered with when it refuses: status and sentence. */

type Answer = { status: 404 | 409 | 422; title: string }

export const roundNotFound = {
  round_not_found: { status: 404, title: 'There is no such round in your part of the tree.' },
} as const
const published = { status: 409, title: 'A published round stays as it is.' } as const
const over = { status: 409, title: 'This round is confirmed or cancelled.' } as const
const shown = { status: 409, title: 'What this round places is on public notice; take it back first.' } as const
const reused = { status: 409, title: 'This id already names something else.' } as const
const repeated = { status: 422, title: 'A programme stands in the round twice.' } as const

const crossing = { status: 422, title: 'Limits cross, or reach over several kinds of places.' } as const
const outdated = { status: 409, title: 'Something was changed since it was reckoned.' } as const

const draftRefusals = {
  dates_out_of_order: { status: 422, title: 'The dates of a round follow one another.' },
  programme_not_found: {
    status: 422,
    title: 'A programme is not published, not chosen by selection, or not of this bureau.',
  },
  programme_in_other_round: { status: 409, title: 'A programme stands in another round under way.' },
  programme_repeated: repeated,
} as const

export const beginRefusals = {
  ...draftRefusals,
  bureau_not_found: { status: 404, title: 'There is no such bureau in your part of the tree.' },
  id_reused: reused,
} as const satisfies Record<RefusalOf<typeof beginRound>, Answer>

export const changeRefusals = {
  ...draftRefusals,
  ...roundNotFound,
  round_published: published,
} as const satisfies Record<RefusalOf<typeof changeRound>, Answer>

export const publishRefusals = {
  ...roundNotFound,
  round_published: published,
  ranking_over_already: { status: 422, title: 'The day on which ranking closes has passed.' },
  round_without_programmes: { status: 422, title: 'A round has programmes.' },
  programme_repeated: repeated,
  block_repeated: { status: 422, title: 'Two kinds of places bear the same id.' },
  places_missing: { status: 422, title: 'A programme has no places.' },
  places_beyond_programme: { status: 422, title: 'The round gives more places than the programme has left.' },
  quotas_beside_kinds: {
    status: 422,
    title: 'Quotas share the places out: the programme has one kind of places here.',
  },
  places_below_quotas: { status: 422, title: 'The round gives fewer places than the quotas keep.' },
  quotas_cross: { status: 422, title: 'The quotas cross one another: the matching cannot keep them.' },
  least_above_places: { status: 422, title: 'More is reserved than there are places.' },
  weights_not_hundred: { status: 422, title: 'The weights of the criteria make a hundred.' },
  criterion_repeated: { status: 422, title: 'Two criteria bear the same id.' },
  limits_cross: crossing,
  share_unsized: { status: 422, title: 'Places are a share of those of the programme, which have no number.' },
  limit_incomplete: { status: 422, title: 'A limit of the round says neither a least nor a most, or names no group.' },
  least_above_most: { status: 422, title: 'A limit of the round asks for more than it allows.' },
  programme_not_in_round: { status: 422, title: 'A limit names a programme that is not in the round.' },
} as const satisfies Record<
  Exclude<RefusalOf<typeof publishRound>, PublishFlaw | LimitFlaw> | PublishFlaw['code'] | LimitFlaw['code'],
  Answer
>

export const recallRefusals = {
  ...roundNotFound,
  round_not_published: { status: 409, title: 'This round is not published.' },
  somebody_ranked: { status: 409, title: 'Somebody has ranked already.' },
} as const satisfies Record<RefusalOf<typeof recallRound>, Answer>

export const cancelRefusals = { ...roundNotFound, round_over: over, round_shown: shown } as const satisfies Record<
  RefusalOf<typeof cancelRound>,
  Answer
>

export const loosenRefusals = {
  ...roundNotFound,
  ...{
    round_over: over,
    round_shown: shown,
    id_reused: reused,
    round_not_published: recallRefusals.round_not_published,
  },
  limit_not_found: { status: 409, title: 'The round has no such limit, or it says something else by now.' },
  limits_tightened: { status: 422, title: 'A limit of a published round can only give.' },
  limits_unchanged: { status: 422, title: 'Nothing would change.' },
} as const satisfies Record<RefusalOf<typeof loosenLimits>, Answer>

const underWay = { status: 409, title: 'Scoring has not closed yet.' } as const
const broken = { status: 422, title: 'The matching cannot be reckoned from what is there.' } as const

export const runRefusals = {
  ...roundNotFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown, id_reused: reused },
  pins_over_places: { status: 422, title: 'More people are placed by hand than there are places of that kind.' },
  limits_cross: crossing,
  ...{ seed_broken: broken, programme_repeated: broken, person_repeated: broken, programme_unknown: broken },
  ...{ choice_repeated: broken, score_outside: broken, places_outside: broken, least_above_most: broken },
  run_outdated: outdated,
  assignment_too_hard: { status: 422, title: 'No outcome was found in the time there is.' },
  rehearsal_under_way: { status: 409, title: 'This round is being reckoned already.' },
} as const satisfies Record<RefusalOf<typeof askRun> | RefusalOf<typeof keepRun>, Answer>

export const pinRefusals = {
  ...roundNotFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  applicant_not_found: { status: 404, title: 'Nobody of this id takes part.' },
  place_not_found: { status: 422, title: 'The programme has no places of this kind.' },
  own_round: { status: 422, title: 'Nobody decides on themselves.' },
} as const satisfies Record<RefusalOf<typeof pin>, Answer>

export const unpinRefusals = {
  ...roundNotFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  override_not_found: { status: 404, title: 'Nothing was decided by hand for this person.' },
} as const satisfies Record<RefusalOf<typeof unpin>, Answer>

export const confirmRefusals = {
  ...roundNotFound,
  ...{ scoring_under_way: underWay, round_over: over, round_shown: shown },
  run_not_found: { status: 409, title: 'This is not the newest reckoning, or not the one that is shown.' },
  run_outdated: outdated,
  scores_missing: { status: 409, title: 'Scores are missing.' },
} as const satisfies Record<DecideRefusal | 'round_not_found', Answer>

export const secondRefusals = {
  ...roundNotFound,
  round_not_confirmed: { status: 409, title: 'The first round is not confirmed.' },
  no_places_left: { status: 409, title: 'No place is left.' },
  id_reused: reused,
} as const satisfies Record<RefusalOf<typeof beginSecond>, Answer>

export const showRefusals = {
  ...confirmRefusals,
  own_round: pinRefusals.own_round,
  nobody_placed: { status: 409, title: 'The round placed nobody.' },
  notice_open_already: { status: 409, title: 'A public notice of this round is open.' },
  notice_tells_number: { status: 422, title: 'The notice holds an ID number or a phone.' },
  notice_too_long: { status: 422, title: 'The notice is too long.' },
} as const satisfies Record<Exclude<RefusalOf<typeof showRound>, Unadmitted>, Answer>

const notShown = { status: 409, title: 'What this round places is not on public notice.' } as const

export const settleRefusals = {
  ...roundNotFound,
  ...{ not_shown: notShown, run_not_found: confirmRefusals.run_not_found, own_round: pinRefusals.own_round },
  notice_not_confirmed: { status: 409, title: 'The public notice is not confirmed yet.' },
  strike_unfounded: { status: 409, title: 'Only whoever cannot be admitted now is struck.' },
  notice_differs: { status: 409, title: 'Somebody who is placed is not named by the public notice.' },
} as const satisfies Record<Exclude<RefusalOf<typeof settleRound>, Unadmitted>, Answer>

export const takeBackRefusals = {
  ...roundNotFound,
  not_shown: notShown,
  notice_not_found: { status: 404, title: 'There is no such notice, or it is not the latest of this round.' },
  notice_not_open: { status: 409, title: 'The public notice is confirmed already.' },
} as const satisfies Record<RefusalOf<typeof takeBackRound>, Answer>

export const selectionRefusals = { ...roundNotFound, round_not_confirmed: secondRefusals.round_not_confirmed } as const
