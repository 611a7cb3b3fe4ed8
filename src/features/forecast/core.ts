export { byUrgency, outlooks, type Outlook, type Urgent } from '../../lib/policy/outlook.ts'
export { forecast, worstOf, type Forecast, type Step } from './core/forecast.ts'
export {
  clashes,
  daysFit,
  isTaken,
  repair,
  type Candidate,
  type Gap,
  type Judge,
  type Repair,
  type Span,
} from './core/repair.ts'
export { share, type Offered } from './core/share.ts'
