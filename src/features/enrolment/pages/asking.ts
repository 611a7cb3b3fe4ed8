import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/web/call.ts'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { requestRefusals, requestWords } from '../words/requests.ts'
import { requestApi as api } from './requests.ts'

// Whoever is chosen is judged at once, before a reason is written for nothing.
function useSubstitutionTrial(enrolmentId: string, personId: string) {
  return useQuery({
    queryKey: ['substitution-trial', enrolmentId, personId],
    queryFn: () =>
      call(api.enrolments[':enrolmentId']['substitution-trials'].$post({ param: { enrolmentId }, json: { personId } })),
    enabled: personId !== '',
    retry: false,
  })
}

/**
 * Asks that `personId` take the place of an application: how they are judged, why it may not be sent yet (`held`), and the
 * sending itself. `id` is the request's own: sent again with it, it is the same request.
 */
export function useAsking(asked: {
  readonly id: string
  readonly enrolmentId: string
  readonly personId: string
  readonly onSent: () => void
}) {
  const { id, enrolmentId, personId, onSent } = asked
  const t = useWords(requestWords)
  const cache = useQueryClient()
  const trial = useSubstitutionTrial(enrolmentId, personId)
  const ask = useMutation({
    mutationFn: (reason: string) =>
      call(
        api.enrolments[':enrolmentId']['substitution-requests'].$post({
          param: { enrolmentId },
          json: { id, personId, reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('ask.sent'))
      onSent()
      await cache.invalidateQueries()
    },
  })
  const [failed] = trial.data?.codes ?? []
  const held =
    personId === ''
      ? t('ask.choose')
      : trial.isFetching
        ? t('ask.judging')
        : failed === undefined
          ? undefined
          : sayRefusal({ code: failed }, requestRefusals)
  return { ask, held, codes: trial.data?.codes, problem: trial.error }
}
