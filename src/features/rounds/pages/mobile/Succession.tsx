import { at } from '../../../../platform/web/route.ts'
import { formatDateTime, joinNames } from '../../../../ui/format.ts'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { OwnSuccession } from '../../contract/succession.ts'
import { words } from '../../words.ts'

/** How I stand in the order of a programme that refused me; an offer leads to where it is answered. */
export function Succession({ programmeId, told }: { programmeId: string; told: OwnSuccession | null }) {
  const t = useWords(words)
  if (told === null) return null
  const { state, offerUntil, places } = told
  if (state === 'offered')
    return (
      <Rows>
        <Row
          title={t('succession.mine.open')}
          lead={t('succession.mine.offered', { until: offerUntil === null ? '' : formatDateTime(offerUntil) })}
          to={at.phone.programme(programmeId)}
        />
      </Rows>
    )
  if (state !== 'waiting') return <p className="quiet">{t(`succession.mine.${state}`)}</p>
  const said = places.map(({ title, nth }) =>
    places.length === 1 ? t('succession.mine', { nth }) : t('succession.mine.kind', { kind: title, nth }),
  )
  return <p className="num">{joinNames(said)}</p>
}
