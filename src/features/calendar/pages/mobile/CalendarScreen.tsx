import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { CalendarFeed } from '../../contract.ts'
import type { calendarRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof calendarRoutes>()
const key = ['calendar-feed']

/** The secret address under which one's calendar reads the sessions of one's classes. */
export function CalendarScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: key, queryFn: () => call(api.my['calendar-feed'].$get()) })
  return (
    <Screen title={t('calendar')} back={at.phone.me()}>
      <p className="quiet">{t('lead')}</p>
      <Loaded query={query} words={words} lines={4}>
        {(feed) => <Shown feed={feed} />}
      </Loaded>
    </Screen>
  )
}

function Shown({ feed: { address, sessions } }: { feed: CalendarFeed }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const again = () => cache.invalidateQueries({ queryKey: key })
  const make = useMutation({
    mutationFn: () => call(api.my['calendar-feed'].$post({ json: { id: crypto.randomUUID() } })),
    onSuccess: (made) => {
      cache.setQueryData(key, made)
      toast(t('made'))
    },
  })
  const end = useMutation({
    mutationFn: () => call(api.my['calendar-feed'].$delete()),
    onSuccess: async () => {
      toast(t('ended'))
      await again()
    },
  })
  const copy = useMutation({
    mutationFn: (text: string) => navigator.clipboard.writeText(text),
    onSuccess: () => toast(t('copied')),
  })
  return (
    <>
      <p className="num">{t('sessions', { count: sessions })}</p>
      {address === null ? (
        <BigButton kind="primary" pending={make.isPending} onPress={() => make.mutate()}>
          {t('make')}
        </BigButton>
      ) : (
        <Block title={t('address')}>
          <p className="breakable">{address}</p>
          <Note tone="attention">{t('secret')}</Note>
          <div className="stack">
            <a className="big big-primary" href={address.replace(/^https?:/, 'webcal:')}>
              {t('subscribe')}
            </a>
            <BigButton pending={copy.isPending} onPress={() => copy.mutate(address)}>
              {t('copy')}
            </BigButton>
            <BigButton pending={make.isPending} onPress={() => make.mutate()}>
              {t('again')}
            </BigButton>
            <BigButton kind="danger" pending={end.isPending} onPress={() => end.mutate()}>
              {t('end')}
            </BigButton>
          </div>
          <p className="quiet">{t('how')}</p>
        </Block>
      )}
      <Problem problem={make.error ?? end.error} words={words} />
    </>
  )
}
