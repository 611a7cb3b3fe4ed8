import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { formatCount, formatPercent, unitWord, type Unit } from './format.ts'

type StatProps = {
  label: string
  value: ReactNode
  unit?: Unit | undefined
  /** The denominator, as it should be read. */
  of?: string | undefined
  /** What has changed, and since when. */
  change?: ReactNode
  to?: string | undefined
  tone?: 'done' | 'attention' | 'danger' | undefined
}

/** One figure with its unit, its denominator and its change; the row of them has the class `figures`. */
export function Stat({ label, value, unit, of, change, to, tone }: StatProps) {
  const body = (
    <>
      <span className="stat-label">{label}</span>
      <span className={`stat-value num ${tone ? `stat-${tone}` : ''}`}>
        {typeof value === 'number' ? formatCount(value) : value}
        {unit ? <small>{unitWord(unit)}</small> : null}
        {of ? <small className="stat-of">/ {of}</small> : null}
      </span>
      {change ? <span className="stat-change quiet num">{change}</span> : null}
    </>
  )
  return to ? (
    <Link to={to} className="stat">
      {body}
    </Link>
  ) : (
    <div className="stat">{body}</div>
  )
}

type ProgressBarProps = {
  label: string
  value: number
  max: number
  text?: string | undefined
  tone?: 'attention' | 'danger' | undefined
}

/** How far something is, as a line and in words. It is never drawn full before it is. */
export function ProgressBar({ label, value, max, text, tone }: ProgressBarProps) {
  const share = max <= 0 ? 0 : Math.min(1, Math.max(0, value / max))
  const drawn = value < max ? Math.min(share, 0.985) : share
  return (
    <div className="progress">
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={text ?? formatPercent(value, max)}
      >
        <span className={tone ? `progress-${tone}` : undefined} style={{ width: `${drawn * 100}%` }} />
      </div>
      <span className="progress-text quiet num">{text ?? formatPercent(value, max)}</span>
    </div>
  )
}

type FunnelStep = {
  readonly label: string
  readonly value: number
  readonly unit: Unit
  readonly to?: string | undefined
}

/** How many are left at each step, drawn to the scale of the largest, each beside its share of the step before. */
export function Funnel({ label, steps }: { label: string; steps: readonly FunnelStep[] }) {
  const largest = Math.max(1, ...steps.map((step) => step.value))
  return (
    <ol className="funnel" aria-label={label}>
      {steps.map((step, index) => {
        const before = steps[index - 1]
        const share = before && before.unit === step.unit ? formatPercent(step.value, before.value) : ''
        return (
          <li key={step.label}>
            <span>{step.to ? <Link to={step.to}>{step.label}</Link> : step.label}</span>
            <span className="funnel-track" aria-hidden="true">
              {step.value > 0 ? <span style={{ width: `${(step.value / largest) * 100}%` }} /> : null}
            </span>
            <span className="num end">{formatCount(step.value, step.unit)}</span>
            <span className="num end quiet">{share}</span>
          </li>
        )
      })}
    </ol>
  )
}
