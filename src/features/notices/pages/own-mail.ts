import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { toast } from '../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { MailWishes, OwnMail } from '../contract/mail.ts'
import type { mailRoutes } from '../routes/mail.ts'
import { mailWords } from '../words/mail.ts'

const api = client<typeof mailRoutes>()
const key = ['own-mail']

/** Where one's notices go by e-mail, and what can be done about that; the same in the console and on the phone. */
export function useOwnMail() {
  const t = useWords(mailWords)
  const [language] = useLanguage()
  const cache = useQueryClient()
  const keep = (mail: OwnMail) => cache.setQueryData(key, mail)
  const mail = useQuery({ queryKey: key, queryFn: () => call(api.my.mail.$get()) })
  const ask = useMutation({
    mutationFn: (address: string) =>
      call(api.my.mail.confirmations.$post({ json: { address, language: language === 'en' ? 'en' : 'zh' } })),
    onSuccess: keep,
  })
  const confirm = useMutation({
    mutationFn: (code: string) => call(api.my.mail.address.$post({ json: { code } })),
    onSuccess: (confirmed) => {
      keep(confirmed)
      toast(t('mail.done'))
    },
    // A wrong code leaves fewer tries.
    onError: () => cache.invalidateQueries({ queryKey: key }),
  })
  const choose = useMutation({
    mutationFn: (wishes: MailWishes) => call(api.my.mail.$put({ json: wishes })),
    onSuccess: (chosen) => {
      keep(chosen)
      toast(t('mail.saved'))
    },
  })
  const remove = useMutation({
    mutationFn: () => call(api.my.mail.$delete()),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: key })
      toast(t('mail.removed'))
    },
  })
  return { mail, ask, confirm, choose, remove }
}
