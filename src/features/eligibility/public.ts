export {
  eligibilityRefusalOf,
  judgeJoiner,
  loadBeyond,
  type Beyond,
  type EligibilityRefusal,
} from './commands/judging.ts'
export { connectSittings } from './commands/sittings.ts'
export type { BeyondCode } from './core.ts'
