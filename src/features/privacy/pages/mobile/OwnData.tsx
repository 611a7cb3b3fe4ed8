import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { formatBytes, formatDateTime } from '../../../../ui/format.ts'
import { Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigFileLink, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { privacyApi } from '../../asking.ts'
import { ownDataDays } from '../../core.ts'
import { words } from '../../words.ts'

const key = ['my-data-files']
const tones = { making: 'active', ready: 'done', expired: 'neutral' } as const

/** Everything held about me, made into a file and fetched. */
export function OwnData() {
  const t = useWords(words)
  const cache = useQueryClient()
  const [language] = useLanguage()
  const query = useQuery({
    queryKey: key,
    queryFn: () => call(privacyApi.my['data-files'].$get()),
    refetchInterval: ({ state }) => (state.data?.items.some((file) => file.state === 'making') ? 1_500 : false),
  })
  const ask = useMutation({
    mutationFn: () =>
      call(
        privacyApi.my['data-files'].$post({
          json: { id: crypto.randomUUID(), language: language === 'en' ? 'en' : 'zh' },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  })
  const [latest] = query.data?.items ?? []
  const until = latest?.expiresAt ?? null
  return (
    <Block title={t('own.block')}>
      <p className="quiet">{t('own.block.lead', { days: ownDataDays })}</p>
      <Problem problem={query.error ?? ask.error} words={words} />
      {latest ? (
        <Rows>
          <Row
            title={t('own.asked', { at: formatDateTime(latest.askedAt) })}
            lead={until === null ? undefined : t('own.until', { at: formatDateTime(until) })}
            note={latest.size === null ? undefined : formatBytes(latest.size)}
            end={<Chip tone={tones[latest.state]}>{t(`own.state.${latest.state}`)}</Chip>}
          />
        </Rows>
      ) : null}
      {latest?.state === 'ready' ? (
        <BigFileLink href={`/api/v1/my/data-files/${latest.id}/content`}>{t('own.download')}</BigFileLink>
      ) : (
        <BigButton kind="plain" onPress={() => ask.mutate()} pending={ask.isPending || latest?.state === 'making'}>
          {t('own.ask')}
        </BigButton>
      )}
    </Block>
  )
}
