import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

export type Tone = 'neutral' | 'waiting' | 'active' | 'done' | 'attention' | 'danger'

/** The drawing that goes with a tone where a state names none of its own. */
export const iconOfTone: Readonly<Record<Tone, IconName>> = {
  neutral: 'circle',
  waiting: 'clock',
  active: 'active',
  done: 'done',
  attention: 'alert',
  danger: 'stop',
}

/** A state as word, drawing and colour together, so that none of them has to carry it alone. */
export function StateTag({ tone, icon, children }: { tone: Tone; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className={`state state-${tone}`}>
      <Icon name={icon ?? iconOfTone[tone]} size={14} />
      {children}
    </span>
  )
}
