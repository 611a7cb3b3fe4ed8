import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { toast } from '../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { MailWishes, OwnMail } from '../contract/mail.ts'
import { isMailAddress } from '../core/addresses.ts'
import type { mailRoutes } from '../routes/mail.ts'
import { mailWords } from '../words/mail.ts'

const api = client<typeof mailRoutes>()
const key = ['own-mail']
const sixDigits = /^\d{6}$/

export type Own = ReturnType<typeof useOwnMail>

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

/** What one may wish of letters, as options of two choices. */
export function useWishOptions() {
  const t = useWords(mailWords)
  return {
    wanted: (['all', 'needed', 'none'] as const).map((value) => ({ value, label: t(`wanted.${value}`) })),
    language: (['zh', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) })),
  }
}

/** The form of the code that was sent; what is no code is said at once and not tried. */
export function useCodeForm(confirm: Own['confirm']) {
  const t = useWords(mailWords)
  const form = useForm({ defaultValues: { code: '' } })
  const send = ({ code }: { code: string }) =>
    sixDigits.test(code.trim())
      ? confirm.mutate(code.trim())
      : form.setError('code', { message: t('mail.code.malformed') })
  return { form, send }
}

/** The form of an address to be confirmed; what is no address is said at once and not asked. */
export function useAddressForm(ask: Own['ask']) {
  const t = useWords(mailWords)
  const form = useForm({ defaultValues: { address: '' } })
  const send = ({ address }: { address: string }) =>
    isMailAddress(address.trim())
      ? ask.mutate(address.trim(), { onSuccess: () => form.reset() })
      : form.setError('address', { message: t('refusal.mail_address_malformed') })
  return { form, send }
}
