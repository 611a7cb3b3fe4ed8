export { clashesOf } from './commands/clashes.ts'
export {
  eligibilityRefusalOf,
  judgeJoiner,
  loadBeyond,
  loadMany,
  type Beyond,
  type EligibilityRefusal,
  type Many,
} from './commands/judging.ts'
export { connectSittings } from './commands/sittings.ts'
export type { BeyondCode } from './core.ts'
