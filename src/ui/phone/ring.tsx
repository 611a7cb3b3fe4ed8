import type { ReactNode } from 'react'
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
  const share = max <= 0 ? 1 : Math.min(1, Math.max(0, value / max))
  const drawn = share < 1 ? Math.min(share, 0.97) : 1
  return (
    <div className="ring">
      <div className="ring-figure">
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
