import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay } from '../../../../ui/format.ts'
import { Empty, Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { objectionTone, publicityApi } from '../../asking.ts'
import type { OwnObjection } from '../../contract/notices.ts'
import { words } from '../../words.ts'

/** What is shown to everybody now, and one's own objections with their answers. */
export function ShownNoticesScreen() {
  const t = useWords(words)
  const shown = useQuery({ queryKey: ['shown-notices'], queryFn: () => call(publicityApi['shown-notices'].$get()) })
  const mine = useQuery({ queryKey: ['my-objections'], queryFn: () => call(publicityApi.my.objections.$get()) })
  return (
    <Screen title={t('notices')} back={at.phone.home()}>
      <p className="quiet">{t('shown.lead')}</p>
      <Loaded query={shown} words={words}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('shown.none')} />
          ) : (
            <Rows>
              {items.map((item) => (
                <Row
                  key={item.id}
                  title={item.title}
                  lead={item.organisationName}
                  note={t('shown.until', { day: formatDay(item.endsOn) })}
                  to={at.phone.shownNotice(item.id)}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <Block title={t('shown.mine')}>
        <Loaded query={mine} words={words}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('shown.mine.none')} />
            ) : (
              items.map((item) => <Own key={item.id} objection={item} />)
            )
          }
        </Loaded>
      </Block>
    </Screen>
  )
}

function Own({ objection }: { objection: OwnObjection }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const withdraw = useMutation({
    mutationFn: () =>
      call(publicityApi.my.objections[':objectionId'].withdrawal.$post({ param: { objectionId: objection.id } })),
    onSuccess: async () => {
      toast(t('shown.withdrawn'))
      setAsking(false)
      await cache.invalidateQueries({ queryKey: ['my-objections'] })
    },
  })
  return (
    <>
      <Rows>
        <Row
          title={objection.title}
          lead={objection.text}
          note={objection.answer ?? formatDay(objection.receivedAt)}
          end={<Chip tone={objectionTone[objection.state]}>{t(`objection.${objection.state}`)}</Chip>}
        />
      </Rows>
      {objection.state === 'received' ? (
        <BigButton onPress={() => setAsking(true)}>{t('shown.withdraw')}</BigButton>
      ) : null}
      <Sheet title={t('shown.withdraw.ask')} open={isAsking} onClose={() => setAsking(false)}>
        <p>{objection.text}</p>
        <p className="quiet">{t('shown.withdraw.what')}</p>
        <Problem problem={withdraw.error} words={words} />
        <BigButton kind="danger" pending={withdraw.isPending} onPress={() => withdraw.mutate()}>
          {t('shown.withdraw')}
        </BigButton>
        <BigButton onPress={() => setAsking(false)}>{t('shown.withdraw.keep')}</BigButton>
      </Sheet>
    </>
  )
}
