import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { useCodes } from '../../../people/parts.tsx'
import { correctionTone, privacyApi } from '../../asking.ts'
import type { Correction } from '../../contract/corrections.ts'
import { words } from '../../words.ts'
import { OwnData } from './OwnData.tsx'

/** What concerns one's own data: who looked at it, what is wrong, what it is for, and all of it as a file. */
export function MyDataScreen() {
  const t = useWords(words)
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <Corrections />
      <Looks />
      <OwnData />
      <BigLink to={at.phone.purposes()} kind="plain">
        {t('purposes')}
      </BigLink>
    </Screen>
  )
}

function Corrections() {
  const t = useWords(words)
  const list = useMore(['my-corrections'], (paging) => call(privacyApi.my.corrections.$get({ query: paging })))
  return (
    <Block title={t('mine.corrections')}>
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={2} /> : null}
      {!list.isLoading && list.rows.length === 0 ? <p className="quiet">{t('mine.corrections.none')}</p> : null}
      {list.rows.map((correction) => (
        <Asked key={correction.id} correction={correction} />
      ))}
      <MoreButton more={list.more} />
      <BigLink to={at.phone.askCorrection()} kind="plain">
        {t('ask')}
      </BigLink>
    </Block>
  )
}

function Asked({ correction }: { correction: Correction }) {
  const t = useWords(words)
  const say = useCodes()
  const cache = useQueryClient()
  const { id, field, state, askedAt, decision, decidedByName } = correction
  const withdraw = useMutation({
    mutationFn: () =>
      call(privacyApi.my.corrections[':correctionId'].withdrawal.$post({ param: { correctionId: id } })),
    onSuccess: async () => {
      toast(t('mine.withdrawn'))
      await cache.invalidateQueries({ queryKey: ['my-corrections'] })
    },
  })
  const isCode = field === 'title' || field === 'stage' || field === 'gender'
  const said = (value: string | null) => (value === null ? t('notRecorded') : isCode ? say(field, value) : value)
  return (
    <>
      <Rows>
        <Row
          title={t(`field.${field}`)}
          lead={`${said(correction.before)} → ${said(correction.value)}`}
          note={[formatDateTime(askedAt), decidedByName, decision].filter(Boolean).join(' · ')}
          end={<Chip tone={correctionTone[state]}>{t(`state.${state}`)}</Chip>}
        />
      </Rows>
      <Problem problem={withdraw.error} words={words} />
      {state === 'asked' ? (
        <BigButton kind="plain" onPress={() => withdraw.mutate()} pending={withdraw.isPending}>
          {t('mine.withdraw')}
        </BigButton>
      ) : null}
    </>
  )
}

function Looks() {
  const t = useWords(words)
  const list = useMore(['my-unmaskings'], (paging) => call(privacyApi.my.unmaskings.$get({ query: paging })))
  return (
    <Block title={t('mine.looks')}>
      <p className="quiet">{t('mine.looks.lead')}</p>
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={2} /> : null}
      {!list.isLoading && list.rows.length === 0 ? <p className="quiet">{t('mine.looks.none')}</p> : null}
      <Rows>
        {list.rows.map((look) => (
          <Row
            key={look.id}
            title={t('mine.look', { who: look.accountName, field: t(`field.${look.field}`) })}
            lead={t('mine.look.why', { purpose: t(`purpose.${look.purpose}`), reason: look.reason })}
            note={look.many ? `${formatDateTime(look.at)} · ${t('mine.look.many')}` : formatDateTime(look.at)}
          />
        ))}
      </Rows>
      <MoreButton more={list.more} />
    </Block>
  )
}
