export {
  byUrgency,
  forecast,
  outlooks,
  worstOf,
  type Forecast,
  type Outlook,
  type Step,
  type Urgent,
} from './core/forecast.ts'
export {
  clashes,
  isTaken,
  repair,
  type Candidate,
  type Gap,
  type Judge,
  type Repair,
  type Span,
} from './core/repair.ts'
export { share, type Offered } from './core/share.ts'
