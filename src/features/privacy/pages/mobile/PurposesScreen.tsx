import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { privacyApi } from '../../asking.ts'
import type { Purposes } from '../../contract/own.ts'
import { consentPurposes } from '../../core.ts'
import { words } from '../../words.ts'

const key = ['my-purposes']

/** What is held about me for what, on which ground, and what I agree to. */
export function PurposesScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: key, queryFn: () => call(privacyApi.my.purposes.$get()) })
  return (
    <Screen title={t('purposes')} back={at.phone.myData()}>
      <p className="quiet">{t('purposes.lead')}</p>
      <Loaded query={query} words={words}>
        {(told) => <Told told={told} />}
      </Loaded>
    </Screen>
  )
}

function Told({ told }: { told: Purposes }) {
  const t = useWords(words)
  const [language] = useLanguage()
  const text = language === 'en' ? told.en : told.zh
  return (
    <>
      <Block>
        {told.purposes.map((purpose) => (
          <PurposeRow key={purpose.code} purpose={purpose} />
        ))}
      </Block>
      <Block title={t('purposes.text', { version: told.version })}>
        {text.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Block>
    </>
  )
}

function PurposeRow({ purpose }: { purpose: Purposes['purposes'][number] }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { code, basis, given } = purpose
  const asked = consentPurposes.find((each) => each === code)
  const say = useMutation({
    mutationFn: (json: { id: string; purpose: (typeof consentPurposes)[number]; given: boolean }) =>
      call(privacyApi.my.consents.$post({ json })),
    onSuccess: (told) => {
      cache.setQueryData(key, told)
      toast(t('consent.done'))
    },
  })
  return (
    <>
      <Rows>
        <Row
          title={t(`use.${code}`)}
          lead={t('purposes.ground', { basis: t(`basis.${basis}`) })}
          end={
            asked ? (
              <Chip tone={given ? 'done' : 'neutral'}>{given ? t('consent.given') : t('consent.not')}</Chip>
            ) : null
          }
        />
      </Rows>
      <Problem problem={say.error} words={words} />
      {asked ? (
        <BigButton
          kind="plain"
          pending={say.isPending}
          onPress={() => say.mutate({ id: crypto.randomUUID(), purpose: asked, given: given !== true })}
        >
          {given ? t('consent.withdraw') : t('consent.give')}
        </BigButton>
      ) : null}
    </>
  )
}
