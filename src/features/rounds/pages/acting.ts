import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from '../../../ui/toast.ts'

/** Does something to a round, says so, and shows it as it is then. */
export function useAct<A>(said: string | ((answer: A) => string), act: () => Promise<A>, onDone?: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer) => {
      await cache.invalidateQueries({ queryKey: ['rounds'] })
      toast(typeof said === 'string' ? said : said(answer))
      onDone?.()
    },
  })
}
