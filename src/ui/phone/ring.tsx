import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { kitWords } from '../kit-words.ts'
import { useWords } from '../words.ts'

type RingProps = {
  value: number
  max: number
  label: string
  /** The word of the unit. */
  unit: string
  /** How a number is written; as it is where nothing is given. */
  format?: ((value: number) => string) | undefined
  /** What is missing, in words, beside the ring. */
  children?: ReactNode
}

const radius = 58
const around = 2 * Math.PI * radius

/** How much of what is required is there: one ring, its numbers, and beside it what is missing. Not drawn full before it is. */
export function Ring({ value, max, label, unit, format = String, children }: RingProps) {
  const t = useWords(kitWords)
  return (
    <div className="ring">
      <div className="ring-figure">
        <Circle value={value} max={max} />
        <p>
          <span className="unseen">{label}</span>
          <span className="ring-number num">{format(value)}</span>
          <span className="quiet num">{t('ring.of', { max: format(max), unit })}</span>
        </p>
      </div>
      {children ? <div className="ring-words">{children}</div> : null}
    </div>
  )
}

function Circle({ value, max }: Pick<RingProps, 'value' | 'max'>) {
  const share = max <= 0 ? 1 : Math.min(1, Math.max(0, value / max))
  const drawn = share < 1 ? Math.min(share, 0.97) : 1
  return (
    <svg viewBox="0 0 132 132" aria-hidden="true">
      <circle cx="66" cy="66" r={radius} fill="none" stroke="var(--hairline)" strokeWidth="9" />
      <circle
        cx="66"
        cy="66"
        r={radius}
        fill="none"
        stroke="var(--bamboo)"
        strokeWidth="9"
        strokeLinecap={share === 0 ? 'butt' : 'round'}
        strokeDasharray={`${drawn * around} ${around}`}
      />
    </svg>
  )
}

type SmallRingProps = Pick<RingProps, 'value' | 'max' | 'label'> & {
  /** What stands inside: the number still missing, or a mark. */
  inside: string
  /** The same in words, under the label. */
  note: string
  to: string
}

/** One of several rings side by side; it opens what is behind it. */
export function SmallRing({ value, max, label, inside, note, to }: SmallRingProps) {
  return (
    <Link to={to} className="ring-small">
      <span className="ring-figure">
        <Circle value={value} max={max} />
        <span className="ring-inside num" aria-hidden="true">
          {inside}
        </span>
      </span>
      <span className="ring-label">{label}</span>
      <span className="quiet num">{note}</span>
    </Link>
  )
}

/** Small rings in a row that wraps. */
export function SmallRings({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="rings" aria-label={label}>
      {children}
    </nav>
  )
}
