import { Link } from 'react-router'
import { formatHours } from '../../../../lib/hours.ts'
import { at } from '../../../../platform/web/route.ts'
import { unitWord } from '../../../../ui/format.ts'
import { Ring, SmallRing, SmallRings } from '../../../../ui/phone/ring.tsx'
import { sayIn, useWords, type Translate } from '../../../../ui/words.ts'
import type { HourStanding } from '../../contract.ts'
import { isOwed, nameOf } from '../../parts.tsx'
import { words } from '../../words.ts'

type RingsProps = {
  standings: readonly HourStanding[]
  year: number
  /** Verified hours, shown where nothing is asked. */
  earned: number
}

// So many rings have room beneath each other on a phone.
const mostLarge = 3

/** Where a standing is explained. */
export function whyOf({ id }: Pick<HourStanding, 'id'>, year: number): string {
  return at.phone.whyHours(id, year)
}

// What all hours together must reach first, then the larger before the smaller.
const widest = (a: HourStanding, b: HourStanding) => Number(b.whole) - Number(a.whole) || b.needed - a.needed

function sayLeft(t: Translate<typeof words>, { state, missing, unit }: HourStanding): string {
  if (state === 'exempt') return t('own.exempt')
  return missing === 0 ? t('own.met') : t('own.left', { hours: `${formatHours(missing)} ${unitWord(unit)}` })
}

/** A ring for each requirement with what is still missing; it opens how that was reckoned. Where nothing is asked, hours alone. */
export function RequirementRings({ standings, year, earned }: RingsProps) {
  const t = useWords(words)
  const asked = standings.filter((one) => isOwed(one) && (one.needed > 0 || one.state === 'exempt')).toSorted(widest)
  if (asked.length === 0) {
    return (
      <Ring label={t('ring.earned')} value={earned} max={earned} unit={unitWord('hour')} format={formatHours}>
        {t('phone.noRequirement')}
      </Ring>
    )
  }
  const large = asked.length > mostLarge ? asked.slice(0, 1) : asked
  const small = asked.slice(large.length)
  return (
    <div className="stack">
      {large.map((one) => (
        <Link key={one.id} to={whyOf(one, year)} className="ring-open">
          <Ring
            label={nameOf(t, one)}
            value={one.counted + one.carried}
            max={one.needed}
            unit={unitWord(one.unit)}
            format={formatHours}
          >
            <strong>{nameOf(t, one)}</strong>
            <br />
            {sayLeft(t, one)}
            {one.over > 0 ? (
              <>
                <br />
                <span className="quiet num">{t('over', { hours: formatHours(one.over) })}</span>
              </>
            ) : null}
          </Ring>
        </Link>
      ))}
      {small.length > 0 ? (
        <SmallRings label={t('own.rings')}>
          {small.map((one) => (
            <SmallRing
              key={one.id}
              to={whyOf(one, year)}
              label={sayIn(one.title)}
              value={one.counted + one.carried}
              max={one.needed}
              inside={one.missing === 0 ? '✓' : formatHours(one.missing)}
              note={sayLeft(t, one)}
            />
          ))}
        </SmallRings>
      ) : null}
    </div>
  )
}
