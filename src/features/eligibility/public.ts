export {
  eligibilityRefusalOf,
  judgeJoiner,
  loadBeyond,
  type Beyond,
  type EligibilityRefusal,
} from './commands/judging.ts'
export type { BeyondCode } from './core.ts'
