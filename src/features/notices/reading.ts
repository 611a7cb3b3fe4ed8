import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../platform/web/call.ts'
import { useLanguage, wordsIn, type Words } from '../../ui/words.ts'
import { fill, originalsIn } from './core/texts.ts'
import type { Notice } from './contract.ts'
import type { noticeRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof noticeRoutes>()

/** Puts a notice into the words of the feature that sent it. */
export function useSayNotice(senders: readonly Words[]): (notice: Notice) => string {
  const [language] = useLanguage()
  const spoken = language === 'en' ? 'en' : 'zh'
  return ({ code, params, own }) => {
    const key = `notice.${code}`
    if (own?.[spoken]) {
      const original = senders.flatMap(originalsIn).find((each) => each.code === code)
      return fill(own[spoken], params, spoken, original?.terms)
    }
    const sender = senders.find((each) => key in each.zh)
    return sender ? wordsIn<Words>(sender, language)(key, params) : wordsIn(words, language)('unknown', { code })
  }
}

/** One's notices, the newest first, and the way to mark them as read. */
export function useNotices() {
  const cache = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: ['notices'],
    queryFn: ({ pageParam }) =>
      call(api.notices.$get({ query: { limit: '30', ...(pageParam === '' ? {} : { cursor: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  const read = useMutation({
    mutationFn: (ids: string[]) => call(api['notice-readings'].$post({ json: { ids } })),
    onSuccess: () => Promise.all(['notices', 'me'].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  })
  return { list, rows: list.data?.pages.flatMap((page) => page.items) ?? [], read }
}
