import type { WideLimit } from '../../../lib/matching/bounds.ts'
import { isShared } from '../../../lib/matching/sharing.ts'
import type { MatchPerson } from '../../../lib/matching/rules.ts'

/** How a round decides: by deferred acceptance, or by the best assignment there is under any limits (docs/matching.md). */
export const methods = ['deferred', 'optimal'] as const
export type Method = (typeof methods)[number]

/** What a limit of a round counts people by: each school, each area (what stands above the school), rural teachers, one subject, one stage. */
export const facts = ['school', 'area', 'rural', 'subject', 'stage'] as const
export type Fact = (typeof facts)[number]

/** A limit over all programmes of a round, or over all places of one. */
export type RoundLimit = {
  readonly of: Fact
  /** The code of the subject or stage; null where the fact says all. */
  readonly is: string | null
  readonly programmeId: string | null
  readonly atLeast: number | null
  readonly atMost: number | null
  /** In hundredths of the places that the limit stands over, where the number was reckoned from a share. */
  readonly leastShare?: number | null | undefined
  readonly mostShare?: number | null | undefined
}

export type MethodRefusal = 'limits_cross' | 'limit_incomplete' | 'least_above_most' | 'programme_not_in_round'

/** Why limits cannot be published under a method, and which of them (null: all); undefined when they can. Deferred acceptance takes none over several kinds of places. */
export function methodRefusal(
  method: Method,
  limits: readonly RoundLimit[],
  programmeIds: readonly string[],
): { readonly code: MethodRefusal; readonly at: number | null } | undefined {
  if (method === 'deferred') return limits.length > 0 ? { code: 'limits_cross', at: null } : undefined
  for (const [at, limit] of limits.entries()) {
    const code = limitRefusal(limit, programmeIds)
    if (code) return { code, at }
  }
  return undefined
}

function limitRefusal(
  { of, is, programmeId, atLeast, atMost }: RoundLimit,
  programmeIds: readonly string[],
): MethodRefusal | undefined {
  if ((of === 'subject' || of === 'stage') && (is ?? '') === '') return 'limit_incomplete'
  if ((atLeast ?? 0) === 0 && atMost === null) return 'limit_incomplete'
  if (atLeast !== null && atMost !== null && atLeast > atMost) return 'least_above_most'
  if (programmeId !== null && !programmeIds.includes(programmeId)) return 'programme_not_in_round'
  return undefined
}

/** A limit of a round in the words of the matching. */
export function matchLimit({ of, is, programmeId, atLeast, atMost }: RoundLimit): WideLimit {
  const tag = of === 'rural' ? 'rural' : `${of}:${is ?? ''}`
  return {
    ...(of === 'school' || of === 'area' ? { of } : { of: 'tag', is: tag }),
    ...(programmeId === null ? {} : { programme: programmeId }),
    ...(atLeast === null ? {} : { atLeast }),
    ...(atMost === null ? {} : { atMost }),
  }
}

/** A fact of the matching in the words of a round: which fact, and which group of it (a code, or the id of a school or area). */
export function factOf(
  of: string | null,
  group: string | null,
): { readonly fact: Fact | 'quota' | null; readonly group: string | null } {
  if (of !== null && isShared(group ?? '')) return { fact: 'quota', group: null }
  if (of === 'school' || of === 'area') return { fact: of, group }
  const [kind, value = null] = (group ?? '').split(':')
  if (kind === 'subject' || kind === 'stage') return { fact: kind, group: value }
  return { fact: of === null ? null : 'rural', group: null }
}

/** Somebody as the optimal method sees them: with the area of their school besides. */
export function withArea(person: MatchPerson, areaId: string): MatchPerson {
  return { ...person, groups: { ...person.groups, area: areaId } }
}
