import type { ProgrammeKind } from '../../../lib/programmes/codes.ts'

/** 已录取, 结业, 未结业, 劝退, 退出, 未报到. */
export const participationStates = ['accepted', 'passed', 'failed', 'dismissed', 'withdrawn', 'no_show'] as const
export type ParticipationState = (typeof participationStates)[number]

/** The kind of programmes that somebody stands in reserve for. */
export const reserveKind = 'backbone' satisfies ProgrammeKind

/** Levels of 骨干 that people are held in reserve for. */
export const reserveLevels = ['province', 'city', 'county', 'school'] as const

/** Which states count as having taken part: those who left early did not. */
export const tookPart: readonly ParticipationState[] = ['accepted', 'passed', 'failed']

/** A title without what people write differently: width, case, spaces and punctuation. */
export function titleKeyOf(title: string): string {
  return title
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{P}]/gu, '')
}

/** Whole per cent of a population that took part, never rounded up; none of nobody. */
export function coveragePercent(covered: number, size: number): number | null {
  return size === 0 ? null : Math.floor((covered * 100) / size)
}
