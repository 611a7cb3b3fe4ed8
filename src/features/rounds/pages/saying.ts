import { joinNames, joinStatements } from '../../../ui/format.ts'
import type { Translate } from '../../../ui/words.ts'
import type { SaidBound } from '../contract/board.ts'
import type { Loosened } from '../contract/loosening.ts'
import type { Bounds } from '../core/loosening.ts'
import type { RoundLimit } from '../core/method.ts'
import type { RoundBlock } from '../core/rules.ts'
import type { words } from '../words.ts'

type T = Translate<typeof words>
/** What a code is called: `useCodes` of the roster. */
type SayCode = (kind: 'subject' | 'stage', code: string) => string

/** Whom a tag of places is about: rural teachers, those of a subject, those of a stage. */
export function sayTag(t: T, say: SayCode, tag: string): string {
  const [kind = '', value = ''] = tag.split(':')
  if (kind === 'subject') return t('tag.subject', { subject: say('subject', value) })
  return kind === 'stage' ? t('tag.stage', { stage: say('stage', value) }) : t('tag.rural')
}

/** A limit of a round as its rules say it: where, whom, how many. */
export function sayLimit(t: T, say: SayCode, limit: RoundLimit, titles: ReadonlyMap<string, string>): string {
  const { of, is, programmeId, atLeast, atMost, leastShare, mostShare } = limit
  const where = programmeId === null ? t('limit.round') : (titles.get(programmeId) ?? '')
  const who = is !== null && (of === 'subject' || of === 'stage') ? sayCode(t, say, of, is) : t(`fact.${of}`)
  return joinStatements([
    ...(atLeast === null ? [] : [withShare(t, t('bound.least', { where, who, number: atLeast }), leastShare)]),
    ...(atMost === null ? [] : [withShare(t, t('bound.most', { where, who, number: atMost }), mostShare)]),
  ])
}

/** A number as it is said, with the share that it was reckoned from. */
export const withShare = (t: T, said: string, share: number | null | undefined): string =>
  (share ?? null) === null ? said : t('share.of', { said, share: share ?? 0 })

/** One kind of places as the rules of a round say it: how many, whom they are for, and what holds within it. */
export function sayBlock(t: T, say: SayCode, block: RoundBlock): string {
  return [
    withShare(t, `${block.title} ${String(block.places)}`, block.placesShare),
    block.only === null ? '' : `${t('only')} ${sayTag(t, say, block.only)}`,
    block.first === null ? '' : `${t('first')} ${sayTag(t, say, block.first)}`,
    block.schoolMost === null ? '' : t('schoolCap', { count: block.schoolMost }),
    block.ruralLeast === null ? '' : withShare(t, t('ruralLeast', { count: block.ruralLeast }), block.ruralShare),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** How few and how many, or that nothing is asked. */
export function sayBounds(t: T, { atLeast, atMost }: Bounds): string {
  const said = [
    ...((atLeast ?? 0) === 0 ? [] : [t('bounds.least', { number: atLeast ?? 0 })]),
    ...(atMost === null ? [] : [t('bounds.most', { number: atMost })]),
  ]
  return said.length === 0 ? t('bounds.none') : joinNames(said)
}

/** Whom a limit counts, and where. */
export function sayWhere(
  t: T,
  say: SayCode,
  { of, is }: Pick<RoundLimit, 'of' | 'is'>,
  where: readonly (string | null)[],
): string {
  const place = where.filter((each) => each !== null).join(' · ')
  const who = is !== null && (of === 'subject' || of === 'stage') ? sayCode(t, say, of, is) : t(`fact.${of}`)
  return t('loosen.one', { where: place === '' ? t('limit.round') : place, who })
}

/** A limit that was loosened: from what to what. */
export function sayLoosened(t: T, say: SayCode, change: Loosened['changes'][number]): string {
  return t('loosened.change', {
    what: sayWhere(t, say, change, [change.programmeTitle, change.blockTitle]),
    before: sayBounds(t, change.before),
    after: sayBounds(t, change.after),
  })
}

/** A limit that decided, or that is in conflict, with the group it is about. */
export function sayBound(t: T, say: SayCode, bound: SaidBound): string {
  const { kind, programmeTitle, blockTitle, number, there } = bound
  const where = programmeTitle === null ? t('limit.round') : [programmeTitle, blockTitle].filter(Boolean).join(' · ')
  const said = t(`bound.${kind}`, { where, who: whoOf(t, say, bound), number })
  return there === null || kind !== 'least' ? said : said + t('bound.there', { there })
}

function whoOf(t: T, say: SayCode, { fact, group }: SaidBound): string {
  if (fact === null) return t('who.everybody')
  if (group === null) return t(`fact.${fact}`)
  return fact === 'subject' || fact === 'stage' ? sayCode(t, say, fact, group) : t('who.group', { name: group })
}

function sayCode(t: T, say: SayCode, kind: 'subject' | 'stage', code: string): string {
  return kind === 'subject'
    ? t('who.subject', { subject: say('subject', code) })
    : t('who.stage', { stage: say('stage', code) })
}
