import { newId } from '../platform/ids.ts'
import { dayOf, plantList, type Place, type Row } from './matrix-place.ts'

/** Plants a round of two-way selection with one programme and one person who takes part. */
export async function plantRound(
  row: Row,
  { bureau, school, provider, secret, personId, accounts }: Place,
  at: string,
) {
  const [matchingRoundId, roundProgrammeId, scoreListId] = [newId(), newId(), newId()]
  const day = dayOf(at)
  const kinds = { level: 'county', kind: 'topic', admission: 'selection', modes: ['blended'], months: [], audience: {} }
  const plain = {
    approximate: false,
    whole_roster: false,
    year_round: false,
    certificate: false,
    centihours: 800,
    version: 1,
  }
  const who = { organisation_id: bureau, provider_id: provider, year: 2026, title: '双向选择示例' }
  await row('programme', {
    ...{ id: roundProgrammeId, ...who, ...kinds, ...plain, state: 'enrolling', places_max: 5, created_at: at },
    ...{ starts_on: day, ends_on: day, justification: '工作室换届', scheme: '跟岗', approved_at: at },
  })
  const instant = (days: number) => new Date(new Date(at).getTime() + days * 86_400_000).toISOString()
  const dates = {
    opens_at: instant(-4),
    ranking_closes_at: instant(-3),
    adjusting_closes_at: instant(-2),
    scoring_closes_at: instant(2),
  }
  const made = { created_by: accounts[0], created_by_name: '局干部', created_at: at, published_at: at }
  const sealed = { seed_sealed: secret, salt_sealed: secret, commitment: '0'.repeat(64) }
  const round = { title: '名师工作室双向选择', state: 'published', choices_max: 3 }
  await row('matching_round', { id: matchingRoundId, organisation_id: bureau, ...round, ...dates, ...sealed, ...made })
  const block = { id: 'all', title: '全部名额', places: 5, only: null, first: null, schoolMost: 2, ruralLeast: 1 }
  const criteria = [{ id: 'overall', title: '综合', weight: 100, max: 100 }]
  const there = { round_id: matchingRoundId, programme_id: roundProgrammeId }
  await row('matching_round_programme', { ...there, position: 0, blocks: [block], criteria, is_blind: false })
  const taking = {
    person_id: personId,
    school_id: school,
    code: 'ABCDEFGHJKLM',
    choices: [roundProgrammeId],
    ranked_at: at,
  }
  await row('matching_applicant', { round_id: matchingRoundId, ...taking })
  const about = `${matchingRoundId} ${roundProgrammeId}`
  await plantList(row, { id: scoreListId, kind: 'round_scores', about, organisation_id: bureau }, accounts, at)
  return { scoreListId, matchingRoundId, roundProgrammeId, ownRoundId: matchingRoundId, applicantId: personId }
}
