import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { useWords, type Translate } from '../../ui/words.ts'
import type { ShownReason } from './contract.ts'
import type { assessmentRoutes } from './routes.ts'
import { words } from './words.ts'

export const assessmentApi = client<typeof assessmentRoutes>()

/** The key under which the assessment of a class is remembered. */
export const assessmentKey = (classId: string) => ['assessment', classId] as const

/** How a class is judged and what its members reached. */
export function useAssessment(classId: string) {
  return useQuery({
    queryKey: assessmentKey(classId),
    queryFn: () => call(assessmentApi.classes[':classId'].assessment.$get({ param: { classId } })),
  })
}

/** The tab of a class that leads to its assessment and closing. */
export function useAssessmentTab(classId: string): { readonly to: string; readonly label: string } {
  const t = useWords(words)
  return { to: `${at.class(classId)}/assessment`, label: t('title') }
}

/** One reason of a judgement in words. */
export function sayReason(t: Translate<typeof words>, reason: ShownReason): string {
  const needed = reason.needed ?? 0
  switch (reason.code) {
    case 'attendance_met':
      return t('reason.attendance_met', { percent: reason.percent ?? 0, needed })
    case 'attendance_short':
      return t('reason.attendance_short', { percent: reason.percent ?? 0, needed })
    case 'score_met':
      return t('reason.score_met', { score: (reason.scoreTenths ?? 0) / 10, needed })
    case 'score_short':
      return t('reason.score_short', { score: (reason.scoreTenths ?? 0) / 10, needed })
    case 'grade_passed':
      return t('reason.grade_passed', { grade: t(`grade.${reason.grade ?? 'pass'}`) })
    case 'grade_failed':
      return t('reason.grade_failed')
    case 'result_missing':
      return t('reason.result_missing')
  }
}
